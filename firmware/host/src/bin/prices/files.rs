//! The files that prices stand in.

use crate::prices::Prices;
use crate::{chart, table};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

const BEGIN: &str = "<!-- prices: written by firmware/host -->\n";
const END: &str = "<!-- end of prices -->\n";

pub fn read() -> Result<Prices> {
    serde_json::from_str(&text(&json())?).context("prices.json")
}

pub fn write(prices: &Prices) -> Result<()> {
    fs::write(json(), serde_json::to_string_pretty(prices)? + "\n")?;
    fs::write(svg(), chart::chart(prices)?)?;
    let old = text(&readme())?;
    let new = with_table(&old, prices)?;
    // The library would be compiled again: README.md is its documentation.
    if new != old {
        fs::write(readme(), new)?;
    }
    Ok(())
}

/// That what follows from prices.json does.
pub fn check(prices: &Prices) -> Result<()> {
    const RENEW: &str = "isn't what prices.json says: `prices --draw` renews it";
    ensure!(text(&svg())? == chart::chart(prices)?, "prices.svg {RENEW}");
    let readme = text(&readme())?;
    ensure!(with_table(&readme, prices)? == readme, "README.md's table {RENEW}");
    Ok(())
}

fn with_table(readme: &str, prices: &Prices) -> Result<String> {
    let parts = || {
        let (before, rest) = readme.split_once(BEGIN)?;
        Some((before, rest.split_once(END)?.1))
    };
    let (before, after) = parts().context("README.md has no place for prices")?;
    Ok(format!("{before}{BEGIN}\n{}\n{END}{after}", table::table(prices)?))
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn json() -> PathBuf {
    firmware().join("prices.json")
}

fn svg() -> PathBuf {
    firmware().join("prices.svg")
}

fn readme() -> PathBuf {
    firmware().join("../README.md")
}

fn firmware() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
