//! An outage as a chart: attempts in each second, with this crate and with full jitter.

use std::iter;
use svg::Document;
use svg::node::element::{Line, Path, Rectangle, Style, Text, Title};

const WIDTH: f64 = 800.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 84.0;
const BOTTOM: f64 = 42.0;
/// The seconds that are shown, and those of the outage.
const SHOWN: std::ops::Range<usize> = 600..1800;
const OUTAGE: std::ops::Range<usize> = 900..1500;

const STYLE: &str = "\
.fleet text { font: 13px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #1f2933 }
.fleet .title { font-size: 17px; font-weight: 600 }
.fleet .axis { fill: #66727f }
.fleet .card { fill: #ffffff; stroke: #d5dae0 }
.fleet .outage { fill: #f3e3e0 }
.fleet line { stroke: #d5dae0 }
.fleet path { fill: none; stroke-width: 1.5; stroke-linejoin: round }
.fleet path.ours { stroke: #0b7fab }
.fleet path.theirs { stroke: #9aa5b1 }
.fleet rect.ours { fill: #0b7fab }
.fleet rect.theirs { fill: #9aa5b1 }
@media (prefers-color-scheme: dark) {
  .fleet text { fill: #e6ebf0 }
  .fleet .axis { fill: #9aa7b4 }
  .fleet .card { fill: #12181f; stroke: #303a45 }
  .fleet .outage { fill: #2c1f20 }
  .fleet line { stroke: #303a45 }
  .fleet path.ours { stroke: #38b6e6 }
  .fleet path.theirs { stroke: #6f7d8b }
  .fleet rect.ours { fill: #38b6e6 }
  .fleet rect.theirs { fill: #6f7d8b }
}";

pub fn chart(ours: &[u32], theirs: &[u32]) -> String {
    let most = ours.iter().chain(theirs).copied().max().unwrap_or(1).next_multiple_of(1000);
    let across = |second: usize| LEFT + (second - SHOWN.start) as f64 * (WIDTH - LEFT - RIGHT) / SHOWN.len() as f64;
    let up = |count: u32| HEIGHT - BOTTOM - f64::from(count) * (HEIGHT - TOP - BOTTOM) / f64::from(most);
    let path = |class, counts: &[u32]| {
        // The busiest second of two.
        let points = SHOWN.step_by(2).filter_map(|second| {
            let count = counts.get(second..second + 2)?.iter().copied().max()?;
            Some(format!("{:.1} {:.1}", across(second), up(count)))
        });
        let steps = iter::once("M").chain(iter::repeat("L")).zip(points).map(|(step, point)| format!("{step}{point}"));
        Path::new().set("class", class).set("d", steps.collect::<String>())
    };
    let card = Rectangle::new().set("class", "card").set("x", 0.5).set("y", 0.5).set("rx", 10);
    let outage = Rectangle::new().set("class", "outage").set("x", across(OUTAGE.start)).set("y", TOP);
    let mut document = Document::new()
        .set("viewBox", (0, 0, WIDTH, HEIGHT))
        .set("width", WIDTH)
        .set("height", HEIGHT)
        .set("role", "img")
        .set("class", "fleet")
        .add(Title::new(
            "Attempts in each second before, during and after an outage, with a rhythm and with full jitter",
        ))
        .add(Style::new(STYLE))
        .add(card.set("width", WIDTH - 1.0).set("height", HEIGHT - 1.0))
        .add(outage.set("width", across(OUTAGE.end) - across(OUTAGE.start)).set("height", HEIGHT - TOP - BOTTOM))
        .add(text("title", 28.0, 40.0, "100,000 workers, a report a minute, and an outage of 10 minutes"))
        .add(text("axis", across(OUTAGE.end) - 54.0, TOP + 18.0, "outage"));
    for (x, class, name) in [(28.0, "ours", "Rhythm: own slots only"), (230.0, "theirs", "full jitter, up to 60 s")] {
        let mark = Rectangle::new().set("class", class).set("x", x).set("y", 56).set("rx", 2);
        document = document.add(mark.set("width", 12).set("height", 12)).add(text("legend", x + 18.0, 67.0, name));
    }
    for count in (0..=most).step_by(1000) {
        let line = Line::new().set("x1", LEFT).set("x2", WIDTH - RIGHT).set("y1", up(count)).set("y2", up(count));
        let label = text("axis", LEFT - 8.0, up(count) + 4.0, &count.to_string()).set("text-anchor", "end");
        document = document.add(line).add(label);
    }
    for second in SHOWN.step_by(300) {
        let minutes = (second as i64 - OUTAGE.start as i64) / 60;
        let label = text("axis", across(second), HEIGHT - 16.0, &format!("{minutes} min"));
        document = document.add(label.set("text-anchor", "middle"));
    }
    format!("{}\n", document.add(path("theirs", theirs)).add(path("ours", ours)))
}

fn text(class: &str, x: f64, y: f64, content: &str) -> Text {
    Text::new(content).set("class", class).set("x", x).set("y", y)
}
