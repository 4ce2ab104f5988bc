#!/usr/bin/env bash
# prometheus-parse splits labels at commas and equals signs within quotes, too: a value is cut at its comma, and a label
# with an equals sign in its value is missing, so that series that differ become the same. Samples with a brace in a
# label, with empty braces, or with a colon in their name, as recording rules have, are missing. There is no error.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
edition = "2024"

[dependencies]
prometheus-parse = "=0.2.5"

[workspace]
TOML
cat >"$folder/src/main.rs" <<'RUST'
fn main() {
    let expected = [
        (r#"litres{pipe="left"} 3"#, r#"litres{pipe="left"}"#),
        (r#"litres{pipe="left,upper",zone="2"} 3"#, r#"litres{pipe="left",zone="2"}"#),
        (r#"litres{pipe="side=left",zone="2"} 3"#, r#"litres{zone="2"}"#),
        (r#"litres{pipe="{left}"} 3"#, ""),
        ("litres{} 3", ""),
        ("cellar:litres 3", ""),
    ];
    let mut as_expected = true;
    for (line, expected) in expected {
        let scrape = prometheus_parse::Scrape::parse([Ok(line.to_owned())].into_iter()).unwrap();
        let read: Vec<_> = scrape.samples.iter().map(|sample| format!("{}{{{}}}", sample.metric, sample.labels)).collect();
        println!("{line:42} is read as: {}", read.join(", "));
        as_expected &= read.join(", ") == expected;
    }
    std::process::exit(if as_expected { 0 } else { 1 });
}
RUST
cd "$folder"
cargo run --quiet
