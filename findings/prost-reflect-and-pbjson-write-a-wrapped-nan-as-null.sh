#!/usr/bin/env bash
# A google.protobuf.DoubleValue that holds NaN or an infinity is `"NaN"` or `"Infinity"` in ProtoJSON. prost-reflect and
# pbjson-types read those, but write `null`, which means that there is no value; neither reads that back.
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
prost-reflect = { version = "=0.16.5", features = ["serde"] }
serde_json = "=1.0.154"

[workspace]
TOML
cat >"$folder/src/main.rs" <<'RUST'
use pbjson_types::DoubleValue;
use prost_reflect::{DescriptorPool, DynamicMessage};
use serde_json::Deserializer;

fn main() {
    let wrapper = DescriptorPool::global().get_message_by_name("google.protobuf.DoubleValue").unwrap();
    let read = |json: &str| DynamicMessage::deserialize(wrapper.clone(), &mut Deserializer::from_str(json));
    let mut as_expected = true;
    for json in [r#""NaN""#, r#""Infinity""#, r#""-Infinity""#] {
        let by_reflection = serde_json::to_string(&read(json).unwrap()).unwrap();
        let by_pbjson = serde_json::to_string(&serde_json::from_str::<DoubleValue>(json).unwrap()).unwrap();
        println!("{json}: prost-reflect writes {by_reflection}, pbjson-types {by_pbjson}");
        as_expected &= by_reflection == "null" && by_pbjson == "null";
    }
    let errors = [read("null").err().map(|error| error.to_string()), serde_json::from_str::<DoubleValue>("null").err().map(|error| error.to_string())];
    println!("null: {errors:?}");
    std::process::exit(if as_expected && errors.iter().all(Option::is_some) { 0 } else { 1 });
}
RUST
cd "$folder"
cargo run --quiet
