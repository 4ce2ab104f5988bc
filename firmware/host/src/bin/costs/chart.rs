//! Costs as bars: flash and instructions on a Cortex-M4F, each above serde-json-core's.

use crate::costs::{Costs, ImageCosts, SERDE_JSON_CORE, VITALWIRE};
use crate::table::grouped;
use anyhow::{Context, Result};
use firmware_host::CORTEX_M4F;
use svg::Document;
use svg::node::element::{Group, Rectangle, Style, Text, Title};

type Figure = fn(&ImageCosts) -> Option<u64>;

const WIDTH: u64 = 800;
const MARGIN: u64 = 28;
/// The widths of the names before the bars, and of the longest bar; figures follow it.
const NAMES: u64 = 92;
const BARS: u64 = 200;
const BAR: u64 = 14;
const ROW: u64 = 46;
const TOP: u64 = 122;

const FLASH: [(&str, &str, Figure); 6] = [
    ("health", "health", |cost| Some(cost.flash)),
    ("samples", "samples", |cost| Some(cost.flash)),
    ("metrics", "metrics", |cost| Some(cost.flash)),
    ("everything", "everything", |cost| Some(cost.flash)),
    ("check-in", "check_in", |cost| Some(cost.flash)),
    ("responses", "responses", |cost| Some(cost.flash)),
];

const INSTRUCTIONS: [(&str, &str, Figure); 7] = [
    ("health", "health", |cost| cost.encode?.instructions),
    ("samples", "samples", |cost| cost.encode?.instructions),
    ("metrics", "metrics", |cost| cost.encode?.instructions),
    ("everything", "everything", |cost| cost.encode?.instructions),
    ("check-in", "check_in", |cost| cost.encode?.instructions),
    ("its response", "check_in", |cost| cost.decode?.instructions),
    ("responses", "responses", |cost| cost.decode?.instructions),
];

// The documentation contains the chart as it is: its style must not reach what's around it, and an empty line would end it.
const STYLE: &str = "\
.costs text { font: 13px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #1f2933 }
.costs .title { font-size: 17px; font-weight: 600 }
.costs .panel { font-weight: 600 }
.costs .name { text-anchor: end }
.costs .peers { fill: #66727f }
.costs .card { fill: #ffffff; stroke: #d5dae0 }
.costs rect.ours { fill: #0b7fab }
.costs rect.peer { fill: #c3cad2 }
@media (prefers-color-scheme: dark) {
  .costs text { fill: #e6ebf0 }
  .costs .peers { fill: #9aa7b4 }
  .costs .card { fill: #12181f; stroke: #303a45 }
  .costs rect.ours { fill: #38b6e6 }
  .costs rect.peer { fill: #55616e }
}";

pub fn chart(costs: &Costs) -> Result<String> {
    let height = TOP + ROW * INSTRUCTIONS.len() as u64 + MARGIN / 2;
    let card = Rectangle::new().set("class", "card").set("x", 0.5).set("y", 0.5).set("rx", 10);
    let description = "Flash and instructions on a Cortex-M4F, vitalwire beside serde-json-core";
    let document = Document::new()
        .set("viewBox", (0, 0, WIDTH, height))
        .set("width", WIDTH)
        .set("height", height)
        .set("role", "img")
        .set("class", "costs")
        .add(Title::new(description))
        .add(Style::new(STYLE))
        .add(card.set("width", WIDTH - 1).set("height", height - 1))
        .add(text("title", MARGIN, 40, "What messages cost on a Cortex-M4F"))
        .add(legend("ours", MARGIN, VITALWIRE))
        .add(legend("peer", MARGIN + 110, SERDE_JSON_CORE))
        .add(panel(costs, MARGIN, "Bytes of flash", &FLASH)?)
        .add(panel(costs, MARGIN + WIDTH / 2 - MARGIN / 2, "Instructions", &INSTRUCTIONS)?);
    Ok(format!("{document}\n"))
}

fn legend(class: &str, x: u64, codec: &str) -> Group {
    let mark = Rectangle::new().set("class", class).set("x", x).set("y", 56).set("rx", 2);
    Group::new().add(mark.set("width", 12).set("height", 12)).add(text("legend", x + 18, 67, codec))
}

fn panel(costs: &Costs, x: u64, title: &str, rows: &[(&str, &str, Figure)]) -> Result<Group> {
    let mut figures = Vec::new();
    for (_, image, figure) in rows {
        for codec in [VITALWIRE, SERDE_JSON_CORE] {
            let cost = costs.find(CORTEX_M4F.triple, image, codec);
            figures.push(cost.and_then(figure).with_context(|| format!("{title} of {image} with {codec}"))?);
        }
    }
    let longest = figures.iter().copied().max().context("no figures")?;
    let mut group = Group::new().add(text("panel", x, TOP - 22, title));
    for (((name, ..), pair), y) in rows.iter().zip(figures.chunks(2)).zip((TOP..).step_by(ROW as usize)) {
        group = group.add(text("name", x + NAMES - 10, y + BAR + 5, name));
        for (class, figures, figure, y) in [("ours", "figures", pair[0], y), ("peer", "peers", pair[1], y + BAR + 2)] {
            let length = figure * BARS / longest;
            let bar = Rectangle::new().set("class", class).set("x", x + NAMES).set("y", y).set("rx", 2);
            let label = text(figures, x + NAMES + length + 6, y + BAR - 2, &grouped(figure));
            group = group.add(bar.set("width", length).set("height", BAR)).add(label);
        }
    }
    Ok(group)
}

fn text(class: &str, x: u64, y: u64, content: &str) -> Text {
    Text::new(content).set("class", class).set("x", x).set("y", y)
}
