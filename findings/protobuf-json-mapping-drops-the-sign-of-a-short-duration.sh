#!/usr/bin/env bash
# protobuf-json-mapping reads a negative google.protobuf.Duration, but writes one of less than a second without its sign:
# the sign is that of the seconds, which are zero.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
edition = "2024"

[dependencies]
protobuf = "=3.7.2"
protobuf-json-mapping = "=3.7.2"

[workspace]
TOML
cat >"$folder/src/main.rs" <<'RUST'
use protobuf::well_known_types::duration::Duration;
use protobuf_json_mapping::{parse_from_str, print_to_string};

fn main() {
    let expected = [("-1.5s", "-1.500000000s"), ("-0.5s", "0.500000000s"), ("-0.000000001s", "0.000000001s")];
    let mut as_expected = true;
    for (text, expected) in expected {
        let duration: Duration = parse_from_str(&format!("{text:?}")).unwrap();
        let written = print_to_string(&duration).unwrap();
        println!("{text}: seconds {}, nanos {}, written as {written}", duration.seconds, duration.nanos);
        as_expected &= duration.nanos < 0 && written == format!("{expected:?}");
    }
    std::process::exit(if as_expected { 0 } else { 1 });
}
RUST
cd "$folder"
cargo run --quiet
