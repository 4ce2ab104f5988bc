//! The files that costs stand in.

use crate::costs::Costs;
use crate::{chart, table};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

const BEGIN: &str = "<!-- costs: written by firmware/host -->\n";
const END: &str = "<!-- end of costs -->\n";

pub fn read() -> Result<Costs> {
    serde_json::from_str(&text(&json())?).context("costs.json")
}

pub fn write(costs: &Costs) -> Result<()> {
    fs::write(json(), serde_json::to_string_pretty(costs)? + "\n")?;
    fs::write(svg(), chart::chart(costs)?)?;
    let old = text(&readme())?;
    let new = with_table(&old, costs)?;
    // The library would be compiled again: README.md is its documentation.
    if new != old {
        fs::write(readme(), new)?;
    }
    Ok(())
}

/// That what follows from costs.json does.
pub fn check(costs: &Costs) -> Result<()> {
    const RENEW: &str = "isn't what costs.json says: `costs --draw` renews it";
    ensure!(text(&svg())? == chart::chart(costs)?, "costs.svg {RENEW}");
    let readme = text(&readme())?;
    ensure!(with_table(&readme, costs)? == readme, "README.md's table {RENEW}");
    Ok(())
}

fn with_table(readme: &str, costs: &Costs) -> Result<String> {
    let parts = || {
        let (before, rest) = readme.split_once(BEGIN)?;
        Some((before, rest.split_once(END)?.1))
    };
    let (before, after) = parts().context("README.md has no place for costs")?;
    Ok(format!("{before}{BEGIN}\n{}\n{END}{after}", table::table(costs)?))
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn json() -> PathBuf {
    firmware().join("costs.json")
}

fn svg() -> PathBuf {
    firmware().join("costs.svg")
}

fn readme() -> PathBuf {
    firmware().join("../README.md")
}

fn firmware() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
