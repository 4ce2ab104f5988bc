//! What has happened, in all.

use super::worker::Sent;
use hdrhistogram::Histogram;
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::time::Duration;
use vitalwire::rpc::Outcome;

pub struct Totals {
    pub requests: u64,
    pub accepted: u64,
    /// Messages that were given up.
    pub dropped: u64,
    /// What else has become of requests, and how often.
    others: BTreeMap<String, u64>,
    is_rejected: bool,
    /// In µs.
    response: Histogram<u64>,
    late: Histogram<u64>,
}

impl Totals {
    pub fn new() -> Self {
        // Longer than a day is a day: counted, with the greatest value.
        let histogram = || Histogram::new_with_bounds(1, 86_400_000_000, 3).expect("bounds that a histogram can have");
        Self {
            requests: 0,
            accepted: 0,
            dropped: 0,
            others: BTreeMap::new(),
            is_rejected: false,
            response: histogram(),
            late: histogram(),
        }
    }

    pub fn add(&mut self, sent: &Sent, late: Duration, response: Duration) {
        self.requests += 1;
        self.late.saturating_record(late.as_micros() as u64);
        self.response.saturating_record(response.as_micros() as u64);
        let other = match sent {
            Sent::Response(outcome) if outcome.is_accepted() => {
                self.accepted += 1;
                return;
            }
            Sent::Response(outcome) => {
                self.is_rejected |= !matches!(outcome, Outcome::Retry { .. });
                match outcome {
                    Outcome::Retry { after } => {
                        format!("asked to wait{}", if after.is_some() { ", and how long" } else { "" })
                    }
                    outcome => format!("rejected: {outcome:?}"),
                }
            }
            Sent::Lost(failure) => failure.to_string(),
        };
        *self.others.entry(other).or_default() += 1;
    }

    pub fn merge(&mut self, other: &Self) {
        self.requests += other.requests;
        self.accepted += other.accepted;
        self.dropped += other.dropped;
        self.is_rejected |= other.is_rejected;
        for (what, count) in &other.others {
            *self.others.entry(what.clone()).or_default() += count;
        }
        // Their bounds are the same.
        self.response += &other.response;
        self.late += &other.late;
    }

    pub fn is_good(&self) -> bool {
        self.accepted > 0 && !self.is_rejected
    }
}

/// A table, without the time that it took.
impl Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "requests  {}", self.requests)?;
        writeln!(f, "accepted  {}", self.accepted)?;
        for (what, count) in &self.others {
            writeln!(f, "          {count} {what}")?;
        }
        writeln!(f, "dropped   {} messages", self.dropped)?;
        writeln!(f, "ms        {:>9} {:>9} {:>9} {:>9} {:>9}", "p50", "p90", "p99", "p99.9", "most")?;
        for (name, histogram) in [("response", &self.response), ("late", &self.late)] {
            write!(f, "{name:<9}")?;
            for micros in [50.0, 90.0, 99.0, 99.9].map(|percentile| histogram.value_at_percentile(percentile)) {
                write!(f, " {:>9.2}", micros as f64 / 1000.0)?;
            }
            writeln!(f, " {:>9.2}", histogram.max() as f64 / 1000.0)?;
        }
        Ok(())
    }
}
