//! Parts of an encoding, of any size, from a buffer that is written ahead.

use super::part::{Part, ResumePoint};
use crate::error::SerializeError;

/// The maximum number of bytes written ahead. Larger windows are written to directly. A larger buffer takes more
/// memory, of which 32-bit targets have little, and less time, since the position where the last bytes ended has to be
/// found less often.
const AHEAD: usize = if cfg!(target_pointer_width = "64") { 1024 } else { 256 };

/// The position in an encoding, and the bytes after it that have been written ahead.
#[derive(Clone, Debug)]
pub(crate) struct Ahead {
    resume_point: ResumePoint,
    buffer: [u8; AHEAD],
    /// The part of the buffer that is filled, and not handed out yet.
    start: usize,
    end: usize,
    error: Option<SerializeError>,
}

impl Ahead {
    /// The start of an encoding.
    pub(crate) const fn new() -> Self {
        Self { resume_point: ResumePoint::START, buffer: [0; AHEAD], start: 0, end: 0, error: None }
    }

    /// Whether the encoding has ended.
    pub(crate) fn is_done(&self) -> bool {
        self.resume_point.is_done() && self.start == self.end
    }

    /// Fills `window` with the next bytes, and returns the part that was filled: all of it except at the end.
    pub(crate) fn next<'w>(
        &mut self,
        window: &'w mut [u8],
        write: impl Fn(&mut Part<'_>),
    ) -> Result<&'w [u8], SerializeError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let mut len = 0;
        loop {
            let free = window.get_mut(len..).unwrap_or_default();
            len += self.copy_ready(free);
            let free = window.get_mut(len..).unwrap_or_default();
            if free.is_empty() || self.is_done() {
                return Ok(window.get(..len).unwrap_or_default());
            }
            let is_direct = free.len() >= AHEAD;
            let filled = self.resume_point.fill(if is_direct { free } else { &mut self.buffer }, &write);
            match filled {
                Ok(count) if is_direct => len += count,
                Ok(count) => (self.start, self.end) = (0, count),
                Err(error) => {
                    self.error = Some(error);
                    return Err(error);
                }
            }
        }
    }

    /// Copies bytes written ahead to `window`, and returns their number.
    fn copy_ready(&mut self, window: &mut [u8]) -> usize {
        let ready = self.buffer.get(self.start..self.end).unwrap_or_default();
        let count = ready.len().min(window.len());
        if let (Some(to), Some(from)) = (window.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.start += count;
        count
    }
}
