#!/usr/bin/env bash
# ureq sends a request whose URL has a port that is none, such as 99999 or `http`, to the scheme's port, 80 or 443,
# where another server may be: a typing error in an address goes unnoticed. Its `http::Uri` parses such a URL, and says
# that it has no port. Browsers, curl and url::Url refuse it. Seen with ureq 3.5.2 and http 1.5.0.
set -euo pipefail

folder=$(mktemp -d)
cd "$folder"
# A proxy shows the port, and needs no right to listen at it.
cat >proxy.py <<'PYTHON'
import socket

listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
for _ in range(3):
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
http = "=1.5.0"
ureq = { version = "=3.5.2", default-features = false, features = ["rustls"] }
TOML
cat >src/main.rs <<'RUST'
fn main() {
    for url in ["http://a.example:99999/", "http://a.example:http/", "https://a.example:65536/"] {
        println!("{url}: the port is {:?}", url.parse::<http::Uri>().unwrap().port_u16());
        // The proxy refuses it.
        let _ = ureq::get(url).call();
    }
}
RUST
cargo build --quiet

until port=$(head -1 proxy.log) && [[ $port ]]; do sleep 0.1; done
export all_proxy=http://127.0.0.1:$port
unset no_proxy NO_PROXY ALL_PROXY http_proxy HTTP_PROXY https_proxy HTTPS_PROXY
target/debug/finding
wait "$proxy"
echo "ureq 3.5.2 asks the proxy for:"
sed 1d proxy.log
[[ $(sed 1d proxy.log) == 'CONNECT a.example:80 HTTP/1.1
CONNECT a.example:80 HTTP/1.1
CONNECT a.example:443 HTTP/1.1' ]]
