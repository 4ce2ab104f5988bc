//! Messages that are being sent, and the body of their request.

use super::entry::TIME;
use super::slot::{Mark, Slot};
use crate::span::span;
use vitalwire::BuildError;

/// Messages that are being sent in one request: [`Outbox::batch`](super::Outbox::batch) makes it, and
/// [`Outbox::settle`](super::Outbox::settle) says how it ended. Dropped without that, it had no response.
#[derive(Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use = "an outbox learns from `settle` how it ended"]
pub struct Batch {
    pub(super) number: u16,
    /// How many messages it has: at least one.
    pub(super) count: u16,
    /// Of the messages, with commas between them.
    pub(super) len: usize,
}

impl Batch {
    /// Returns the number of messages: at least 1.
    #[must_use]
    pub const fn messages(&self) -> usize {
        self.count as usize
    }
}

/// The location in a request: that of the job, such as `europe-west1`.
///
/// ```
/// use vitalwire_agent::outbox::Location;
///
/// assert_eq!(Location::new("europe-west1")?.as_str(), "europe-west1");
/// let error = Location::new("\"here\"").unwrap_err();
/// assert_eq!(error.to_string(), "expected a location of letters, digits and -._");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Location<'a>(&'a str);

impl<'a> Location<'a> {
    /// No location: the request has none.
    pub const NONE: Location<'static> = Location("");

    /// Creates a location of letters, digits, hyphens, dots and underscores.
    ///
    /// # Errors
    /// [`BuildError::Malformed`] if there are other characters in it, or none.
    pub fn new(location: &'a str) -> Result<Self, BuildError> {
        if !location.is_empty() && span(location.as_bytes(), b"-._") == location.len() {
            return Ok(Self(location));
        }
        Err(BuildError::Malformed("a location of letters, digits and -._"))
    }

    /// Returns the text.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

/// The same as [`Location::new`].
impl<'a> TryFrom<&'a str> for Location<'a> {
    type Error = BuildError;

    fn try_from(location: &'a str) -> Result<Self, BuildError> {
        Self::new(location)
    }
}

/// The body of a request: a [`SendWorkerMessagesRequest`](vitalwire::dataflow::SendWorkerMessagesRequest) with the messages
/// of a [`Batch`], in pieces that lie in the outbox. None of them is empty.
#[derive(Clone, Debug)]
pub struct Body<'a> {
    /// What is left of it, in bytes.
    len: usize,
    location: Location<'a>,
    /// What is left of the piece that was returned last: `fill` may have used a part of it.
    rest: &'a [u8],
    /// What comes next, if not a message.
    next: Part,
    /// The messages that are left, and their texts, with others between them.
    count: u16,
    slots: &'a [Slot],
    texts: &'a [u8],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Start,
    Location,
    List,
    Messages,
    /// The brace after a message without its time.
    Brace,
    Nothing,
}

const START: &str = "{\"location\":\"";
const LIST: &str = "\",\"workerMessages\":[";
const LIST_ALONE: &str = "{\"workerMessages\":[";
const END: &str = "]}";

impl<'a> Body<'a> {
    pub(super) const NOTHING: Self =
        Self { len: 0, location: Location::NONE, rest: &[], next: Part::Nothing, count: 0, slots: &[], texts: &[] };

    pub(super) const fn new(batch: &Batch, location: Location<'a>, slots: &'a [Slot], texts: &'a [u8]) -> Self {
        let (next, head) = if location.0.is_empty() {
            (Part::List, LIST_ALONE.len())
        } else {
            (Part::Start, START.len() + location.0.len() + LIST.len())
        };
        let len = head + batch.len + END.len();
        Self { len, location, rest: &[], next, count: batch.count, slots, texts }
    }

    /// Returns the exact length of what is left of the body, in bytes: at first, the content length.
    ///
    /// It is 0, and there is no piece, if there was another batch since this one.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is nothing left.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns what is left after `offset` bytes of it.
    ///
    /// ```
    /// # use vitalwire::dataflow::{WorkerMessage, WorkerShutdownNotice};
    /// # use vitalwire::Microcontroller;
    /// # use vitalwire_agent::Instant;
    /// # use vitalwire_agent::outbox::{Location, Outbox, Rank, Slot};
    /// # use vitalwire_agent::schedule::WallClock;
    /// # let (mut bytes, mut slots) = ([0; 1024], [Slot::EMPTY; 2]);
    /// # let mut outbox = Outbox::new(&mut bytes, &mut slots);
    /// # let mut message = WorkerMessage::<Microcontroller, WorkerShutdownNotice<Microcontroller>>::default();
    /// # message.payload = Some(WorkerShutdownNotice::new("PREEMPTION")?);
    /// # outbox.push(Rank::Farewell, &message, Instant::default(), &WallClock::UNKNOWN)?;
    /// # let batch = outbox.batch(usize::MAX, &WallClock::UNKNOWN).unwrap();
    /// let (mut sent, mut buffer) = (Vec::new(), [0; 16]);
    /// loop {
    ///     let part = outbox.body(&batch, Location::NONE).starting_at(sent.len()).fill(&mut buffer);
    ///     if part.is_empty() {
    ///         break;
    ///     }
    ///     // In place of a connection, on which this takes long: here the outbox isn't borrowed.
    ///     sent.extend_from_slice(part);
    /// }
    /// assert_eq!(sent, br#"{"workerMessages":[{"workerShutdownNotice":{"reason":"PREEMPTION"}}]}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn starting_at(mut self, mut offset: usize) -> Self {
        while offset > 0
            && let Some(piece) = self.next()
        {
            let skipped = piece.len().min(offset);
            self.put_back(piece.get(skipped..).unwrap_or_default());
            offset -= skipped;
        }
        self
    }

    /// Fills `buffer` with what comes next, and returns the part that was filled: the whole buffer, except at the end of the
    /// body, and nothing after it.
    pub fn fill<'b>(&mut self, buffer: &'b mut [u8]) -> &'b [u8] {
        let mut filled = 0;
        while let Some(space) = buffer.get_mut(filled..).filter(|space| !space.is_empty())
            && let Some(piece) = self.next()
        {
            let part = piece.len().min(space.len());
            if let (Some(space), Some(piece)) = (space.get_mut(..part), piece.get(..part)) {
                space.copy_from_slice(piece);
            }
            self.put_back(piece.get(part..).unwrap_or_default());
            filled += part;
        }
        buffer.get(..filled).unwrap_or_default()
    }

    /// Returns the end of a piece to the body.
    fn put_back(&mut self, rest: &'a [u8]) {
        self.rest = rest;
        self.len = self.len.saturating_add(rest.len());
    }

    /// Returns the piece after this one.
    fn part(&mut self) -> &'a [u8] {
        let (part, next) = match self.next {
            Part::Start => (START, Part::Location),
            Part::Location => (self.location.0, Part::List),
            Part::List if self.location.0.is_empty() => (LIST_ALONE, Part::Messages),
            Part::List => (LIST, Part::Messages),
            Part::Messages if self.count == 0 => (END, Part::Nothing),
            Part::Messages => return self.message(),
            Part::Brace if self.count == 0 => ("}", Part::Messages),
            Part::Brace => ("},", Part::Messages),
            Part::Nothing => ("", Part::Nothing),
        };
        self.next = next;
        part.as_bytes()
    }

    /// Returns the text of the next message, with a comma if it isn't the last one, and with those that lie next to it.
    fn message(&mut self) -> &'a [u8] {
        let (texts, mut len) = (self.skip(), 0);
        while let [slot, rest @ ..] = self.slots
            && slot.is(Mark::IN_FLIGHT)
        {
            (self.slots, self.count) = (rest, self.count.saturating_sub(1));
            len += slot.len as usize;
            self.texts = self.texts.get(slot.len as usize..).unwrap_or_default();
            if slot.is(Mark::TIMELESS) {
                self.next = Part::Brace;
                len -= TIME + 1;
                break;
            }
            if self.count == 0 {
                len -= 1;
                break;
            }
        }
        texts.get(..len).unwrap_or_default()
    }

    /// Skips what isn't in the batch, and returns the texts from there on.
    fn skip(&mut self) -> &'a [u8] {
        while let [slot, rest @ ..] = self.slots
            && !slot.is(Mark::IN_FLIGHT)
        {
            self.slots = rest;
            self.texts = self.texts.get(slot.len as usize..).unwrap_or_default();
        }
        self.texts
    }
}

impl<'a> Iterator for Body<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let mut piece = core::mem::take(&mut self.rest);
        if piece.is_empty() {
            piece = self.part();
        }
        self.len = self.len.saturating_sub(piece.len());
        (!piece.is_empty()).then_some(piece)
    }
}

impl core::iter::FusedIterator for Body<'_> {}
