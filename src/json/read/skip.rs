//! Skipping a value of any kind and depth, with one bit for each open bracket.

use super::{Reader, Stop};
use crate::json::MAX_DEPTH;

const BITS: usize = usize::BITS as usize;

impl<'de> Reader<'de> {
    /// Skips the value that is next. It's checked like any other.
    ///
    /// # Errors
    /// Stops if it isn't JSON.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))] // A call takes less flash.
    #[cfg_attr(target_pointer_width = "64", inline)] // On the hot path.
    pub fn skip(&mut self) -> Result<(), Stop> {
        match self.at.rest() {
            [b'{' | b'[', ..] => self.skip_container(),
            _ => self.skip_scalar().map(drop),
        }
    }

    /// Skips the value that is next, and returns its text.
    pub(crate) fn skip_to_text(&mut self) -> Result<&'de str, Stop> {
        self.mark();
        let start = self.offset();
        self.skip()?;
        Ok(self.text_at(start..self.offset()))
    }

    #[inline(never)] // Scalars do without its stack.
    fn skip_container(&mut self) -> Result<(), Stop> {
        // Whether each open bracket is an object's, with the innermost in the lowest bit. Full words are stored in
        // `outer`.
        let (mut are_objects, mut outer) = (0_usize, [0_usize; MAX_DEPTH / BITS]);
        let (mut depth, limit) = (0_usize, MAX_DEPTH - self.depth);
        let mut at = self.at.clone();
        let mut byte = at.next_token();
        loop {
            // The first byte of a value, or of a key in an object, has been read.
            if are_objects & 1 != 0 {
                if byte != b'"' {
                    return Err(self.unexpected_last(at, byte));
                }
                at = self.skip_string_at(at)?;
                byte = at.next_token();
                if byte != b':' {
                    return Err(self.unexpected_last(at, byte));
                }
                byte = at.next_token();
            }
            match byte {
                b'"' => at = self.skip_string_at(at)?,
                b'{' | b'[' => {
                    if depth == limit {
                        return Err(self.too_deep_last(at, byte));
                    }
                    let inner = at.next_token();
                    // The code of a closing bracket is that of the opening one plus 2.
                    if inner != byte + 2 {
                        are_objects = are_objects << 1 | usize::from(byte == b'{');
                        depth += 1;
                        if depth % BITS == 0
                            && let Some(word) = outer.get_mut(depth / BITS - 1)
                        {
                            *word = are_objects;
                        }
                        byte = inner;
                        continue;
                    }
                }
                _ => {
                    self.at = at;
                    self.skip_bare(byte)?;
                    at = self.at.clone();
                }
            }
            // A value has ended.
            loop {
                if depth == 0 {
                    self.at = at;
                    return Ok(());
                }
                byte = at.next_token();
                if byte == b',' {
                    byte = at.next_token();
                    break;
                }
                if byte != if are_objects & 1 != 0 { b'}' } else { b']' } {
                    return Err(self.unexpected_last(at, byte));
                }
                depth -= 1;
                are_objects >>= 1;
                // Deeper levels have shifted out the outer ones.
                if depth % BITS == 0
                    && let Some(word) = outer.get((depth / BITS).wrapping_sub(1))
                {
                    are_objects = *word;
                }
            }
        }
    }
}
