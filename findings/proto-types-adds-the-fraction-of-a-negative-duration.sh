#!/usr/bin/env bash
# proto-types reads a negative google.protobuf.Duration with a fraction as another one, since it adds the fraction instead
# of subtracting it: minus half a second is half a second, minus a second and a half is minus half a second, which it then
# writes as `0.-5s`. Whole seconds are right.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
edition = "2024"

[dependencies]
proto-types = { version = "=0.2.2", features = ["serde"] }
serde_json = "=1.0.154"

[workspace]
TOML
cat >"$folder/src/main.rs" <<'RUST'
use proto_types::Duration;

fn main() {
    let expected = [
        ("-2s", (-2, 0), "-2s"),
        ("-0.5s", (0, 500_000_000), "0.5s"),
        ("-1.5s", (0, -500_000_000), "0.-5s"),
        ("-3.01s", (-2, -990_000_000), "-2.-99s"),
    ];
    let mut as_expected = true;
    for (text, fields, expected) in expected {
        let duration: Duration = serde_json::from_value(text.into()).unwrap();
        let written = serde_json::to_value(duration).unwrap();
        println!("{text}: seconds {}, nanos {}, written as {written}", duration.seconds, duration.nanos);
        as_expected &= (duration.seconds, duration.nanos) == fields && written == expected;
    }
    std::process::exit(if as_expected { 0 } else { 1 });
}
RUST
cd "$folder"
cargo run --quiet
