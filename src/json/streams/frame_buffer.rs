//! Where the bytes of a frame are kept, and those that were read after it.

use super::FrameError;
use crate::json::text::is_space;

/// A buffer with a frame, as far as it has come, and bytes that have been read and not looked at.
#[derive(Clone, Debug)]
pub(super) struct FrameBuffer<B> {
    bytes: B,
    /// Where the frame is.
    start: usize,
    len: usize,
    /// How many bytes a frame has that is too long: of that, none is kept. Else 0.
    len_too_long: usize,
    /// How many bytes of white space follow, for which there is no room. They count only if more of the frame follows.
    spaces: usize,
    /// What has been read and not looked at: from here …
    at: usize,
    /// … to here.
    end: usize,
    /// The byte after the buffer: where a frame fills it, this one tells whether the frame ends there.
    spare: [u8; 1],
}

impl<B> FrameBuffer<B> {
    pub(super) const fn new(bytes: B) -> Self {
        Self { bytes, start: 0, len: 0, len_too_long: 0, spaces: 0, at: 0, end: 0, spare: [0] }
    }

    /// Forgets the frame, as far as it has come.
    pub(super) fn clear_frame(&mut self) {
        (self.len, self.len_too_long, self.spaces) = (0, 0, 0);
    }

    /// Forgets all that has come.
    pub(super) fn clear(&mut self) {
        self.clear_frame();
        self.at = self.end;
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>> FrameBuffer<B> {
    /// What has been read and not looked at.
    pub(super) fn unseen(&self) -> &[u8] {
        match self.bytes.as_ref().get(self.at..self.end) {
            Some(bytes) => bytes,
            None if self.at < self.end => &self.spare,
            None => &[],
        }
    }

    /// So many of those bytes aren't any of the frame, and so many after them are; `seen` have been looked at.
    pub(super) fn keep_unseen(&mut self, skipped: usize, kept: usize, seen: usize) {
        let from = self.at + skipped;
        self.at += seen;
        match self.bytes.as_ref().get(from..from + kept) {
            Some(kept) if self.len_too_long > 0 => {
                let last = last_of_frame(kept);
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

    /// Adds bytes to the frame that come from elsewhere.
    pub(super) fn keep(&mut self, bytes: &[u8]) {
        let end = self.start + self.len;
        let mut rest = bytes;
        if self.len_too_long == 0 && self.spaces == 0 {
            let room = self.bytes.as_mut().get_mut(end..).unwrap_or_default();
            let fitting = bytes.len().min(room.len());
            if let (Some(place), Some((fits, beyond))) = (room.get_mut(..fitting), bytes.split_at_checked(fitting)) {
                place.copy_from_slice(fits);
                rest = beyond;
            }
            self.len += fitting;
        }
        self.add_too_long(rest.len(), last_of_frame(rest));
    }

    /// Counts bytes for which there is no room, of which the `last`-th is the last that isn't white space.
    fn add_too_long(&mut self, count: usize, last: usize) {
        if last == 0 {
            self.spaces = self.spaces.saturating_add(count);
        } else {
            let before = self.len_too_long.saturating_add(self.len).saturating_add(self.spaces);
            (self.len_too_long, self.len) = (before.saturating_add(last), 0);
            self.spaces = count - last;
        }
    }

    /// The frame has ended: its length, if it isn't empty.
    pub(super) fn end_frame(&mut self) -> Option<Result<usize, FrameError>> {
        let found = match (self.len_too_long, self.len) {
            (0, 0) => None,
            (0, len) => Some(Ok(len)),
            (len, _) => Some(Err(FrameError::TooLong { len })),
        };
        self.clear_frame();
        found
    }

    /// The frame that has ended, without the white space at its end. It's there until more is read.
    pub(super) fn frame(&self, len: usize) -> &[u8] {
        let frame = self.bytes.as_ref().get(self.start..self.start + len).unwrap_or_default();
        frame.get(..last_of_frame(frame)).unwrap_or_default()
    }

    /// Makes room after the frame. All that has been read has been looked at.
    pub(super) fn move_to_front(&mut self) {
        let start = self.start;
        // The last condition holds always, but the compiler can't know: without it, this could panic.
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
    /// Room for what is read next, at least a byte. All that was read before has been looked at.
    pub(super) fn room(&mut self) -> &mut [u8] {
        self.move_to_front();
        match self.bytes.as_mut().get_mut(self.len..) {
            Some(room @ [_, ..]) => room,
            _ => &mut self.spare,
        }
    }

    /// Adds what was read into the room.
    pub(super) fn add(&mut self, read: usize) {
        let room = self.bytes.as_ref().len().saturating_sub(self.len).max(1);
        self.end += read.min(room);
    }
}

/// How many bytes there are without the white space at the end.
fn last_of_frame(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|byte| !is_space(*byte)).map_or(0, |last| last + 1)
}
