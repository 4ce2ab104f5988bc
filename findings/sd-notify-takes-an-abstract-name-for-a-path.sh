#!/usr/bin/env bash
# sd-notify takes a NOTIFY_SOCKET that begins with `@` for a path, where sd_notify(3) has an abstract socket: it looks
# for a file of that name, and the manager is never told that the service is ready.
# Seen with sd-notify 0.5.0.
set -euo pipefail

folder=$(mktemp -d)
cd "$folder"
trap 'rm -rf "$folder"' EXIT
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "finding"
version = "0.0.1"
edition = "2024"

[dependencies]
sd-notify = "=0.5.0"
TOML
cat >src/main.rs <<'RUST'
fn main() {
    println!("sd-notify: {:?}", sd_notify::notify(&[sd_notify::NotifyState::Ready]));
}
RUST
cargo build --quiet

cat >manager.py <<'PYTHON'
import os
import socket
import subprocess
import sys

name = f"finding-{os.getpid()}"
manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
manager.bind("\0" + name)
manager.settimeout(1)
subprocess.run(["target/debug/finding"], env=os.environ | {"NOTIFY_SOCKET": "@" + name})
try:
    print("the manager is told", manager.recv(100))
    sys.exit("it was told")
except TimeoutError:
    print("the manager is told nothing")
PYTHON
python3 manager.py
