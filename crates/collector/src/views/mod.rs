//! What is shown: pages for people, JSON and metrics for programs.

mod fleet_json;
mod pages;
mod parts;
mod prometheus;

use crate::counts::Counts;
use crate::store::{Reader, Writer};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use std::sync::Arc;
use tokio::sync::watch;

/// What views are made from.
pub struct Views {
    reader: Reader,
    writer: Writer,
    counts: Arc<Counts>,
}

/// Returns all that is shown. Pages that stay up to date end when what `running` belongs to is gone.
pub fn routes(reader: Reader, writer: Writer, counts: Arc<Counts>, running: watch::Receiver<()>) -> Router {
    let pages = pages::routes(reader.clone(), running);
    Router::new()
        .route("/fleet.json", get(fleet_json::fleet))
        .route("/metrics", get(prometheus::metrics))
        .route("/healthz", get(health))
        .with_state(Arc::new(Views { reader, writer, counts }))
        .merge(pages)
}

/// Whether the store can be written.
async fn health(State(views): State<Arc<Views>>) -> Result<&'static str, (StatusCode, String)> {
    match views.writer.write(Vec::new(), None).await {
        Ok(()) => Ok("ok\n"),
        Err(failure) => Err((StatusCode::SERVICE_UNAVAILABLE, format!("{failure}\n"))),
    }
}
