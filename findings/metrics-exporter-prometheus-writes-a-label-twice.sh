#!/usr/bin/env bash
# metrics-exporter-prometheus replaces what a label's name can't have by underscores, each for itself: `pipe.left` and
# `pipe-left` of one gauge become the same name, which then stands twice in one sample. Prometheus' format doesn't allow
# that. Of two gauges whose names become the same only one is left; which one differs from run to run.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
edition = "2024"

[dependencies]
metrics = "=0.24.6"
metrics-exporter-prometheus = { version = "=0.18.3", default-features = false }

[workspace]
TOML
cat >"$folder/src/main.rs" <<'RUST'
fn main() {
    let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
    metrics::with_local_recorder(&recorder, || {
        metrics::gauge!("litres", "pipe.left" => "1", "pipe-left" => "2").set(3.0);
        metrics::gauge!("water.degrees").set(61.0);
        metrics::gauge!("water-degrees").set(62.0);
    });
    let text = recorder.handle().render();
    println!("{text}");
    let is_written = |sample: &str| text.lines().any(|line| line == sample);
    let labels = is_written(r#"litres{pipe_left="1",pipe_left="2"} 3"#);
    let is_one_left = is_written("water_degrees 61") != is_written("water_degrees 62");
    std::process::exit(if labels && is_one_left { 0 } else { 1 });
}
RUST
cd "$folder"
cargo run --quiet
