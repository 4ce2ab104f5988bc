#!/usr/bin/env bash
# minicbor-serde writes serde's unit as an empty array and a `None` as null; ciborium writes both as null. A `null` in a JSON
# value becomes `()` in most serde code (`serde_json::Value` does so), and so arrives as `[]` on the other side, without an error.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
edition = "2024"

[dependencies]
ciborium = "=0.2.2"
minicbor-serde = { version = "=0.7.2", features = ["std"] }
serde_json = "=1.0.154"

[workspace]
TOML
cat >"$folder/src/main.rs" <<'RUST'
use serde_json::{Value, json};

fn main() {
    let value = json!({"disk": null});
    let written = minicbor_serde::to_vec(&value).unwrap();
    let read: Value = ciborium::from_reader(&written[..]).unwrap();
    println!("{value}, by minicbor-serde and back by ciborium: {read}");
    let mut by_ciborium = Vec::new();
    ciborium::into_writer(&value, &mut by_ciborium).unwrap();
    println!("unit {:02x?}, none {:02x?}", minicbor_serde::to_vec(()).unwrap(), minicbor_serde::to_vec(None::<u8>).unwrap());
    println!("the same by ciborium: {by_ciborium:02x?}");
    std::process::exit(if read == json!({"disk": []}) && by_ciborium.ends_with(&[0xf6]) { 0 } else { 1 });
}
RUST
cd "$folder"
cargo run --quiet
