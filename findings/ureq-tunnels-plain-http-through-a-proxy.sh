#!/usr/bin/env bash
# ureq asks an HTTP proxy for a tunnel (CONNECT) for plain http, too, where curl and most clients send the request itself, with
# the whole URL in its first line. Proxies that allow tunnels only to port 443, as Squid does by default, refuse it: the same
# endpoint and the same `http_proxy` that work with curl don't work then. Seen with ureq 3.5.2.
set -euo pipefail

folder=$(mktemp -d)
cd "$folder"
cat >proxy.py <<'PYTHON'
import socket

listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
for _ in range(2):
    connection, _ = listener.accept()
    print(connection.makefile().readline().strip(), flush=True)
    connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    connection.close()
PYTHON
python3 proxy.py >proxy.log &
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
    // The environment has the proxy.
    let got = ureq::get("http://telemetry.example/").call();
    println!("ureq: {}", got.map_or_else(|error| error.to_string(), |response| response.status().to_string()));
}
RUST
cargo build --quiet

until port=$(head -1 proxy.log) && [[ $port ]]; do sleep 0.1; done
export http_proxy=http://127.0.0.1:$port
unset no_proxy NO_PROXY all_proxy ALL_PROXY HTTP_PROXY
curl --silent --output /dev/null http://telemetry.example/ || true
target/debug/finding
wait "$proxy"
echo "ureq 3.5.2; the proxy got, from curl and from ureq:"
sed 1d proxy.log
[[ $(sed 1d proxy.log) == 'GET http://telemetry.example/ HTTP/1.1
CONNECT telemetry.example:80 HTTP/1.1' ]]
