//! `/fleet.json`: all workers.

use super::Views;
use super::parts::{self, Parts};
use crate::fleet;
use crate::methods::{Error, now};
use crate::store::{Database, Failure};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// An object whose `workers` are all that the collector knows, by id.
pub async fn fleet(State(views): State<Arc<Views>>) -> Result<Response, Error> {
    let body = parts::body(views.reader.clone(), Fleet { last: None }).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

struct Fleet {
    /// The id of the worker that was last.
    last: Option<i64>,
}

impl Parts for Fleet {
    fn write_next(&mut self, database: &mut dyn Database, text: &mut String) -> Result<bool, Failure> {
        if self.last.is_none() {
            text.push_str("{\"workers\": [");
        }
        let workers = fleet::after(database, now().unix_millis(), self.last.unwrap_or(0), parts::WORKERS)?;
        for worker in &workers {
            let json = serde_json::to_string(worker).map_err(|error| Failure::Unavailable(error.to_string()))?;
            text.push_str(if self.last.is_none() { "\n" } else { ",\n" });
            text.push_str(&json);
            self.last = Some(worker.id);
        }
        let is_more = workers.len() as i64 == parts::WORKERS;
        if !is_more {
            text.push_str("\n]}\n");
        }
        Ok(is_more)
    }
}
