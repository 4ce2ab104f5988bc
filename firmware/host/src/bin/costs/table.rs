//! Costs as a table in Markdown.

use crate::costs::{Costs, ImageCosts, SERDE_JSON_CORE, VITALWIRE};
use anyhow::{Context, Result};
use firmware_host::{CORTEX_M4F, IMAGES, TARGETS};
use std::fmt::Write;

type Figure = fn(&ImageCosts) -> Option<u64>;

const COLUMNS: [(&str, Figure); 10] = [
    ("JSON", |cost| Some(cost.json).filter(|&json| json > 0)),
    ("flash", |cost| Some(cost.flash)),
    ("static RAM", |cost| Some(cost.static_ram)),
    ("stack: build", |cost| cost.build.map(|cost| cost.stack)),
    ("encode", |cost| cost.encode.map(|cost| cost.stack)),
    ("decode", |cost| cost.decode.map(|cost| cost.stack)),
    ("all", |cost| Some(cost.stack)),
    ("instructions: build", |cost| cost.build.and_then(|cost| cost.instructions)),
    ("encode", |cost| cost.encode.and_then(|cost| cost.instructions)),
    ("decode", |cost| cost.decode.and_then(|cost| cost.instructions)),
];

const SUMMARY: [(&str, &str); 5] = [
    ("a health report with labels", "health"),
    ("that, and 8 samples of CPU time", "samples"),
    ("samples and a histogram", "metrics"),
    ("nine messages, one of each kind", "everything"),
    ("a response to four messages, decoded", "responses"),
];

/// Returns each figure, with serde-json-core's after it.
pub fn table(costs: &Costs) -> Result<String> {
    let mut table = String::from("| image | on |");
    COLUMNS.iter().try_for_each(|(title, _)| write!(table, " {title} |"))?;
    writeln!(table, "\n| --- | --- |{}", " ---: |".repeat(COLUMNS.len()))?;
    for image in &IMAGES[1..] {
        for target in TARGETS {
            let find = |codec| costs.find(target.triple, image, codec).with_context(|| format!("{target}, {image}"));
            let (ours, peers) = (find(VITALWIRE)?, find(SERDE_JSON_CORE)?);
            write!(table, "| `{image}` | {} |", target.name)?;
            COLUMNS.iter().try_for_each(|(_, figure)| write!(table, " {} |", cell(figure(ours), figure(peers))))?;
            writeln!(table)?;
        }
    }
    Ok(table)
}

/// Returns the README's figures on a Cortex-M4F: of encoding, or of decoding if nothing is encoded.
pub fn summary(costs: &Costs) -> Result<String> {
    let mut table = String::from("| message | JSON | flash | serde-json-core | instructions | serde-json-core |\n");
    table += "| --- | ---: | ---: | ---: | ---: | ---: |\n";
    for (name, image) in SUMMARY {
        let find = |codec| costs.find(CORTEX_M4F.triple, image, codec).with_context(|| format!("no costs of {image}"));
        let (ours, peers) = (find(VITALWIRE)?, find(SERDE_JSON_CORE)?);
        let instructions = |costs: &ImageCosts| costs.encode.or(costs.decode)?.instructions;
        let (own, peer) = instructions(ours).zip(instructions(peers)).context("no instructions")?;
        let json = if ours.json > 0 { grouped(ours.json) } else { String::new() };
        let [flash, peers_flash, own, peer] = [ours.flash, peers.flash, own, peer].map(grouped);
        writeln!(table, "| {name} | {json} | {flash} | {peers_flash} | {own} | {peer} |")?;
    }
    Ok(table)
}

fn cell(ours: Option<u64>, peers: Option<u64>) -> String {
    match (ours, peers) {
        (Some(ours), Some(peers)) if ours == peers => grouped(ours),
        (Some(ours), Some(peers)) => format!("{} / {}", grouped(ours), grouped(peers)),
        _ => String::new(),
    }
}

/// Returns a figure with commas, like others in the docs.
pub fn grouped(figure: u64) -> String {
    let digits = figure.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) && digits.len() > 4 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn commas_from_five_digits_on() {
        assert_eq!([1, 999, 1000, 12_345, 1_234_567].map(grouped), ["1", "999", "1000", "12,345", "1,234,567"]);
    }
}
