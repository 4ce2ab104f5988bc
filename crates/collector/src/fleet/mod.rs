//! What is known about the fleet: queries, and what they return.

mod detail;
mod part;
mod series;
mod short;
mod state;
mod worker;

pub use detail::{Event, Kind, Metric, Sample, detail, events, first_metrics, samples};
pub use series::{Position, Series, series_after};
pub use state::{State, Summary, summary};
pub use worker::{Filter, Worker, count, each_after, of_state, worker};
