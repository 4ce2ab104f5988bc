//! The files that contain costs.

use crate::costs::Costs;
use crate::{chart, table};
use anyhow::{Context, Result, ensure};
use firmware_host::document::{self, Document, repository};
use std::fs;

const TABLE: Document = Document {
    path: "docs/COSTS.md",
    begin: "<!-- costs: written by firmware/host -->\n",
    end: "<!-- end of costs -->\n",
};
const SUMMARY: Document = Document {
    path: "README.md",
    begin: "<!-- summary of costs: written by firmware/host -->\n",
    end: "<!-- end of summary -->\n",
};

const JSON: &str = "firmware/costs.json";
const CHART: &str = "docs/costs.svg";

pub fn read() -> Result<Costs> {
    serde_json::from_str(&document::read(JSON)?).context(JSON)
}

pub fn write(costs: &Costs) -> Result<()> {
    fs::write(repository().join(JSON), serde_json::to_string_pretty(costs)? + "\n")?;
    fs::write(repository().join(CHART), chart::chart(costs)?)?;
    TABLE.write(&table::table(costs)?)?;
    SUMMARY.write(&table::summary(costs)?)
}

/// Checks that all files match costs.json.
pub fn check(costs: &Costs) -> Result<()> {
    ensure!(document::read(CHART)? == chart::chart(costs)?, "{CHART} is outdated: `--draw` updates it");
    TABLE.check(&table::table(costs)?)?;
    SUMMARY.check(&table::summary(costs)?)
}
