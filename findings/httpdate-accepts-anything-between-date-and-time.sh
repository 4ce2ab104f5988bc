#!/usr/bin/env bash
# httpdate doesn't look at the character between date and time in the form of RFC 850: `06-Nov-94T08:49:37`, and any other ASCII
# character there, is the same as a space. In the other two forms it must be a space.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat >"$folder/Cargo.toml" <<'TOML'
[package]
name = "finding"
edition = "2024"

[dependencies]
httpdate = "=1.0.3"

[workspace]
TOML
cat >"$folder/src/main.rs" <<'RUST'
fn main() {
    let read = |date: &str| httpdate::parse_http_date(date).ok();
    let right = read("Sunday, 06-Nov-94 08:49:37 GMT").unwrap();
    let others = (0..128u8).filter(|&byte| {
        let between = char::from(byte);
        let others = [format!("Sun, 06 Nov 1994{between}08:49:37 GMT"), format!("Sun Nov  6{between}08:49:37 1994")];
        assert!(byte == b' ' || others.iter().all(|date| read(date).is_none()));
        read(&format!("Sunday, 06-Nov-94{between}08:49:37 GMT")) == Some(right)
    });
    let others = others.count();
    println!("{others} of 128 characters are accepted between date and time of RFC 850, one in the other forms");
    std::process::exit(if others == 128 { 0 } else { 1 });
}
RUST
cd "$folder"
cargo run --quiet
