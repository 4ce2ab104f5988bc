//! Handles a backend's response: run with `cargo run --example response`.

use std::time::Duration;
use vitalwire::dataflow::SendWorkerMessagesResponse;
use vitalwire::rpc::{self, ErrorResponse};
use vitalwire::{DecodeError, Microcontroller};

/// What to do next.
enum Next {
    /// Send the next report, after this interval if it has changed.
    Report(Option<Duration>),
    /// Retry the same request later.
    Retry,
    /// Give up: the same request can't succeed.
    GiveUp,
}

fn next(status: i32, body: &[u8]) -> Result<Next, DecodeError> {
    if status == 200 {
        let response: SendWorkerMessagesResponse<Microcontroller> = vitalwire::decode(body)?;
        let health = response.latest().worker_health_report_response.unwrap_or_default();
        return Ok(Next::Report(health.new_interval().unwrap_or(None)));
    }
    let can_retry_help = match vitalwire::decode::<ErrorResponse>(body) {
        Ok(response) => response.error.can_retry_help(),
        // For example a proxy's error page.
        Err(_) => rpc::can_retry_help(status),
    };
    Ok(if can_retry_help { Next::Retry } else { Next::GiveUp })
}

fn main() {
    for (status, body) in [
        (200, r#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "300s"}}]}"#),
        (200, "{}"),
        (200, r#"{"workerMessageResponses": {}}"#),
        (503, "<html>try later</html>"),
        (404, r#"{"error": {"code": 404, "status": "NOT_FOUND"}}"#),
    ] {
        println!("{status} {body}");
        match next(status, body.as_bytes()) {
            Ok(Next::Report(Some(interval))) => println!("  reported; from now on every {interval:?}"),
            Ok(Next::Report(None)) => println!("  reported"),
            Ok(Next::Retry) => println!("  try again later"),
            Ok(Next::GiveUp) => println!("  give up"),
            Err(error) => println!("  no response: {error}"),
        }
    }
}
