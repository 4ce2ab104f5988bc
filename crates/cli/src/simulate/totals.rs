//! What has happened, in all.

use super::worker::Sent;
use hdrhistogram::Histogram;
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::time::Duration;
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;

/// Of a fleet, or of a part of it.
pub struct Totals {
    pub requests: u64,
    pub accepted: u64,
    /// Messages that were given up.
    pub dropped: u64,
    /// Workers whose request was due at the end, and hadn't begun.
    pub overdue: u64,
    /// When the last thread had sent its last report.
    pub end: Instant,
    pub partings: Partings,
    pub is_unauthenticated: bool,
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
            overdue: 0,
            end: Instant::default(),
            partings: Partings::default(),
            is_unauthenticated: false,
            others: BTreeMap::new(),
            is_rejected: false,
            response: histogram(),
            late: histogram(),
        }
    }

    pub fn add(&mut self, sent: &Sent, late: Duration, response: Duration) {
        self.requests += 1;
        self.late.saturating_record(late.as_micros() as u64);
        if let Sent::Response { .. } = sent {
            self.response.saturating_record(response.as_micros() as u64);
        }
        let other = match sent {
            Sent::Response { outcome, .. } if outcome.is_accepted() => {
                self.accepted += 1;
                return;
            }
            Sent::Response { status, outcome } => {
                self.is_rejected |= !matches!(outcome, Outcome::Retry { .. });
                self.is_unauthenticated |= *outcome == Outcome::Unauthenticated;
                match outcome {
                    Outcome::Retry { after: None } => format!("{status}: asked to try again later"),
                    Outcome::Retry { after: Some(_) } => format!("{status}: asked to try again later, and when"),
                    Outcome::Rejected { code: None } => format!("{status}: rejected"),
                    Outcome::Rejected { code: Some(code) } => format!("{status}: rejected: {code:?}"),
                    outcome => format!("{status}: rejected: {outcome:?}"),
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
        self.overdue += other.overdue;
        self.end = self.end.max(other.end);
        self.partings.merge(&other.partings);
        self.is_rejected |= other.is_rejected;
        self.is_unauthenticated |= other.is_unauthenticated;
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
        if self.overdue > 0 {
            writeln!(f, "overdue   {} workers: their requests were due, and hadn't begun", self.overdue)?;
        }
        self.partings.fmt(f)?;
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

/// Shutdown notices.
#[derive(Default)]
pub struct Partings {
    accepted: u64,
    /// Those that weren't, or may not have been.
    failed: u64,
    /// Workers for whose notice there was no time.
    missed: u64,
}

impl Partings {
    /// Adds a notice: what has become of it, or that there was no time for it.
    pub fn add(&mut self, sent: Option<&Sent>) {
        *match sent {
            Some(Sent::Response { outcome, .. }) if outcome.is_accepted() => &mut self.accepted,
            Some(_) => &mut self.failed,
            None => &mut self.missed,
        } += 1;
    }

    fn merge(&mut self, other: &Self) {
        self.accepted += other.accepted;
        self.failed += other.failed;
        self.missed += other.missed;
    }
}

impl Display for Partings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { accepted, failed, missed } = *self;
        if accepted + failed + missed == 0 {
            return Ok(());
        }
        writeln!(f, "stopped   {accepted} workers, by a shutdown notice")?;
        if failed > 0 {
            writeln!(f, "          {failed} notices weren't accepted")?;
        }
        if missed > 0 {
            writeln!(f, "          {missed} workers had no time for one")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Failure;

    /// A refusal comes at once, and would make a backend look fast that isn't there.
    #[test]
    fn only_responses_have_a_response_time() {
        let mut totals = Totals::new();
        totals.add(&Sent::Lost(Failure::NoResponse("refused".into())), Duration::ZERO, Duration::from_micros(1));
        totals.add(
            &Sent::Response { status: 200, outcome: Outcome::Accepted },
            Duration::ZERO,
            Duration::from_millis(30),
        );
        let text = totals.to_string();
        let response = text.lines().find(|line| line.starts_with("response")).expect(&text);
        assert_eq!(
            response.split_whitespace().nth(1).and_then(|p50| p50.parse::<f64>().ok()).map(f64::round),
            Some(30.0)
        );
        assert!(text.contains("requests  2\naccepted  1\n          1 no response: refused\n"), "{text}");
    }
}
