#!/usr/bin/env bash
# pbjson-types refuses a whole number in a google.protobuf.Value from 2 to the 53rd on, within a list and a struct, too, as a
# time in nanoseconds is, even if a double stands for it exactly. One that doesn't fit into 64 bits is read again, and
# rounded, and so is the same number with `.0`.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
edition = "2024"

[dependencies]
pbjson-types = "=0.9.0"
serde_json = "=1.0.154"

[workspace]
TOML
cat >"$folder/src/main.rs" <<'RUST'
use pbjson_types::{Struct, Value};

fn main() {
    let is_read = |json: &str| {
        let value = serde_json::from_str::<Value>(json);
        match &value {
            Ok(value) => println!("{json}: {}", serde_json::to_string(value).unwrap()),
            Err(error) => println!("{json}: {error}"),
        }
        value.is_ok()
    };
    let read = ["9007199254740991", "9007199254740993.0", "18446744073709551616", "123456789012345678901234567890"].map(is_read);
    let refused = ["9007199254740992", "-9007199254740992", "1795310520123456789", "[18446744073709551615]"].map(is_read);
    let in_a_struct = serde_json::from_str::<Struct>(r#"{"startedAtNanos": 1795310520123456789}"#);
    println!("in a struct: {:?}", in_a_struct.as_ref().map_err(ToString::to_string));
    std::process::exit(if read == [true; 4] && refused == [false; 4] && in_a_struct.is_err() { 0 } else { 1 });
}
RUST
cd "$folder"
cargo run --quiet
