//! `/metrics`, for Prometheus.
//!
//! It is written here rather than by the crate prometheus-client: that writes a response in one go, while this one is
//! read from a database part by part and may have hundreds of megabytes; and its histograms need a sum of what they
//! have counted, which workers don't send.
//!
//! The format is the older one, text 0.0.4. Scrapers read it, and OpenMetrics would add nothing: there are no
//! exemplars, units are in the names, and a counter's creation isn't known. All samples of a family have to follow each
//! other, so there is a pass over all workers for each family.

mod collector;
mod exposition;
mod histogram;
mod steps;
mod workers;

use super::Views;
use super::parts::{self, Parts};
use crate::counts::Counts;
use crate::error::Error;
use crate::store::{Database, Failure};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub async fn metrics(State(views): State<Arc<Views>>) -> Result<Response, Error> {
    let body =
        parts::body(views.reader.clone(), Scrape { counts: views.counts.clone(), pass: Pass::Collector }).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], body).into_response())
}

struct Scrape {
    counts: Arc<Counts>,
    pass: Pass,
}

/// What is written next.
enum Pass {
    Collector,
    Workers(workers::Walk),
    Steps(steps::Walk),
}

impl Parts for Scrape {
    fn write_next(&mut self, database: &mut dyn Database, text: &mut String) -> Result<bool, Failure> {
        match &mut self.pass {
            Pass::Collector => {
                collector::write(database, &self.counts, text)?;
                self.pass = Pass::Workers(workers::Walk::default());
            }
            Pass::Workers(walk) => {
                if !walk.write_next(database, text)? {
                    self.pass = Pass::Steps(steps::Walk::default());
                }
            }
            Pass::Steps(walk) => return walk.write_next(database, text),
        }
        Ok(true)
    }
}
