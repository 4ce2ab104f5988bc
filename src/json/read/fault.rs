//! Finding out what is wrong: kept out of line and `#[cold]`, off the hot path.

use super::{Reader, Stop};
use crate::error::{DecodeErrorKind, JsonType, SyntaxErrorKind};
use crate::json::text::{Cursor, END, escape_len};

impl<'de> Reader<'de> {
    /// The text stops being JSON here.
    #[cold]
    #[inline(never)]
    pub(super) fn syntax(&mut self, kind: SyntaxErrorKind) -> Stop {
        self.fail_at(self.offset(), DecodeErrorKind::Syntax(kind))
    }

    /// The next byte can't be here.
    #[cold]
    #[inline(never)]
    pub(super) fn unexpected(&mut self) -> Stop {
        self.unless_at_end(SyntaxErrorKind::UnexpectedByte)
    }

    /// There is data after the value.
    #[cold]
    #[inline(never)]
    pub(super) fn trailing(&mut self) -> Stop {
        self.unless_at_end(SyntaxErrorKind::TrailingData)
    }

    #[inline(never)] // One copy for both callers.
    fn unless_at_end(&mut self, kind: SyntaxErrorKind) -> Stop {
        let end = self.cut();
        self.at.peek_token();
        self.syntax(if self.at.len() == 0 { end } else { kind })
    }

    /// The byte that [`Cursor::next_token`] returned last can't be there.
    #[cold]
    #[inline(never)]
    pub(super) fn unexpected_last(&mut self, at: Cursor<'de>, byte: u8) -> Stop {
        self.restore(at, byte);
        self.unexpected()
    }

    /// The bracket that [`Cursor::next_token`] returned last nests too deep.
    #[cold]
    #[inline(never)]
    pub(super) fn too_deep_last(&mut self, at: Cursor<'de>, bracket: u8) -> Stop {
        self.restore(at, bracket);
        self.syntax(SyntaxErrorKind::TooDeep)
    }

    /// A scalar that starts with `first` can't continue with the next byte.
    #[cold]
    #[inline(never)]
    pub(super) fn broken_scalar(&mut self, first: u8) -> Stop {
        let end = self.cut();
        let rest = self.at.rest();
        let mut kind = match rest.first() {
            None => end,
            Some(_) if first.is_ascii_lowercase() => SyntaxErrorKind::UnexpectedByte,
            Some(_) if first != b'"' => SyntaxErrorKind::InvalidNumber,
            Some(b'\\') => escape_len(rest).err().unwrap_or(SyntaxErrorKind::InvalidEscape),
            Some(_) => SyntaxErrorKind::ControlCharacter,
        };
        if kind == SyntaxErrorKind::UnexpectedEnd {
            self.at = Cursor::new(&[]);
            kind = end;
        }
        self.syntax(kind)
    }

    /// The value that is next has a type that isn't accepted here. If it isn't a value at all, the error is that.
    #[cold]
    #[inline(never)]
    pub(crate) fn wrong_type(&mut self) -> Stop {
        self.mark();
        let found = self.next_type();
        if !matches!(found, JsonType::Object | JsonType::Array)
            && let Err(stop) = self.skip_scalar()
        {
            return stop;
        }
        self.fail(DecodeErrorKind::UnexpectedType(found))
    }

    /// Cuts the input at the first byte that isn't UTF-8. Returns the error for arriving at the end of the input.
    fn cut(&mut self) -> SyntaxErrorKind {
        let Err(error) = core::str::from_utf8(self.input) else { return SyntaxErrorKind::UnexpectedEnd };
        let offset = self.offset().min(error.valid_up_to());
        self.mark = self.mark.saturating_sub(self.input.len() - error.valid_up_to());
        self.input = self.input.get(..error.valid_up_to()).unwrap_or_default();
        self.at = Cursor::new(self.input.get(offset..).unwrap_or_default());
        SyntaxErrorKind::InvalidUtf8
    }

    /// Moves back before the byte that [`Cursor::next_token`] returned, unless that meant the end.
    fn restore(&mut self, at: Cursor<'de>, byte: u8) {
        let is_end = byte == END && at.len() == 0 && self.input.last() != Some(&END);
        let offset = self.input.len() - at.len() - usize::from(!is_end);
        self.at = Cursor::new(self.input.get(offset..).unwrap_or_default());
    }
}
