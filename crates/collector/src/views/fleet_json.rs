//! `/fleet.json`: all workers.

use super::Views;
use super::parts::{self, Parts};
use crate::clock::now;
use crate::error::Error;
use crate::fleet;
use crate::store::{Database, Failure};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// An object whose `workers` are all that the collector knows, by id.
pub async fn fleet(State(views): State<Arc<Views>>) -> Result<Response, Error> {
    let body = parts::body(views.reader.clone(), Fleet::default()).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

#[derive(Default)]
struct Fleet {
    is_begun: bool,
    /// The id of the worker that was last.
    last: i64,
}

impl Parts for Fleet {
    fn write_next(&mut self, database: &mut dyn Database, text: &mut String) -> Result<bool, Failure> {
        let last = fleet::each_after(database, now().unix_millis(), self.last, &mut |worker| {
            let json = serde_json::to_string(worker).map_err(|error| Failure::Rejected(error.to_string()))?;
            text.push_str(if self.is_begun { ",\n" } else { "{\"workers\": [\n" });
            text.push_str(&json);
            self.is_begun = true;
            Ok(parts::flow(text))
        })?;
        self.last = last.unwrap_or_default();
        if last.is_none() {
            text.push_str(if self.is_begun { "\n]}\n" } else { "{\"workers\": []}\n" });
        }
        Ok(last.is_some())
    }
}
