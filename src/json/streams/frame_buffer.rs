//! The buffer of a frame, and of the bytes that were read after it.

use super::FrameError;
use crate::json::text::is_space;

/// A buffer with the part of a frame that has arrived, and bytes that have been read but not scanned.
#[derive(Clone, Debug)]
pub(super) struct FrameBuffer<B> {
    bytes: B,
    /// Where the frame starts.
    start: usize,
    len: usize,
    /// The length of a frame that is too long, of which nothing is kept; otherwise 0.
    len_too_long: usize,
    /// The number of white space bytes that follow and don't fit. They count only if more of the frame follows.
    spaces: usize,
    /// The bytes that have been read but not scanned: from here …
    at: usize,
    /// … to here.
    end: usize,
    /// A byte read after the buffer: if a frame fills the buffer, this tells whether the frame ends there.
    spare: [u8; 1],
}

impl<B> FrameBuffer<B> {
    pub(super) const fn new(bytes: B) -> Self {
        Self { bytes, start: 0, len: 0, len_too_long: 0, spaces: 0, at: 0, end: 0, spare: [0] }
    }

    /// Discards the part of the frame that has arrived.
    pub(super) fn clear_frame(&mut self) {
        (self.len, self.len_too_long, self.spaces) = (0, 0, 0);
    }

    /// Discards everything that has arrived.
    pub(super) fn clear(&mut self) {
        self.clear_frame();
        self.at = self.end;
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>> FrameBuffer<B> {
    /// The bytes that have been read but not scanned.
    pub(super) fn unscanned(&self) -> &[u8] {
        match self.bytes.as_ref().get(self.at..self.end) {
            Some(bytes) => bytes,
            None if self.at < self.end => &self.spare,
            None => &[],
        }
    }

    /// Of the unscanned bytes, the first `skipped` aren't part of the frame, and the next `kept` are; `seen` bytes
    /// have been scanned in all.
    pub(super) fn keep_unscanned(&mut self, skipped: usize, kept: usize, seen: usize) {
        let from = self.at + skipped;
        self.at += seen;
        match self.bytes.as_ref().get(from..from + kept) {
            Some(kept) if self.len_too_long > 0 => {
                let last = trimmed_len(kept);
                self.add_too_long(kept.len(), last);
            }
            Some([]) => {}
            Some(kept) => {
                if self.len == 0 {
                    self.start = from;
                }
                self.len += kept.len();
            }
            None if kept > 0 => self.keep(&self.spare.clone()),
            None => {}
        }
    }

    /// Adds bytes from elsewhere to the frame.
    pub(super) fn keep(&mut self, bytes: &[u8]) {
        let end = self.start + self.len;
        let mut rest = bytes;
        if self.len_too_long == 0 && self.spaces == 0 {
            let space = self.bytes.as_mut().get_mut(end..).unwrap_or_default();
            let fitting = bytes.len().min(space.len());
            if let (Some(place), Some((fits, beyond))) = (space.get_mut(..fitting), bytes.split_at_checked(fitting)) {
                place.copy_from_slice(fits);
                rest = beyond;
            }
            self.len += fitting;
        }
        self.add_too_long(rest.len(), trimmed_len(rest));
    }

    /// Counts bytes that don't fit. The `last`-th is the last one that isn't white space; 0 if all are white space.
    fn add_too_long(&mut self, count: usize, last: usize) {
        if last == 0 {
            self.spaces = self.spaces.saturating_add(count);
        } else {
            let before = self.len_too_long.saturating_add(self.len).saturating_add(self.spaces);
            (self.len_too_long, self.len) = (before.saturating_add(last), 0);
            self.spaces = count - last;
        }
    }

    /// Ends the frame, and returns its length unless it's empty.
    pub(super) fn end_frame(&mut self) -> Option<Result<usize, FrameError>> {
        let found = match (self.len_too_long, self.len) {
            (0, 0) => None,
            (0, len) => Some(Ok(len)),
            (len, _) => Some(Err(FrameError::TooLong { len })),
        };
        self.clear_frame();
        found
    }

    /// The frame that has ended, without trailing white space. It's available until more is read.
    pub(super) fn frame(&self, len: usize) -> &[u8] {
        let frame = self.bytes.as_ref().get(self.start..self.start + len).unwrap_or_default();
        frame.get(..trimmed_len(frame)).unwrap_or_default()
    }

    /// Moves the frame to the start of the buffer. All that has been read must have been scanned.
    pub(super) fn move_to_front(&mut self) {
        let start = self.start;
        // The last condition always holds, but the compiler doesn't know this: it avoids a panic path.
        if start > 0
            && let Some(bytes) = self.bytes.as_mut().get_mut(..start + self.len)
            && start <= bytes.len()
        {
            bytes.copy_within(start.., 0);
        }
        (self.start, self.at, self.end) = (0, self.len, self.len);
    }
}

#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
impl<B: AsRef<[u8]> + AsMut<[u8]>> FrameBuffer<B> {
    /// The space for what is read next, at least one byte. All that was read before must have been scanned.
    pub(super) fn space(&mut self) -> &mut [u8] {
        self.move_to_front();
        match self.bytes.as_mut().get_mut(self.len..) {
            Some(space @ [_, ..]) => space,
            _ => &mut self.spare,
        }
    }

    /// Adds the first `read` bytes of [`space`](Self::space).
    pub(super) fn add(&mut self, read: usize) {
        let space = self.bytes.as_ref().len().saturating_sub(self.len).max(1);
        self.end += read.min(space);
    }
}

/// The length without trailing white space.
fn trimmed_len(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|byte| !is_space(*byte)).map_or(0, |last| last + 1)
}
