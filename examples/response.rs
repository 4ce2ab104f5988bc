//! Handles a backend's response: run with `cargo run --example response`.

use std::time::Duration;
use vitalwire::dataflow::SendWorkerMessagesResponse;
use vitalwire::rpc::Outcome;
use vitalwire::{DecodeError, Microcontroller};

/// The time until the next report, if the response changes it.
fn interval(body: &[u8]) -> Result<Option<Duration>, DecodeError> {
    let response: SendWorkerMessagesResponse<Microcontroller> = vitalwire::decode(body)?;
    let health = response.latest().worker_health_report_response.unwrap_or_default();
    Ok(health.new_interval().unwrap_or(None))
}

/// The pause before the same request is sent again: what the response asks for, within limits.
fn pause(after: Option<Duration>) -> Duration {
    after.unwrap_or(Duration::from_secs(30)).min(Duration::from_secs(3600))
}

fn main() {
    for (status, body) in [
        (200, r#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "300s"}}]}"#),
        (200, "{}"),
        (200, r#"{"workerMessageResponses": {}}"#),
        (200, "<html>sign in to this network</html>"),
        (503, "<html>try later</html>"),
        (429, r#"{"error": {"code": 429, "details": [{"retryDelay": "90s"}]}}"#),
        (404, r#"{"error": {"code": 404, "status": "NOT_FOUND"}}"#),
    ] {
        println!("{status} {body}");
        match Outcome::of_response(status, body.as_bytes()) {
            Outcome::Accepted => match interval(body.as_bytes()) {
                Ok(Some(interval)) => println!("  reported; from now on every {interval:?}"),
                Ok(None) => println!("  reported"),
                Err(error) => println!("  reported, but: {error}"),
            },
            Outcome::Retry { after } => println!("  again, after {:?} or more", pause(after)),
            Outcome::TooLarge => println!("  send less at a time"),
            Outcome::Unauthenticated => println!("  again, with a new token"),
            outcome => println!("  drop it: {outcome:?}"),
        }
    }
}
