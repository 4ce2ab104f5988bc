#!/usr/bin/env bash
# openmetrics-parser reads one metric without a `# TYPE` line in Prometheus' text format, but refuses a text with two of
# them: it takes them for one family. With comments of their own, they are read.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
edition = "2024"

[dependencies]
openmetrics-parser = "=0.5.1"

[workspace]
TOML
cat >"$folder/src/main.rs" <<'RUST'
use openmetrics_parser::prometheus::parse_prometheus;

fn main() {
    let texts = ["litres 3\n", "litres 3\ndegrees 61\n", "# TYPE litres untyped\nlitres 3\n# TYPE degrees untyped\ndegrees 61\n"];
    let read = texts.map(|text| match parse_prometheus(text) {
        Ok(exposition) => {
            println!("{text:?}: {} families", exposition.families.len());
            true
        }
        Err(error) => {
            println!("{text:?}: {error}");
            false
        }
    });
    std::process::exit(if read == [true, false, true] { 0 } else { 1 });
}
RUST
cd "$folder"
cargo run --quiet
