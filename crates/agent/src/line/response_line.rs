//! Responses, as the other end writes them.

use super::LineError;
use super::checksum::Checksum;
use crate::http::ResponseHead;
use core::fmt::{self, Write};

/// A response as a line.
///
/// ```
/// use core::time::Duration;
/// use vitalwire_agent::http::ResponseHead;
/// use vitalwire_agent::line::ResponseLine;
///
/// let mut head = ResponseHead::default();
/// (head.status, head.retry_after) = (503, Some(Duration::from_millis(2500))); // rounded up
/// head.date = Some("2026-11-22T01:22:00Z".parse()?);
/// assert_eq!(ResponseLine::new(17, &head, b"")?.pieces().concat(), b"\n17 503 3 1795310520 e384141b\n");
///
/// (head.status, head.retry_after, head.date) = (200, None, None);
/// assert_eq!(ResponseLine::new(17, &head, b"{}")?.pieces().concat(), b"\n17 200 - - a07ccc56 {}\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ResponseLine<'a> {
    start: Start,
    json: &'a [u8],
}

impl<'a> ResponseLine<'a> {
    /// Creates the line of a response to the request with this sequence number. `json` is its body, which may be empty:
    /// then the status decides, as [`ResponseHead::outcome`] says. White space around it is left out.
    ///
    /// # Errors
    /// [`LineError::Status`]; [`LineError::LineFeed`]: a backend may format its JSON, which then has to be minified, or
    /// may send no JSON at all, which has to be left out.
    pub fn new(sequence: u32, head: &ResponseHead, json: &'a [u8]) -> Result<Self, LineError> {
        let ResponseHead { status, date, retry_after, .. } = *head;
        let json = json.trim_ascii();
        if !(200..=599).contains(&status) {
            return Err(LineError::Status);
        }
        if json.contains(&b'\n') {
            return Err(LineError::LineFeed);
        }
        let mut start = Start { bytes: [0; Start::MAX_LEN], len: 0 };
        start.add(format_args!("\n{sequence} {status} "));
        let seconds = |pause: core::time::Duration| {
            pause.as_secs().saturating_add((pause.subsec_nanos() > 0).into()).min(u32::MAX.into())
        };
        start.add_or_dash(retry_after.map(seconds));
        start.add_or_dash(date.and_then(|date| u64::try_from(date.seconds()).ok()));
        let mut checksum = Checksum::new();
        checksum.add(start.as_bytes().get(1..).unwrap_or_default());
        if !json.is_empty() {
            checksum.add(b" ");
            checksum.add(json);
        }
        start.add(format_args!("{:08x}{}", checksum.number(), if json.is_empty() { "" } else { " " }));
        Ok(Self { start, json })
    }

    /// Returns the line in pieces, with the line feeds before and after it. The second one is the JSON.
    #[must_use]
    pub fn pieces(&self) -> [&[u8]; 3] {
        [self.start.as_bytes(), self.json, b"\n"]
    }
}

/// What is before the JSON.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
struct Start {
    bytes: [u8; Self::MAX_LEN],
    len: usize,
}

impl Start {
    const MAX_LEN: usize = "\n4294967295 599 4294967295 253402300799 01234567 ".len();

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    fn add(&mut self, text: fmt::Arguments<'_>) {
        // There is space for the longest numbers.
        let _never_full = self.write_fmt(text);
    }

    fn add_or_dash(&mut self, number: Option<u64>) {
        match number {
            Some(number) => self.add(format_args!("{number} ")),
            None => self.add(format_args!("- ")),
        }
    }
}

impl Write for Start {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let space = self.bytes.get_mut(self.len..).and_then(|rest| rest.get_mut(..text.len())).ok_or(fmt::Error)?;
        space.copy_from_slice(text.as_bytes());
        self.len += text.len();
        Ok(())
    }
}
