#!/usr/bin/env bash
# ureq takes the space in `NO_PROXY=localhost, a.example` for a part of the name, where curl, Go and Python skip it: what
# should go straight to an internal server goes to the proxy. Seen with ureq 3.5.2.
set -euo pipefail

folder=$(mktemp -d)
cd "$folder"
cat >proxy.py <<'PYTHON'
import socket

listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    connection, _ = listener.accept()
    print(connection.makefile().readline().strip(), flush=True)
    connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    connection.close()
PYTHON
python3 proxy.py >>proxy.log &
proxy=$!
trap 'kill "$proxy" 2>/dev/null || true; rm -rf "$folder"' EXIT

mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "finding"
version = "0.0.1"
edition = "2024"

[dependencies]
ureq = { version = "=3.5.2", default-features = false }
TOML
cat >src/main.rs <<'RUST'
fn main() {
    // Nobody listens there: without the proxy, the connection is refused.
    let got = ureq::get("http://127.0.0.1:1/").call();
    println!("ureq: {}", got.map_or_else(|error| error.to_string(), |response| response.status().to_string()));
}
RUST
cargo build --quiet

until port=$(head -1 proxy.log) && [[ $port ]]; do sleep 0.1; done
export http_proxy=http://127.0.0.1:$port
unset no_proxy all_proxy ALL_PROXY HTTP_PROXY https_proxy HTTPS_PROXY
for NO_PROXY in localhost,127.0.0.1 'localhost, 127.0.0.1'; do
    export NO_PROXY
    echo "NO_PROXY=$NO_PROXY" | tee --append proxy.log
    curl --silent --show-error --output /dev/null http://127.0.0.1:1/ || true
    target/debug/finding
done
echo "ureq 3.5.2; the proxy got:"
sed 1d proxy.log
[[ $(sed 1d proxy.log) == 'NO_PROXY=localhost,127.0.0.1
NO_PROXY=localhost, 127.0.0.1
CONNECT 127.0.0.1:1 HTTP/1.1' ]]
