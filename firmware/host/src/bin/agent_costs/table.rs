//! Costs as a table.

use crate::costs::{Costs, FLASH, STACK};
use anyhow::{Context, Result};
use std::fmt::Write;

pub fn table(costs: &Costs) -> Result<String> {
    let (m4, m0) = costs.get("Cortex-M4F").zip(costs.get("Cortex-M0")).context("a target is missing")?;
    let mut table = "| image | what | Cortex-M4F | Cortex-M0 |\n| --- | --- | ---: | ---: |\n".to_owned();
    for (image, parts) in m4 {
        let others = m0.get(image).context("an image is missing")?;
        let mut row = |part: &str, what: &str| {
            let figures = parts.get(part).zip(others.get(part)).context("a part is missing")?;
            writeln!(table, "| `{image}` | {what} | {} | {} |", figures.0, figures.1)?;
            Ok::<_, anyhow::Error>(())
        };
        row(FLASH, "flash in bytes, beyond an image that only prints")?;
        if parts.contains_key(STACK) {
            row(STACK, "stack in bytes")?;
        }
        for part in parts.keys().filter(|part| ![FLASH, STACK].contains(&part.as_str())) {
            row(part, &format!("instructions: {part}"))?;
        }
    }
    Ok(table)
}
