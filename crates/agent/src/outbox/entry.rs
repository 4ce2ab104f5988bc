//! A message as text, with what the outbox adds to it.

use super::PushError;
use crate::Instant;
use crate::decimal::Decimal;
use vitalwire::dataflow::WorkerMessage;
use vitalwire::profile::Profile;
use vitalwire::proto::{OneOf, Timestamp};
use vitalwire::{EncodeError, to_slice};

/// The key of the label by which a receiver recognises a message that it has already. Its value is `boot.stream.n`: three
/// decimal numbers, of which the first is the argument of [`Outbox::with_boot`](super::Outbox::with_boot), and the third
/// grows from message to message. The second is the stream: 0 to 3 for messages that were pushed, by [`Rank`](super::Rank); 4 and
/// 5 for farewells and events of a shelf.
///
/// All messages of one worker and stream arrive in the order of (boot, n), save those that it sends again. So a receiver
/// that keeps the latest pair for each worker and stream, and drops messages whose pair isn't later, has each message once.
/// Who the worker is, another label has to say, such as `WORKER_ID`.
///
/// All streams of an outbox share their numbers: one that is missing in a stream says nothing. Between two streams there is no
/// order.
pub const SEQUENCE_LABEL: &str = "SEQ";

/// What is added to a message.
pub(crate) struct Stamp {
    start: Start,
    /// The time of day of a message that has none, or if it isn't known the time on the worker's clock.
    time: Result<Timestamp, Instant>,
}

/// A message's text at the start of a buffer.
pub(crate) struct Entry {
    pub(crate) len: usize,
    /// Whether it ends with a `time` whose value isn't known.
    pub(crate) is_timeless: bool,
}

/// What `time` takes at the end of a text, with the last brace.
pub(super) const TIME: usize = TIME_NAME.len() + TIME_VALUE + 1;
const EMPTY_LEN: usize = "{}".len();
const TIME_NAME: &[u8] = b",\"time\":";
/// The longest time in quotes, in ms.
const TIME_VALUE: usize = "'2026-11-22T01:22:00.250Z'".len();

/// A message of any type: of all that is done with it, only the encoding is compiled for each type.
pub(crate) struct Draft<'m> {
    /// The name of its payload, or an empty one.
    pub(super) payload: &'static str,
    has_labels: bool,
    has_sequence: bool,
    has_time: bool,
    encode: &'m dyn Fn(&mut [u8]) -> Result<usize, EncodeError>,
}

/// Calls `then` with a message: a draft borrows the function that encodes it.
pub(crate) fn with_draft<C: Profile, P: OneOf, R>(
    message: &WorkerMessage<C, P>,
    then: impl FnOnce(&Draft<'_>) -> R,
) -> R {
    then(&Draft {
        payload: message.payload.as_ref().map_or("", OneOf::member_name),
        has_labels: !message.labels.is_empty(),
        has_sequence: message.labels.iter().any(|(key, _)| key.as_str() == SEQUENCE_LABEL),
        has_time: message.time.is_some(),
        encode: &|buffer| to_slice(message, buffer).map(<[u8]>::len),
    })
}

impl Draft<'_> {
    /// Returns what is added to the message: a label with boot, stream and number, and a time if it has none.
    pub(crate) fn stamp(&self, sequence: Option<[u32; 3]>, time: Result<Timestamp, Instant>) -> Stamp {
        let mut stamp = Stamp { start: Start::EMPTY, time };
        if let Some(sequence) = sequence {
            stamp.start.set(sequence, !self.has_labels);
        }
        stamp
    }

    /// Writes the message to the start of `buffer`. The label goes before its own, the time after its last member: a message
    /// is neither changed nor copied for them.
    pub(crate) fn write(&self, stamp: &Stamp, buffer: &mut [u8]) -> Result<Entry, PushError> {
        if self.has_sequence && stamp.start.len > 0 {
            return Err(PushError::LabelTaken);
        }
        let added_time = if self.has_time { 0 } else { TIME - 1 };

        let shift = stamp.start.shift();
        let space = buffer.get_mut(shift..).unwrap_or_default();
        let end = match (self.encode)(space) {
            // Without space, too: nothing goes for a message that can't enter.
            Ok(EMPTY_LEN) | Err(EncodeError::BufferTooSmall { needed: EMPTY_LEN }) => return Err(PushError::Empty),
            Ok(len) => shift + len,
            Err(EncodeError::BufferTooSmall { needed }) => {
                return Err(PushError::TooLong { needed: shift + needed + added_time });
            }
            Err(EncodeError::Serialize(error)) => return Err(PushError::Serialize(error)),
            Err(_) => return Err(PushError::TooLong { needed: usize::MAX }),
        };
        let len = end + added_time;
        let Some(text) = buffer.get_mut(..len) else { return Err(PushError::TooLong { needed: len }) };
        put(text, 0, stamp.start.as_bytes());
        if added_time > 0 {
            put(text, end - 1, TIME_NAME);
            put(text, len - 1, b"}");
            set_time(text, stamp.time);
        }
        Ok(Entry { len, is_timeless: added_time > 0 && stamp.time.is_err() })
    }
}

/// Writes the value of the time at the end of `text`, or for the time being that on the worker's clock.
#[inline(never)] // Used in two places.
pub(super) fn set_time(text: &mut [u8], time: Result<Timestamp, Instant>) {
    let value = text.len().wrapping_sub(TIME_VALUE + 1);
    let Some(value) = text.get_mut(value..).and_then(|end| end.get_mut(..TIME_VALUE)) else { return };
    value.fill(b' ');
    match time {
        // In whole ms, it always fits.
        Ok(time) => {
            let mut buffer = [0; 64];
            put(value, 0, to_slice(&time, &mut buffer).unwrap_or_default());
        }
        Err(made) => put(value, 0, &made.as_millis().to_le_bytes()),
    }
}

/// Returns when a message whose time isn't known was made.
pub(super) fn made(text: &[u8]) -> Instant {
    let value = text.len().wrapping_sub(TIME_VALUE + 1);
    let made = text.get(value..).and_then(|end| end.first_chunk()).copied().unwrap_or_default();
    Instant::from_millis(u64::from_le_bytes(made))
}

#[inline(never)] // Used in many places.
fn put(text: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(space) = text.get_mut(at..).and_then(|rest| rest.get_mut(..bytes.len())) {
        space.copy_from_slice(bytes);
    }
}

/// How a text with the outbox's label starts.
struct Start {
    bytes: [u8; Self::CAPACITY],
    len: usize,
    /// How much of it the message's own text has, too.
    shared: usize,
}

impl Start {
    const CAPACITY: usize = "{'labels':{'SEQ':'4294967295.7.4294967295'},".len();
    const EMPTY: Self = Self { bytes: [0; Self::CAPACITY], len: 0, shared: 0 };

    fn set(&mut self, sequence: [u32; 3], is_only_label: bool) {
        self.push(b"{\"labels\":{");
        self.shared = if is_only_label { 1 } else { self.len };
        self.push(b"\"SEQ\":\"");
        for number in sequence {
            self.push(Decimal::of(number as usize).as_bytes());
            self.push(b".");
        }
        // There's no dot after the last one.
        self.len -= 1;
        self.push(if is_only_label { b"\"}," } else { b"\"," });
    }

    #[inline(never)] // Used in many places.
    fn push(&mut self, bytes: &[u8]) {
        put(&mut self.bytes, self.len, bytes);
        self.len += bytes.len();
    }

    /// By how much a message's text is moved.
    fn shift(&self) -> usize {
        self.len - self.shared
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}
