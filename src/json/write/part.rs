//! A part of an encoding: as much as fits, and where the next part continues.

use super::output::{ObjectKey, Sealed};
use super::overflow::Window;
use super::{Output, Writer};
use crate::error::SerializeError;
use crate::json::text::Key;

/// The number of nested objects, arrays and long strings that can be resumed. Anything deeper is written anew.
const LEVELS: usize = 12;

/// The next index in a level of which only the end is left.
const END: usize = usize::MAX;

/// Strings longer than this may be split across parts.
const LONG: usize = 64;

/// Where the next part continues.
#[derive(Clone, Debug)]
pub(super) struct ResumePoint {
    /// The index of the next member, element or step in each level.
    levels: [usize; LEVELS],
    /// How many levels are open.
    depth: usize,
    punctuation: u8,
    /// The number of bytes already written of the next item, if it's too large for a buffer: it's written anew for
    /// each of its parts.
    oversized: Option<usize>,
    is_done: bool,
}

impl ResumePoint {
    /// The start of an encoding.
    pub(super) const START: Self =
        Self { levels: [0; LEVELS], depth: 0, punctuation: b',', oversized: None, is_done: false };

    /// Whether the encoding has ended.
    pub(super) fn is_done(&self) -> bool {
        self.is_done
    }

    /// Fills `buffer` with the next bytes, and returns their number. It may be 0 before the end, once for each item
    /// that turns out to be too large for `buffer`.
    pub(super) fn fill(
        &mut self,
        buffer: &mut [u8],
        write: impl FnOnce(&mut Part<'_>),
    ) -> Result<usize, SerializeError> {
        let Some(written) = self.oversized else {
            return Part::new(Writer::new(buffer), None, self).whole(write);
        };
        let oversized = Oversized { written, buffer: buffer.len() };
        let mut window = Window::new(written, buffer);
        Part::new(Writer::with_overflow(&mut [], &mut window), Some(oversized), self).whole(write)?;
        Ok(window.filled().len())
    }

    fn set_level(&mut self, depth: usize, next: usize) {
        if let Some(level) = self.levels.get_mut(depth.wrapping_sub(1)) {
            *level = next;
        }
    }
}

/// Writes a part of an encoding.
pub(crate) struct Part<'a> {
    writer: Writer<'a>,
    resume_point: &'a mut ResumePoint,
    /// How many levels are open.
    depth: usize,
    /// How many levels have to be open before writing continues; 0 once it does.
    resume: usize,
    /// How many levels can be resumed.
    tracked: usize,
    state: State,
    /// Set if the part belongs to an item that is too large for a buffer.
    oversized: Option<Oversized>,
}

#[derive(Clone, Copy)]
enum State {
    Going,
    /// Something didn't fit, and has to be removed.
    Full,
    /// The resume point says where the next part continues.
    Saved,
}

#[derive(Clone, Copy)]
struct Oversized {
    /// How many bytes the parts before have written.
    written: usize,
    /// How many bytes the buffer holds.
    buffer: usize,
}

/// A member or an element, as it begins.
struct Unit {
    depth: usize,
    /// How many bytes were written before it.
    len: usize,
    punctuation: u8,
    /// Whether an earlier part has begun it.
    is_begun: bool,
    oversized: Option<Oversized>,
}

impl<'a> Part<'a> {
    fn new(writer: Writer<'a>, oversized: Option<Oversized>, resume_point: &'a mut ResumePoint) -> Self {
        let resume = resume_point.depth;
        Self { writer, resume_point, depth: 0, resume, tracked: LEVELS, state: State::Going, oversized }
    }

    /// Writes what fits, and returns its length.
    fn whole(mut self, write: impl FnOnce(&mut Self)) -> Result<usize, SerializeError> {
        if !self.unit(0, |_| (), write) {
            self.resume_point.is_done = true;
        }
        self.writer.failure().map_or(Ok(self.writer.len()), Err)
    }

    /// Calls `before`, then writes the value with `write`. Returns whether the part ends in it.
    #[inline]
    fn unit(&mut self, index: usize, before: impl FnOnce(&mut Writer<'_>), write: impl FnOnce(&mut Self)) -> bool {
        let unit = self.begin_unit();
        if !unit.is_begun {
            before(&mut self.writer);
        }
        if self.writer.has_overflowed() {
            self.state = State::Full;
        } else {
            write(self);
        }
        if unit.oversized.is_none() && matches!(self.state, State::Going) && !self.writer.has_overflowed() {
            self.depth = unit.depth;
            return false;
        }
        self.end_part(index, &unit);
        true
    }

    #[inline]
    fn begin_unit(&mut self) -> Unit {
        let is_begun = self.resume > self.depth;
        let oversized = if is_begun { None } else { self.oversized.take() };
        if oversized.is_some() {
            // It's written without tracking levels.
            self.tracked = 0;
        }
        Unit { depth: self.depth, len: self.writer.len(), punctuation: self.writer.punctuation, is_begun, oversized }
    }

    /// The part ends in `unit`. This happens once per level and part, so it's kept out of line.
    #[cold]
    #[inline(never)]
    fn end_part(&mut self, index: usize, unit: &Unit) {
        self.depth = unit.depth;
        if let Some(oversized) = unit.oversized {
            return self.end_oversized(index, oversized, unit);
        }
        match self.state {
            State::Saved => self.resume_point.set_level(self.depth, index),
            _ if self.depth > self.tracked => self.state = State::Full,
            _ => {
                if unit.len == 0 {
                    self.resume_point.oversized = Some(0);
                }
                self.writer.undo(unit.len, unit.punctuation);
                self.note(self.depth, index);
            }
        }
    }

    fn end_oversized(&mut self, index: usize, oversized: Oversized, unit: &Unit) {
        let end = oversized.written + oversized.buffer;
        // If the buffer is exactly full, serde may have stopped. The next part tells whether there is more.
        if self.writer.len() >= end {
            self.resume_point.oversized = Some(end);
            self.writer.punctuation = unit.punctuation;
            self.note(self.depth, index);
        } else {
            self.resume_point.oversized = None;
            self.resume_point.is_done = self.depth == 0;
            self.note(self.depth, index + 1);
        }
    }

    /// The next part continues at `next`, with `depth` levels open.
    fn note(&mut self, depth: usize, next: usize) {
        self.resume_point.depth = depth;
        self.resume_point.punctuation = self.writer.punctuation;
        self.resume_point.set_level(depth, next);
        self.state = State::Saved;
    }

    /// Whether a value of `len` bytes is written in one go: it's likely to fit, or can't be resumed.
    fn is_at_once(&mut self, len: usize) -> bool {
        self.resume == 0 && (len <= LONG || len + 2 <= self.writer.remaining().len() || self.depth >= self.tracked)
    }

    /// Writes a value step by step. `step` writes what comes next, and returns the step after it, or `None` if it
    /// doesn't fit.
    fn in_steps(&mut self, mut step: impl FnMut(&mut Writer<'_>, usize) -> Option<usize>) {
        let mut next = 0;
        if self.resume > 0 {
            next = self.resume_point.levels.get(self.depth).copied().unwrap_or_default();
            self.resume = 0;
            self.writer.punctuation = b',';
        }
        while next != END {
            match step(&mut self.writer, next) {
                Some(after) => next = after,
                None => return self.note(self.depth + 1, next),
            }
        }
    }

    /// Like [`in_steps`](Self::in_steps), in quotes, which are written before the first of the `count` steps and
    /// after the last.
    fn in_quoted_steps(&mut self, count: usize, mut step: impl FnMut(&mut Writer<'_>, usize) -> Option<usize>) {
        self.in_steps(|writer, next| match next.checked_sub(1) {
            None => writer.try_bytes(b"\"").then_some(1),
            Some(next) if next < count => step(writer, next).map(|after| after + 1),
            Some(_) => writer.try_bytes(b"\"").then_some(END),
        });
    }
}

impl Sealed for Part<'_> {}

impl Output for Part<'_> {
    fn write(&mut self, write: impl FnOnce(&mut Writer<'_>)) {
        write(&mut self.writer);
    }

    fn member(&mut self, index: usize, name: Key, write: impl FnOnce(&mut Self)) -> bool {
        self.unit(index, |writer| writer.name(name), write)
    }

    fn element(&mut self, index: usize, write: impl FnOnce(&mut Self)) -> bool {
        self.unit(index, |writer| writer.punctuation(), write)
    }

    fn entry(&mut self, index: usize, key: &impl ObjectKey, write: impl FnOnce(&mut Self)) -> bool {
        let before = |writer: &mut Writer<'_>| {
            writer.punctuation();
            key.write_key(writer);
            writer.byte(b':');
        };
        self.unit(index, before, write)
    }

    fn open(&mut self, bracket: u8) -> usize {
        self.depth += 1;
        if self.resume == 0 {
            self.writer.begin(bracket);
            return 0;
        }
        if self.resume == self.depth {
            self.resume = 0;
            self.writer.punctuation = self.resume_point.punctuation;
        }
        self.resume_point.levels.get(self.depth - 1).copied().unwrap_or_default()
    }

    fn close(&mut self, bracket: u8) {
        if self.depth <= self.tracked && self.writer.remaining().len() < 2 {
            self.note(self.depth, END);
        } else {
            self.writer.end(bracket);
        }
    }

    fn text(&mut self, text: &str, has_escapes: bool) {
        let (len, punctuation) = (self.writer.len(), self.writer.punctuation);
        if self.is_at_once(text.len()) {
            self.writer.checked_text(text, has_escapes);
            if !self.writer.has_overflowed() || text.len() <= LONG || self.depth >= self.tracked {
                return;
            }
            self.writer.undo(len, punctuation);
        }
        self.in_quoted_steps(text.len(), |writer, at| {
            let taken = writer.escape_some(text.as_bytes().get(at..)?);
            (taken > 0).then_some(at + taken)
        });
    }

    fn text_member(&mut self, index: usize, name: Key, text: &str, has_escapes: bool) -> bool {
        !text.is_empty() && self.member(index, name, |part| part.text(text, has_escapes))
    }

    fn json(&mut self, json: &str) {
        if self.is_at_once(json.len()) {
            return Output::json(&mut self.writer, json);
        }
        self.in_steps(|writer, at| {
            let rest = json.as_bytes().get(at..).filter(|rest| !rest.is_empty());
            let Some(rest) = rest else { return Some(END) };
            let count = rest.len().min(writer.remaining().len());
            (count > 0 && writer.try_bytes(rest.get(..count)?)).then_some(at + count)
        });
    }

    fn pieces(&mut self, count: usize, piece: impl Fn(usize) -> [u8; 4]) {
        if self.is_at_once(4 * count) {
            return self.writer.text_of_pieces(count, piece);
        }
        self.in_quoted_steps(count, |writer, index| writer.try_bytes(&piece(index)).then_some(index + 1));
    }
}
