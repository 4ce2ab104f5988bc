#!/usr/bin/env bash
# prost-reflect writes the largest `float` as 3.4028235e+38, the shortest decimal that stands for it, and refuses to read
# that: as a double, this decimal is a little more than the largest float, and the range is checked before rounding.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
edition = "2024"

[dependencies]
prost-reflect = { version = "=0.16.5", features = ["serde"] }
serde_json = "=1.0.154"

[workspace]
TOML
cat >"$folder/src/main.rs" <<'RUST'
use prost_reflect::{DescriptorPool, DynamicMessage, Value};

fn main() {
    let wrapper = DescriptorPool::global().get_message_by_name("google.protobuf.FloatValue").unwrap();
    let mut largest = DynamicMessage::new(wrapper.clone());
    largest.set_field_by_name("value", Value::F32(f32::MAX));
    let written = serde_json::to_string(&largest).unwrap();
    let read = DynamicMessage::deserialize(wrapper, &mut serde_json::Deserializer::from_str(&written));
    println!("written as {written}, read as {read:?}");
    let is_the_same: f32 = written.parse().unwrap();
    std::process::exit(if is_the_same == f32::MAX && read.is_err() { 0 } else { 1 });
}
RUST
cd "$folder"
cargo run --quiet
