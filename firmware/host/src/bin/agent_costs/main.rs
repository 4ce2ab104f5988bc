//! What the agent costs on a microcontroller.
//!
//! Measures its images, and writes agent-costs.json and the table in crates/agent/docs/COSTS.md.

mod costs;
mod table;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use costs::Costs;
use firmware_host::Mode;
use firmware_host::document::{self, Document, repository};
use std::fs;

/// Measures what the agent costs on a microcontroller; writes agent-costs.json and the table in crates/agent/docs/COSTS.md.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    mode: Mode,
}

const JSON: &str = "firmware/agent-costs.json";
const TABLE: Document = Document {
    path: "crates/agent/docs/COSTS.md",
    begin: "<!-- costs: written by firmware/host -->\n",
    end: "<!-- end of costs -->\n",
};

fn main() -> Result<()> {
    let Arguments { mode } = Arguments::parse();
    if mode.check {
        return check();
    }
    let costs = if mode.draw { read()? } else { costs::measure()? };
    print!("{}", table::table(&costs)?);
    fs::write(repository().join(JSON), serde_json::to_string_pretty(&costs)? + "\n")?;
    TABLE.write(&table::table(&costs)?)
}

fn check() -> Result<()> {
    let committed = read()?;
    TABLE.check(&table::table(&committed)?)?;
    let measured = costs::measure()?;
    print!("{}", table::table(&measured)?);
    let faults = costs::risen(&committed, &measured);
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

fn read() -> Result<Costs> {
    serde_json::from_str(&document::read(JSON)?).context(JSON)
}
