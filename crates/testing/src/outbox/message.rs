//! A message in the model of an outbox.

use std::rc::Rc;
use vitalwire::proto::Timestamp;
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::Rank;
use vitalwire_agent::schedule::WallClock;

#[derive(Clone, Debug)]
pub struct Message {
    pub rank: Rank,
    /// That of the payload.
    pub(super) kind: Rc<str>,
    /// With the label, without a time that the outbox adds.
    json: Rc<str>,
    time: Time,
    pub is_in_flight: bool,
    /// Whether it was in the batch that was rejected last, and could be to blame.
    pub is_suspect: bool,
    /// Whether it was cut off when it was alone.
    pub is_held: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Time {
    /// In the message itself, which may have none.
    Own,
    Known(Rc<str>),
    /// On the worker's clock.
    Unknown(Instant),
    /// Between two times in ms since 1970: the first batch with it says which, and all others say the same.
    Learned(i64, i64),
}

const NAME: &str = r#","time":"#;
/// The longest time in quotes, in ms: shorter ones are followed by spaces.
const VALUE_LEN: usize = r#""2026-11-22T01:22:00.250Z""#.len();
const TOLERANCE: i64 = 3;

impl Message {
    pub(super) fn new(rank: Rank, kind: &str, json: &str, time: Time) -> Self {
        Self {
            rank,
            kind: kind.into(),
            json: json.into(),
            time,
            is_in_flight: false,
            is_suspect: false,
            is_held: false,
        }
    }

    /// Whether it says again what another message says, but later.
    pub(super) fn replaces(&self, other: &Self) -> bool {
        self.rank == Rank::Health && other.rank == Rank::Health && self.kind == other.kind
    }

    /// Returns how many bytes of an outbox it takes: there is a comma after each, and space for a time.
    pub(super) fn space(&self) -> usize {
        let time = if self.time == Time::Own { 0 } else { NAME.len() + VALUE_LEN };
        self.json.len() + time + 1
    }

    /// Returns its length in a body.
    pub(super) fn sent_len(&self) -> usize {
        if let Time::Unknown(_) = self.time { self.json.len() } else { self.space() - 1 }
    }

    /// `when` is no earlier than what `clock` has observed.
    pub(super) fn learn_time(&mut self, clock: &WallClock, when: Instant) {
        let Time::Unknown(made) = self.time else { return };
        let Some(time) = clock.now(when.max(made)) else { return };
        let since = i64::try_from(when.saturating_since(made).as_millis()).expect("a short time");
        let (at, tolerance) = (millis(time.best()) - since, TOLERANCE + since / 5000);
        self.time = Time::Learned(at - tolerance, at + tolerance);
    }

    /// Checks that a body goes on with this message, and returns what comes after it.
    ///
    /// # Panics
    /// If there is something else.
    pub(super) fn check<'b>(&mut self, body: &'b str) -> &'b str {
        let time = match &self.time {
            Time::Own | Time::Unknown(_) => return expect(body, &self.json),
            Time::Known(_) | Time::Learned(..) => expect(expect(body, &self.json[..self.json.len() - 1]), NAME),
        };
        let (value, rest) = time.split_at_checked(VALUE_LEN).expect("a time");
        let text = value.trim_end_matches(' ').strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let text = text.expect("a string");
        match self.time {
            Time::Learned(earliest, latest) => {
                let millis = millis(text.parse().expect("a time"));
                assert!((earliest..=latest).contains(&millis), "{text}: {millis} isn't in {earliest}..={latest}");
                self.time = Time::Known(text.into());
            }
            Time::Known(ref known) => assert_eq!(text, &**known),
            Time::Own | Time::Unknown(_) => {}
        }
        expect(rest, "}")
    }
}

/// # Panics
/// If `text` starts otherwise.
pub(super) fn expect<'t>(text: &'t str, start: &str) -> &'t str {
    text.strip_prefix(start).unwrap_or_else(|| panic!("expected {start}\nfound    {text}"))
}

fn millis(time: Timestamp) -> i64 {
    time.seconds() * 1000 + i64::from(time.nanos() / 1_000_000)
}
