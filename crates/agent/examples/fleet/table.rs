//! Tables in Markdown.

use crate::scenarios::Row;
use std::fmt::Write;

pub fn with_bounds(rows: &[Row]) -> String {
    let mut table = String::from("| fleet | phase | mean | peak | peak / mean | at most |\n");
    table += "| --- | --- | ---: | ---: | ---: | ---: |\n";
    for (row, scenario) in rows.iter().zip(scenarios(rows)) {
        let Row { phase, mean, peak, .. } = row;
        let (ratio, bound) = (row.ratio(), row.bound());
        _ = writeln!(table, "| {scenario} | {phase} | {mean:.1} | {peak} | {ratio:.2} | {bound:.2} |");
    }
    table
}

pub fn without(rows: &[Row]) -> String {
    let mut table = String::from("| fleet | phase | mean | peak | peak / mean |\n| --- | --- | ---: | ---: | ---: |\n");
    for (row, scenario) in rows.iter().zip(scenarios(rows)) {
        let Row { phase, mean, peak, .. } = row;
        _ = writeln!(table, "| {scenario} | {phase} | {mean:.1} | {peak} | {:.2} |", row.ratio());
    }
    table
}

/// Each row's scenario, unless it's that of the row before.
fn scenarios(rows: &[Row]) -> impl Iterator<Item = &str> {
    let mut last = "";
    rows.iter().map(move |row| {
        let is_new = std::mem::replace(&mut last, &row.scenario) != row.scenario;
        if is_new { row.scenario.as_str() } else { "" }
    })
}

/// Quantiles of what was sorted before, in ns, for each range of delays.
pub fn slack(columns: &[(&str, Vec<u64>)]) -> String {
    const QUANTILES: [(&str, usize); 7] =
        [("least", 0), ("1 %", 10), ("10 %", 100), ("median", 500), ("90 %", 900), ("99 %", 990), ("most", 1000)];
    let mut table = String::from("| slack in s, if a request and a response take |");
    columns.iter().for_each(|(delays, _)| _ = write!(table, " {delays} |"));
    _ = writeln!(table, "\n| --- |{}", " ---: |".repeat(columns.len()));
    for (name, per_mille) in QUANTILES {
        _ = write!(table, "| {name} |");
        for (_, slack) in columns {
            _ = write!(table, " {:.3} |", slack[(slack.len() - 1) * per_mille / 1000] as f64 / 1e9);
        }
        table += "\n";
    }
    table
}

/// Returns a document in which the part between two comments is another one.
pub fn insert(document: &str, name: &str, part: &str) -> Option<String> {
    let (begin, end) =
        (format!("<!-- {name}: written by the example fleet -->\n"), format!("<!-- end of {name} -->\n"));
    let (before, rest) = document.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}\n{part}\n{end}{after}"))
}
