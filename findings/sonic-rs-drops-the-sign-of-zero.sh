#!/usr/bin/env bash
# sonic-rs reads a negative zero as a positive one: `-0.0`, `-0` and `-0e0`, as a double and within an array. It writes the
# sign, so that a value doesn't survive its own round trip; serde_json reads it with the sign.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
edition = "2024"

[dependencies]
serde_json = "=1.0.154"
sonic-rs = "=0.5.10"

[workspace]
TOML
cat >"$folder/src/main.rs" <<'RUST'
fn main() {
    let mut lost = 0;
    for json in ["-0.0", "-0", "-0e0"] {
        let sonic: f64 = sonic_rs::from_str(json).unwrap();
        let [in_an_array]: [f64; 1] = sonic_rs::from_str(&format!("[{json}]")).unwrap();
        let serde: f64 = serde_json::from_str(json).unwrap();
        println!("{json}: sonic-rs {sonic:?}, in an array {in_an_array:?}; serde_json {serde:?}");
        lost += usize::from(sonic.is_sign_positive() && in_an_array.is_sign_positive() && serde.is_sign_negative());
    }
    println!("sonic-rs writes {}", sonic_rs::to_string(&-0.0).unwrap());
    std::process::exit(if lost == 3 { 0 } else { 1 });
}
RUST
cd "$folder"
cargo run --quiet
