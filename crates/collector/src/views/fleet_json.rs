//! `/fleet.json`: all workers.

use super::{Views, parts};
use crate::methods::Error;
use crate::store::Failure;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// An object whose `workers` are all that the collector knows, by id.
pub async fn fleet(State(views): State<Arc<Views>>) -> Result<Response, Error> {
    let is_first = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let body = parts::body(
        views.reader.clone(),
        "{\"workers\": [".to_owned(),
        move |_, workers, text| {
            for worker in workers {
                let json = serde_json::to_string(worker).map_err(|error| Failure::Unavailable(error.to_string()))?;
                let is_first = is_first.swap(false, std::sync::atomic::Ordering::Relaxed);
                text.push_str(if is_first { "\n" } else { ",\n" });
                text.push_str(&json);
            }
            Ok(())
        },
        "\n]}\n",
    );
    Ok(([(header::CONTENT_TYPE, "application/json")], body.await?).into_response())
}
