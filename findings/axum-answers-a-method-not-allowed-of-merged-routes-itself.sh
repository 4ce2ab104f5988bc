#!/usr/bin/env bash
# axum's `Router::method_not_allowed_fallback` covers the routes that the router has when it is called, and no others: those of a
# router that is merged in later answer 405 with an empty body, whichever of the two has set it. `fallback`, which looks the same,
# covers them. So an API whose errors are all JSON has some that aren't, depending on the order of the calls. Seen with axum 0.8.9.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "finding"
version = "0.0.1"
edition = "2024"

[dependencies]
axum = { version = "=0.8.9", default-features = false }
http-body-util = "=0.1.5"
tokio = { version = "=1.54.1", features = ["macros", "rt"] }
tower = { version = "=0.5.3", features = ["util"] }
TOML
cat >src/main.rs <<'RUST'
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::post;
use http_body_util::BodyExt;
use tower::ServiceExt;

fn route(path: &str) -> Router {
    Router::new().route(path, post(async || "posted"))
}

async fn get(router: &Router, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    format!("{status} {:?}", String::from_utf8_lossy(&body))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let before = route("/before")
        .fallback(async || "not found, as we say it")
        .method_not_allowed_fallback(async || (axum::http::StatusCode::METHOD_NOT_ALLOWED, "not allowed, as we say it"));
    let router = before.merge(route("/merged"));
    println!("GET /before: {}", get(&router, "/before").await);
    println!("GET /merged: {}", get(&router, "/merged").await);
    println!("GET /nowhere: {}", get(&router, "/nowhere").await);
}
RUST

seen=$(cargo run --quiet)
echo "axum 0.8.9"
echo "$seen"
[[ $seen == 'GET /before: 405 "not allowed, as we say it"
GET /merged: 405 ""
GET /nowhere: 200 "not found, as we say it"' ]]
