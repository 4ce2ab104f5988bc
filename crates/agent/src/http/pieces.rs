//! A request's head, piece by piece.

use super::Head;
use core::fmt;
use vitalwire::__private::PercentEncoded;

/// The parts of a request's [`Head`], in their order: what [`Head::pieces`] returns. It is an iterator of slices, of which
/// some are as short as a character; [`fill`](Self::fill) collects them in a buffer of any size instead.
#[derive(Clone)]
pub struct Pieces<'h> {
    head: &'h Head<'h>,
    /// What is left of a part of the path.
    encoded: PercentEncoded<'h>,
    /// What is left of the piece that was returned last: `fill` may have used a part of it.
    rest: &'h [u8],
    /// What comes after these: see `next_part`.
    step: u8,
}

impl<'h> Pieces<'h> {
    pub(super) const fn new(head: &'h Head<'h>) -> Self {
        Self { head, encoded: PercentEncoded::segment(""), rest: b"", step: 0 }
    }

    /// Fills `buffer` with what comes next, and returns the part that was filled: the whole buffer, except at the end of the
    /// head, and nothing after it.
    ///
    /// ```
    /// use vitalwire_agent::http::{Head, Method, Secret};
    ///
    /// let token = "ya29.".to_owned() + &"x".repeat(12_283);
    /// let head = Head::new(Method::WorkerMessages { project: "cellar".try_into()? }, 273).secret(Secret::new(&token)?);
    /// let (mut pieces, mut buffer) = (head.pieces(), [0; 512]);
    /// let mut sent = 0;
    /// loop {
    ///     let record = pieces.fill(&mut buffer);
    ///     if record.is_empty() {
    ///         break;
    ///     }
    ///     sent += record.len(); // in place of a TLS connection
    /// }
    /// assert_eq!(sent, head.encoded_len());
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub fn fill<'b>(&mut self, buffer: &'b mut [u8]) -> &'b [u8] {
        let mut filled = 0;
        for space in buffer.iter_mut() {
            let Some(byte) = self.next_byte() else { break };
            *space = byte;
            filled += 1;
        }
        buffer.get(..filled).unwrap_or_default()
    }

    fn next_byte(&mut self) -> Option<u8> {
        let piece = self.next()?;
        let (&byte, rest) = piece.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    /// Returns the next part of the head outside of the path's `encoded` parts. It may be empty.
    fn next_part(&mut self) -> Option<&'h [u8]> {
        let head = self.head;
        let step = self.step;
        self.step = step.saturating_add(1);
        let part = match step {
            0 => "POST ",
            1 => {
                let (start, encoded) = head.method.path_start();
                self.encoded = encoded;
                start
            }
            2 => match head.method.path_middle() {
                Some((middle, encoded)) => {
                    self.encoded = encoded;
                    middle
                }
                None => "",
            },
            3 => head.method.path_end(),
            4 => "?prettyPrint=false HTTP/1.1\r\nHost: ",
            5 => head.host.as_str(),
            6 => "\r\nContent-Type: application/json\r\nContent-Length: ",
            7 => return Some(head.content_length.as_bytes()),
            8 if head.user_agent.is_some() => "\r\nUser-Agent: ",
            9 => head.user_agent.map_or("", |user_agent| user_agent.as_str()),
            10 if head.secret.is_some() => "\r\nAuthorization: Bearer ",
            11 => return Some(head.secret.map_or(b"", |secret| secret.as_bytes())),
            12 if head.closes => "\r\nConnection: close",
            13 => "\r\n\r\n",
            14.. => return None,
            _ => "",
        };
        Some(part.as_bytes())
    }
}

impl<'h> Iterator for Pieces<'h> {
    type Item = &'h [u8];

    fn next(&mut self) -> Option<&'h [u8]> {
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

impl core::iter::FusedIterator for Pieces<'_> {}

impl fmt::Debug for Pieces<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pieces").finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Pieces<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "Pieces(_)");
    }
}
