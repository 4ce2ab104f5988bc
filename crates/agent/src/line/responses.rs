//! Responses, as the device reads them.

use super::checksum::{self, Checksum};
use crate::http::ResponseHead;
use core::fmt;
use core::time::Duration;
use vitalwire::proto::Timestamp;

/// Reads response lines from bytes that arrive in pieces of any size, split anywhere, and keeps the one that is
/// [expected](Self::expect). A line that is damaged, or has another sequence number, is skipped.
///
/// The buffer is for the JSON of a response: a `[u8; 256]`, a `&mut [u8]`, or any other type that lends a constant
/// number of bytes. If a response's JSON doesn't fit, the response has none: its checksum is still right, and the
/// status decides. [256 bytes](super#the-buffer-for-a-response) are enough for most.
///
/// ```
/// use core::time::Duration;
/// use vitalwire_agent::line::Responses;
///
/// let mut responses = Responses::new([0; 16]);
/// responses.expect(17);
/// for bytes in [&b"00 - - a07ccc56 {}\n\n17 503 3 17953105"[..], b"20 e384141b\n\n17 20"] {
///     responses.read(&mut &bytes[..]);
/// }
/// let (head, json) = responses.response().expect("the first whole one");
/// assert_eq!((head.status, head.retry_after, json), (503, Some(Duration::from_secs(3)), &b""[..]));
/// ```
pub struct Responses<B> {
    buffer: B,
    expected: u32,
    /// The response, and the length of its JSON.
    response: Option<(ResponseHead, usize)>,
    line: Line,
}

impl<B> Responses<B> {
    /// Creates a reader with a buffer for JSON.
    pub const fn new(buffer: B) -> Self {
        Self { buffer, expected: 0, response: None, line: Line::new() }
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>> Responses<B> {
    /// Expects the response to the request with this sequence number from now on, and forgets the last response.
    pub fn expect(&mut self, sequence: u32) {
        (self.expected, self.response) = (sequence, None);
    }

    /// Reads bytes from the start of `input`, up to the end of the expected response. Without one, it reads all of
    /// them. When the response has arrived, it reads none: the rest may be read after the next call of
    /// [`expect`](Self::expect).
    pub fn read(&mut self, input: &mut &[u8]) {
        while !self.has_arrived()
            && let Some((&byte, rest)) = input.split_first()
        {
            *input = rest;
            if byte == b'\n' {
                self.response = self.line.end(self.expected, self.buffer.as_ref().len());
                self.line = Line::new();
            } else {
                self.line.read(byte, self.buffer.as_mut());
            }
        }
    }

    /// Whether the expected response has arrived.
    #[must_use]
    pub const fn has_arrived(&self) -> bool {
        self.response.is_some()
    }

    /// Returns the expected response, if it has arrived: its head and its JSON, which may be empty. The head has the
    /// status, the date and the pause; neither `content_length` nor `keep_alive` mean anything on a line.
    #[must_use]
    pub fn response(&self) -> Option<(ResponseHead, &[u8])> {
        let (head, len) = self.response?;
        Some((head, self.buffer.as_ref().get(..len)?))
    }
}

impl<B> fmt::Debug for Responses<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { expected, response, .. } = self;
        let head = response.as_ref().map(|(head, _)| head);
        f.debug_struct("Responses").field("expected", expected).field("head", &head).finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl<B> defmt::Format for Responses<B> {
    fn format(&self, f: defmt::Formatter<'_>) {
        let head = self.response.as_ref().map(|(head, _)| head);
        defmt::write!(f, "Responses {{ expected: {=u32}, head: {}, .. }}", self.expected, head);
    }
}

/// What has arrived of a line.
struct Line {
    /// Of all but the digits of the checksum.
    checked: Checksum,
    field: Field,
    /// All fields up to this one. A dash is `None`.
    numbers: [Option<u64>; Field::NUMBERS],
    /// How many digits this field has, or how many bytes the JSON.
    len: usize,
}

/// What is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Sequence,
    Status,
    Pause,
    Date,
    Checksum,
    Json,
    /// A line that isn't a response.
    Noise,
}

impl Line {
    const fn new() -> Self {
        Self { checked: Checksum::new(), field: Field::Sequence, numbers: [Some(0); Field::NUMBERS], len: 0 }
    }

    fn read(&mut self, byte: u8, buffer: &mut [u8]) {
        if self.field == Field::Noise {
            return;
        }
        if self.field != Field::Checksum || byte == b' ' {
            self.checked.add(&[byte]);
        }
        if self.field == Field::Json {
            if let Some(space) = buffer.get_mut(self.len) {
                *space = byte;
            }
            self.len = self.len.saturating_add(1);
        } else if byte == b' ' && self.len >= self.field.shortest() {
            (self.field, self.len) = (self.field.next(), 0);
        } else if self.read_digit(byte).is_none() {
            self.field = Field::Noise;
        }
    }

    /// Returns `None` if the field can't have it.
    fn read_digit(&mut self, byte: u8) -> Option<()> {
        let number = self.numbers.get_mut(self.field as usize)?;
        *number = match (self.field, byte) {
            // Not in upper case: a flipped bit would make no difference.
            (Field::Checksum, b'a'..=b'f') => Some((*number)? << 4 | u64::from(byte - b'a' + 10)),
            (Field::Checksum, b'0'..=b'9') => Some((*number)? << 4 | u64::from(byte - b'0')),
            (_, b'0'..=b'9') => Some((*number)? * 10 + u64::from(byte - b'0')),
            (Field::Pause | Field::Date, b'-') if self.len == 0 => None,
            _ => return None,
        };
        self.len += 1;
        (self.len <= self.field.longest()).then_some(())
    }

    /// Returns the head if the line is the expected response, and the length of the JSON: 0 if that didn't fit.
    fn end(&self, expected: u32, space: usize) -> Option<(ResponseHead, usize)> {
        let [sequence, status, pause, date, checksum] = self.numbers;
        let len = match self.field {
            Field::Json if self.len <= space => self.len,
            Field::Json => 0,
            Field::Checksum if self.len == checksum::LEN => 0,
            _ => return None,
        };
        if sequence != Some(expected.into()) || checksum != Some(self.checked.number().into()) {
            return None;
        }
        let head = ResponseHead {
            status: u16::try_from(status?).ok().filter(|status| (200..=599).contains(status))?,
            date: date.and_then(|date| Timestamp::new(date.cast_signed(), 0).ok()),
            retry_after: pause.map(Duration::from_secs),
            ..Default::default()
        };
        Some((head, len))
    }
}

impl Field {
    const NUMBERS: usize = 5;

    const fn next(self) -> Self {
        match self {
            Self::Sequence => Self::Status,
            Self::Status => Self::Pause,
            Self::Pause => Self::Date,
            Self::Date => Self::Checksum,
            Self::Checksum => Self::Json,
            Self::Json | Self::Noise => Self::Noise,
        }
    }

    const fn shortest(self) -> usize {
        if matches!(self, Self::Checksum) { checksum::LEN } else { 1 }
    }

    /// No number of so many digits overflows.
    const fn longest(self) -> usize {
        match self {
            Self::Status => 3,
            Self::Sequence | Self::Pause => 10,
            Self::Date => 12,
            _ => checksum::LEN,
        }
    }
}
