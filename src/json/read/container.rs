//! Arrays and objects.

use super::{Reader, Stop};
use crate::error::SyntaxErrorKind;
use crate::json::MAX_DEPTH;

impl Reader<'_> {
    /// Reads an array. `read_element` is called for each element, which is then next.
    ///
    /// # Errors
    /// Stops if it isn't an array, or if `read_element` stops.
    #[inline(never)] // One copy for all types.
    pub fn array(&mut self, read_element: &mut dyn FnMut(&mut Self) -> Result<(), Stop>) -> Result<(), Stop> {
        self.open(b'[')?;
        let mut is_first = true;
        while self.has_next(is_first, b']')? {
            is_first = false;
            read_element(self)?;
        }
        Ok(())
    }

    /// Reads an object. `read_member` is called for each member, whose key is then next. It must call
    /// [`colon`](Self::colon) between key and value.
    ///
    /// # Errors
    /// Stops if it isn't an object, or if `read_member` stops.
    #[inline(never)] // One copy for all types.
    pub fn object(&mut self, read_member: &mut dyn FnMut(&mut Self) -> Result<(), Stop>) -> Result<(), Stop> {
        self.open(b'{')?;
        let mut is_first = true;
        while self.has_next(is_first, b'}')? {
            is_first = false;
            read_member(self)?;
        }
        Ok(())
    }

    /// Moves past the colon after a key, to the value.
    ///
    /// # Errors
    /// Stops if there is no colon.
    pub fn colon(&mut self) -> Result<(), Stop> {
        self.skip_colon()?;
        self.mark();
        Ok(())
    }

    /// Like [`colon`](Self::colon), but the key still counts as what was read last.
    #[cfg_attr(target_pointer_width = "64", inline(always))] // On the hot path.
    pub(crate) fn skip_colon(&mut self) -> Result<(), Stop> {
        let mut at = self.at.clone();
        if at.next_token() != b':' {
            return Err(self.unexpected());
        }
        at.peek_token();
        self.at = at;
        Ok(())
    }

    /// Moves past the opening bracket of the container that is next.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))] // A call takes less flash.
    #[cfg_attr(target_pointer_width = "64", inline(always))] // On the hot path.
    pub(crate) fn open(&mut self, bracket: u8) -> Result<(), Stop> {
        if self.first() != bracket {
            return Err(self.wrong_type());
        }
        if self.depth == MAX_DEPTH {
            return Err(self.syntax(SyntaxErrorKind::TooDeep));
        }
        self.depth += 1;
        self.at.bump();
        Ok(())
    }

    /// Moves past a comma to the next key or element, or past the closing bracket `close`. Returns whether there is a
    /// next one.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))] // A call takes less flash.
    #[cfg_attr(target_pointer_width = "64", inline(always))] // On the hot path.
    pub(crate) fn has_next(&mut self, is_first: bool, close: u8) -> Result<bool, Stop> {
        let mut at = self.at.clone();
        let mut byte = at.peek_token();
        if byte == close {
            self.mark = at.len();
            at.bump();
            self.at = at;
            self.depth -= 1;
            return Ok(false);
        }
        if !is_first {
            if byte != b',' {
                return Err(self.unexpected());
            }
            at.bump();
            byte = at.peek_token();
        }
        self.at = at;
        self.mark();
        // No value starts with a byte that isn't ASCII, nor with a 0, which also stands for the end of the input.
        if close == b'}' && byte != b'"' || byte == close || byte.wrapping_sub(1) > 0x7E {
            return Err(self.unexpected());
        }
        Ok(true)
    }

    /// Moves to the end of the input, past white space only.
    pub(crate) fn end(&mut self) -> Result<(), Stop> {
        self.at.peek_token();
        if self.at.len() == 0 { Ok(()) } else { Err(self.trailing()) }
    }
}
