//! An outbox beside its model: all that can be seen of the two is the same after each step.

use super::message::expect;
use super::{Bare, Draft, End, Model, RANKS, body_text};
use serde_json::Value;
use std::rc::Rc;
use vitalwire::dataflow::WorkerMessage;
use vitalwire::profile::Profile;
use vitalwire::proto::{OneOf, Timestamp};
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Location, PushError, Rank};
use vitalwire_agent::schedule::WallClock;

pub struct Checked<'a> {
    pub bare: Bare<'a>,
    pub expected: Expected,
}

/// What is known of an outbox without looking at it.
#[derive(Clone)]
pub struct Expected {
    pub model: Model,
    pub clock: WallClock,
    /// No earlier than what the clock has observed.
    pub now: Instant,
    pub location: Location<'static>,
    /// Of the last batch.
    body: Option<Rc<str>>,
}

impl Expected {
    pub fn new(model: Model, location: Location<'static>) -> Self {
        Self { model, clock: WallClock::UNKNOWN, now: Instant::from_millis(0), location, body: None }
    }

    pub fn learn_time(&mut self, date: Timestamp) {
        self.clock.observe(date, self.now, self.now);
    }
}

impl Checked<'_> {
    /// `draft` is the message as JSON, and `made` no later than now.
    pub fn push<C: Profile, P: OneOf>(
        &mut self,
        rank: Rank,
        message: &WorkerMessage<C, P>,
        draft: &Draft,
        made: Instant,
    ) -> Result<(), PushError> {
        let Expected { model, clock, now, .. } = &mut self.expected;
        let pushed = self.bare.push(rank, message, made, clock);
        assert_eq!(pushed, model.push(rank, draft, made, clock, *now), "{rank:?} {draft:?}");
        self.check();
        pushed
    }

    /// Takes another batch, and returns the number of its messages.
    pub fn batch(&mut self, limit: usize) -> usize {
        let Expected { model, clock, now, .. } = &mut self.expected;
        let count = self.bare.batch(limit, clock);
        assert_eq!(count, model.batch(limit, clock, *now));
        self.expected.body = self.bare.last.as_ref().map(|batch| {
            let body = body_text(self.bare.outbox.body(batch, self.expected.location));
            check_body(&mut self.expected, &body, count);
            body.into()
        });
        self.check();
        count
    }

    /// Drops the last batch without settling it.
    pub fn drop_batch(&mut self) {
        self.bare.last = None;
    }

    /// # Panics
    /// If there is no batch to settle.
    pub fn settle(&mut self, end: End) {
        self.bare.settle(end);
        self.expected.model.settle(end);
        self.check();
    }

    /// Settles a batch that isn't the last one, which changes nothing.
    ///
    /// # Panics
    /// If there is none.
    pub fn settle_stale(&mut self, end: End) {
        let batch = self.bare.stale.as_ref().expect("a stale batch");
        let body = self.bare.outbox.body(batch, self.expected.location);
        assert_eq!((body.len(), body.is_empty(), body.count()), (0, true, 0));
        self.bare.settle_stale(end);
        self.check();
    }

    /// Hands over the counts of what was dropped, or fails to.
    pub fn cut_dropped(&mut self, succeeds: bool) {
        let expected = self.expected.model.dropped();
        let result = self.bare.outbox.cut_dropped(|dropped| if succeeds { Ok(dropped) } else { Err(dropped) });
        match result {
            Ok(None) => assert_eq!(expected.total(), 0),
            Ok(Some(dropped)) => assert!(dropped == expected && succeeds),
            Err(dropped) => assert!(dropped == expected && !succeeds),
        }
        if succeeds {
            self.expected.model.forget_dropped();
        }
        self.check();
    }

    fn check(&self) {
        let (Bare { outbox, last, .. }, Expected { model, body, location, .. }) = (&self.bare, &self.expected);
        for rank in RANKS {
            assert_eq!(outbox.has(rank), model.has(rank), "{rank:?}");
        }
        assert_eq!((outbox.len(), outbox.is_empty()), (model.messages().len(), model.messages().is_empty()));
        assert_eq!(outbox.dropped(), model.dropped());
        // What is being sent isn't changed by what happens meanwhile.
        if let Some((batch, body)) = last.as_ref().zip(body.as_ref()) {
            let mut rest = body.as_bytes();
            for piece in outbox.body(batch, *location) {
                rest = rest.strip_prefix(piece).expect("the same body as before");
            }
            assert!(rest.is_empty());
        }
    }
}

fn check_body(expected: &mut Expected, body: &str, count: usize) {
    let location = expected.location.as_str();
    let mut rest = match location {
        "" => expect(body, "{"),
        _ => expect(body, &format!(r#"{{"location":"{location}","#)),
    };
    rest = expect(rest, r#""workerMessages":["#);
    for (index, message) in expected.model.in_flight().enumerate() {
        rest = message.check(if index > 0 { expect(rest, ",") } else { rest });
    }
    assert_eq!(rest, "]}");
    // Each message is JSON, so all of them are; and where there are a billion bodies, this would take most of the time.
    if cfg!(debug_assertions) {
        let json: Value = serde_json::from_str(body).expect("JSON");
        assert_eq!(json["workerMessages"].as_array().map(Vec::len), Some(count));
    }
}
