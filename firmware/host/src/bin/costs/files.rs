//! The files that contain costs.

use crate::costs::Costs;
use crate::{chart, table};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// A document in which the part between two comments is generated.
struct Document {
    path: &'static str,
    begin: &'static str,
    end: &'static str,
    part: fn(&Costs) -> Result<String>,
}

const DOCUMENTS: [Document; 2] = [
    Document {
        path: "docs/COSTS.md",
        begin: "<!-- costs: written by firmware/host -->\n",
        end: "<!-- end of costs -->\n",
        part: table::table,
    },
    Document {
        path: "README.md",
        begin: "<!-- summary of costs: written by firmware/host -->\n",
        end: "<!-- end of summary -->\n",
        part: table::summary,
    },
];

pub fn read() -> Result<Costs> {
    serde_json::from_str(&text(&json())?).context("costs.json")
}

pub fn write(costs: &Costs) -> Result<()> {
    fs::write(json(), serde_json::to_string_pretty(costs)? + "\n")?;
    fs::write(svg(), chart::chart(costs)?)?;
    for document in DOCUMENTS {
        let old = document.text()?;
        let new = document.with_part(&old, costs)?;
        // Otherwise the library would be recompiled: README.md is its documentation.
        if new != old {
            fs::write(root().join(document.path), new)?;
        }
    }
    Ok(())
}

/// Checks that all files match costs.json.
pub fn check(costs: &Costs) -> Result<()> {
    const OUTDATED: &str = "doesn't match costs.json: `costs --draw` updates it";
    ensure!(text(&svg())? == chart::chart(costs)?, "costs.svg {OUTDATED}");
    for document in DOCUMENTS {
        let text = document.text()?;
        ensure!(document.with_part(&text, costs)? == text, "the table in {} {OUTDATED}", document.path);
    }
    Ok(())
}

impl Document {
    fn text(&self) -> Result<String> {
        text(&root().join(self.path))
    }

    fn with_part(&self, text: &str, costs: &Costs) -> Result<String> {
        let parts = || {
            let (before, rest) = text.split_once(self.begin)?;
            Some((before, rest.split_once(self.end)?.1))
        };
        let (before, after) = parts().with_context(|| format!("{} has no place for costs", self.path))?;
        Ok(format!("{before}{}\n{}\n{}{after}", self.begin, (self.part)(costs)?, self.end))
    }
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn json() -> PathBuf {
    firmware().join("costs.json")
}

fn svg() -> PathBuf {
    root().join("docs/costs.svg")
}

fn firmware() -> PathBuf {
    root().join("firmware")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
