//! What is known about the fleet: queries, and what they return.

mod detail;
mod state;
mod worker;

pub use detail::{Event, Kind, Metric, Sample, events, metrics, samples};
pub use state::{State, Summary, summary};
pub use worker::{Filter, Worker, after, of_state, worker};
