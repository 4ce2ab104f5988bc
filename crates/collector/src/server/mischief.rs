//! Failures on request, for tests of what sends.

use crate::error::Error;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::io;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;
use vitalwire::rpc::Code;

/// A failure, and how often it happens.
#[derive(Clone, Copy, Debug)]
pub struct Mischief {
    kind: Kind,
    /// 0 to 1
    probability: f64,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Error,
    Busy,
    Hasty,
    Slow,
    Garbage,
    Cut,
}

impl FromStr for Mischief {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, probability) = text.split_once('=').ok_or("expected KIND=PROBABILITY, such as error=0.1")?;
        let kind = match kind {
            "error" => Kind::Error,
            "busy" => Kind::Busy,
            "hasty" => Kind::Hasty,
            "slow" => Kind::Slow,
            "garbage" => Kind::Garbage,
            "cut" => Kind::Cut,
            _ => return Err(format!("{kind} isn't one of error, busy, hasty, slow, garbage, cut")),
        };
        let probability = probability.parse().ok().filter(|probability| (0.0..=1.0).contains(probability));
        Ok(Self { kind, probability: probability.ok_or("the probability must be from 0 to 1")? })
    }
}

/// Spoils some responses to workers. Half of their requests are handled as if nothing were wrong.
pub async fn misbehave(State(mischief): State<Arc<[Mischief]>>, request: Request, next: Next) -> Response {
    let is_method = request.method() == axum::http::Method::POST;
    let chosen = mischief.iter().find(|mischief| is_method && rand::random_bool(mischief.probability));
    let Some(mischief) = chosen else { return next.run(request).await };
    let handled = if rand::random_bool(0.5) { Some(next.run(request).await) } else { None };
    match mischief.kind {
        Kind::Error => Error::new(Code::Unavailable, "misbehaving").into_response(),
        Kind::Busy => {
            ([(header::RETRY_AFTER, "2")], Error::new(Code::ResourceExhausted, "misbehaving")).into_response()
        }
        Kind::Hasty => Error::new(Code::ResourceExhausted, "misbehaving").into_response(),
        Kind::Slow => {
            sleep(Duration::from_secs(20)).await;
            handled.unwrap_or_else(|| Error::new(Code::Unavailable, "misbehaving").into_response())
        }
        Kind::Garbage => "<html>misbehaving".into_response(),
        Kind::Cut => {
            let parts =
                [Ok(Bytes::from_static(b"{\"workerMessageResponses\": [")), Err(io::Error::other("misbehaving"))];
            Body::from_stream(stream::iter(parts)).into_response()
        }
    }
}
