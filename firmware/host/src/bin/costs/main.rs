//! What messages cost on a microcontroller, compared with serde-json-core.
//!
//! Measures all images, and writes costs.json, costs.svg, and the tables in docs/COSTS.md and README.md.

mod chart;
mod compare;
mod costs;
mod files;
mod measure;
mod table;

use anyhow::{Result, ensure};
use clap::Parser;
use firmware_host::Mode;

/// Measures what messages cost on a microcontroller; writes costs.json, costs.svg, and the tables in docs/COSTS.md and
/// README.md.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    mode: Mode,
}

fn main() -> Result<()> {
    let Arguments { mode } = Arguments::parse();
    if mode.check {
        return check();
    }
    let costs = if mode.draw { files::read()? } else { measure::measure()? };
    print!("{}", table::table(&costs)?);
    files::write(&costs)
}

fn check() -> Result<()> {
    let committed = files::read()?;
    files::check(&committed)?;
    let measured = measure::measure()?;
    print!("{}", table::table(&measured)?);
    let compared = compare::compare(&committed, &measured);
    for note in compared.notes {
        println!("{note}");
    }
    ensure!(compared.faults.is_empty(), "{}", compared.faults.join("\n"));
    Ok(())
}
