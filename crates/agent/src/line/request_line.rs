//! Requests, as they are written.

use super::checksum::{self, Checksum};
use crate::decimal::Decimal;
use crate::http::Method;
use core::fmt;
use vitalwire::__private::PercentEncoded;

/// A request as a line. There is no buffer: [`pieces`](Self::pieces) returns one part after the other, and those of the
/// body are where they were.
///
/// `B` is the body in pieces: a [`Body`](crate::outbox::Body) of an outbox, or `[json].into_iter()` for the bytes of a
/// check-in.
///
/// ```
/// use vitalwire::genomics::CheckInId;
/// use vitalwire_agent::http::Method;
/// use vitalwire_agent::line::RequestLine;
///
/// let (project, location) = ("cellar".try_into()?, "europe-west1".try_into()?);
/// for (method, line) in [
///     (Method::LocationWorkerMessages { project, location }, "\n7 messages/cellar/europe-west1 88ce7c04 {}\n"),
///     (Method::CheckIn(CheckInId::new("boiler 7/é")?), "\n7 check-in/boiler%207%2F%C3%A9 396a0478 {}\n"),
///     (
///         Method::CheckIn(CheckInId::in_project("projects/cellar/workers/boiler 7")?),
///         "\n7 check-in/projects/cellar/workers/boiler%207 5db50d0f {}\n",
///     ),
/// ] {
///     let request = RequestLine::new(7, method, [&b"{}"[..]].into_iter());
///     assert_eq!(request.pieces().collect::<Vec<_>>().concat(), line.as_bytes());
/// }
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone)]
pub struct RequestLine<'a, B> {
    sequence: u32,
    digits: Decimal,
    method: Method<'a>,
    checksum: [u8; checksum::LEN],
    body: B,
}

impl<'a, B: Iterator<Item = &'a [u8]> + Clone> RequestLine<'a, B> {
    /// Creates the line of a request. The body is read once for the checksum, and again when it is written.
    ///
    /// A sequence number should be another one than that of the exchange before, also [after a
    /// reset](super#after-a-reset): a response to that may still arrive. A body of JSON has no line feed unless that is white space between its tokens: encodings of
    /// vitalwire have none.
    pub fn new(sequence: u32, method: Method<'a>, body: B) -> Self {
        let digits = Decimal::of(sequence as usize);
        let mut line = Self { sequence, digits, method, checksum: [0; checksum::LEN], body };
        let (mut checksum, mut pieces) = (Checksum::new(), line.pieces());
        while let Some(piece) = pieces.next() {
            if pieces.is_checked() {
                checksum.add(piece);
            }
        }
        line.checksum = checksum.digits();
        line
    }

    /// Returns the sequence number.
    #[must_use]
    pub const fn sequence(&self) -> u32 {
        self.sequence
    }

    /// Returns the line in pieces, none of which is empty, with the line feeds before and after it.
    #[must_use]
    pub fn pieces(&self) -> RequestPieces<'_, B> {
        RequestPieces {
            digits: self.digits.as_bytes(),
            method: self.method,
            checksum: &self.checksum,
            body: self.body.clone(),
            encoded: PercentEncoded::segment(""),
            rest: b"",
            step: 0,
        }
    }
}

impl<B> fmt::Debug for RequestLine<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sequence, method, .. } = self;
        let mut line = f.debug_struct("RequestLine");
        line.field("sequence", sequence).field("method", method).finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl<B> defmt::Format for RequestLine<'_, B> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "RequestLine {{ sequence: {=u32}, method: {}, .. }}", self.sequence, self.method);
    }
}

/// The parts of a [`RequestLine`], in their order. It is an iterator of slices, of which some are as short as a
/// character; [`fill`](Self::fill) collects them in a buffer of any size instead.
#[derive(Clone)]
pub struct RequestPieces<'l, B> {
    digits: &'l [u8],
    method: Method<'l>,
    checksum: &'l [u8],
    body: B,
    /// What is left of a part of the method.
    encoded: PercentEncoded<'l>,
    /// What is left of the piece that was returned last: `fill` may have used a part of it.
    rest: &'l [u8],
    /// What comes after these: see `next_part`.
    step: u8,
}

impl<'l, 'a: 'l, B: Iterator<Item = &'a [u8]>> RequestPieces<'l, B> {
    /// Fills `buffer` with what comes next, and returns the part that was filled: the whole buffer, except at the end
    /// of the line, and nothing after it. A buffer may have one byte, as the register of a UART does.
    pub fn fill<'b>(&mut self, buffer: &'b mut [u8]) -> &'b [u8] {
        let mut filled = 0;
        for space in buffer.iter_mut() {
            let Some((&byte, rest)) = self.next().and_then(<[u8]>::split_first) else { break };
            (*space, self.rest) = (byte, rest);
            filled += 1;
        }
        buffer.get(..filled).unwrap_or_default()
    }

    /// Whether the piece that was returned last belongs to the checksum: not the line feeds, nor the checksum itself.
    const fn is_checked(&self) -> bool {
        !matches!(self.step, 1 | 7 | 9)
    }

    /// Returns the next part outside of the method's `encoded` parts. It may be empty.
    fn next_part(&mut self) -> Option<&'l [u8]> {
        let part = match self.step {
            0 => b"\n",
            1 => self.digits,
            2 => b" ",
            3 => self.word(),
            4 => self.location(),
            5 => b" ",
            6 => self.checksum,
            7 => b" ",
            8 => match self.body.next() {
                piece @ Some(_) => return piece,
                None => b"\n",
            },
            _ => return None,
        };
        self.step += 1;
        Some(part)
    }

    fn word(&mut self) -> &'static [u8] {
        let (word, encoded): (&[u8], _) = match self.method {
            Method::WorkerMessages { project } | Method::LocationWorkerMessages { project, .. } => {
                (b"messages/", PercentEncoded::segment(project.as_str()))
            }
            Method::CheckIn(id) => (b"check-in/", id.path().__parts().1),
        };
        self.encoded = encoded;
        word
    }

    fn location(&mut self) -> &'static [u8] {
        if let Method::LocationWorkerMessages { location, .. } = self.method {
            self.encoded = PercentEncoded::segment(location.as_str());
            return b"/";
        }
        b""
    }
}

impl<'l, 'a: 'l, B: Iterator<Item = &'a [u8]>> Iterator for RequestPieces<'l, B> {
    type Item = &'l [u8];

    fn next(&mut self) -> Option<&'l [u8]> {
        let mut piece = core::mem::take(&mut self.rest);
        while piece.is_empty() {
            piece = match self.encoded.next() {
                Some(encoded) => encoded,
                None => self.next_part()?,
            };
        }
        Some(piece)
    }
}

impl<'l, 'a: 'l, B: Iterator<Item = &'a [u8]>> core::iter::FusedIterator for RequestPieces<'l, B> {}

impl<B> fmt::Debug for RequestPieces<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestPieces").finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl<B> defmt::Format for RequestPieces<'_, B> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "RequestPieces(_)");
    }
}
