//! Object keys.

use super::{Reader, Stop};
use crate::json::text::{Cursor, Key, StringToken};

impl<'de> Reader<'de> {
    /// Moves past a key and its colon to the value, if the key is one of `keys` and spelled exactly like it. Returns
    /// the key's index.
    ///
    /// The search starts with the key at `expected`.
    #[cfg(target_pointer_width = "64")]
    #[inline(always)] // On the hot path of reading: each member's key.
    pub(crate) fn eat_key(&mut self, keys: &[Key], expected: usize) -> Option<usize> {
        let text = self.at.rest();
        let start = text.first_chunk()?;
        if let Some(after) = keys.get(expected).and_then(|key| after_key(text, start, key.as_bytes())) {
            self.move_to_value(after);
            return Some(expected);
        }
        let mut index = 0;
        let mut rest = keys;
        while let [key, others @ ..] = rest {
            if let Some(after) = after_key(text, start, key.as_bytes()) {
                self.move_to_value(after);
                return Some(index);
            }
            index += 1;
            rest = others;
        }
        None
    }

    /// The same with a single copy of the comparison, and never inlined: this saves flash.
    #[cfg(not(target_pointer_width = "64"))]
    #[inline(never)]
    pub(crate) fn eat_key(&mut self, keys: &[Key], expected: usize) -> Option<usize> {
        let text = self.at.rest();
        let start = text.first_chunk()?;
        let mut index = if expected < keys.len() { expected } else { 0 };
        let (mut before, mut rest) = keys.split_at_checked(index)?;
        loop {
            while let [key, others @ ..] = rest {
                if let Some(after) = after_key(text, start, key.as_bytes()) {
                    self.move_to_value(after);
                    return Some(index);
                }
                index += 1;
                rest = others;
            }
            if before.is_empty() {
                return None;
            }
            (rest, before, index) = (before, &[], 0);
        }
    }

    #[inline(always)] // A part of `eat_key`.
    fn move_to_value(&mut self, after_colon: &'de [u8]) {
        let mut at = Cursor::new(after_colon);
        at.peek_token();
        self.at = at;
    }

    /// Moves past a key of any spelling and its colon to the value. Returns the key, and whether it has the usual
    /// spelling, in which [`eat_key`](Self::eat_key) finds every known key. The latter is always false except on
    /// 64-bit targets, where it's worth the code.
    pub(crate) fn key(&mut self) -> Result<(StringToken<'de>, bool), Stop> {
        let key = self.string()?;
        let is_usual = cfg!(target_pointer_width = "64") && self.first() == b':' && !key.is_escaped();
        self.skip_colon()?;
        Ok((key, is_usual))
    }
}

/// What follows `key` at the start of `text`, if it's there. `start` is the first word of `text`, in which most keys
/// differ.
#[inline(always)] // In the loop over keys.
fn after_key<'a>(text: &'a [u8], start: &[u8; 4], key: &[u8]) -> Option<&'a [u8]> {
    if start != key.first_chunk()? {
        return None;
    }
    let (same, after) = text.split_at_checked(key.len())?;
    #[cfg(target_pointer_width = "64")] // Words of eight bytes, where they are registers.
    if let (Some(last), Some(last_of_key)) = (same.last_chunk::<8>(), key.last_chunk::<8>()) {
        let is_same = last == last_of_key && words_match(same.as_chunks::<8>().0, key.as_chunks::<8>().0);
        return is_same.then_some(after);
    }
    let is_same = words_match(same.as_chunks::<4>().0, key.as_chunks::<4>().0)
        && same.last_chunk::<4>()? == key.last_chunk::<4>()?;
    is_same.then_some(after)
}

#[inline(always)] // In the loop over keys.
fn words_match<const N: usize>(a: &[[u8; N]], b: &[[u8; N]]) -> bool {
    a.iter().zip(b).all(|(a, b)| a == b)
}
