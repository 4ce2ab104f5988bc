//! A few bytes of a line.

/// The beginning of a line, a header's name, or its value: as much as anything that matters can have.
#[derive(Clone)]
pub(super) struct Word {
    bytes: [u8; Self::CAPACITY],
    /// One above the capacity if it is exceeded.
    len: u8,
}

impl Word {
    /// The longest date.
    const CAPACITY: usize = "Wednesday, 09-Nov-94 08:49:37 GMT".len();
    pub(super) const EMPTY: Self = Self { bytes: [0; Self::CAPACITY], len: 0 };

    pub(super) fn push(&mut self, byte: u8) {
        if let Some(space) = self.bytes.get_mut(usize::from(self.len)) {
            *space = byte;
            self.len += 1;
        } else if byte != b' ' && byte != b'\t' {
            // White space doesn't count at the end, where it's trimmed.
            self.len = Self::CAPACITY as u8 + 1;
        }
    }

    pub(super) fn clear(&mut self) {
        self.len = 0;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns as many bytes as there is space for.
    pub(super) fn start(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len).min(Self::CAPACITY)).unwrap_or_default()
    }

    /// Returns the bytes, without white space at the end, unless there are too many.
    pub(super) fn trimmed(&self) -> Option<&[u8]> {
        let mut text = self.bytes.get(..self.len.into())?;
        while let [rest @ .., b' ' | b'\t'] = text {
            text = rest;
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;

    /// A word is what was pushed, trimmed, if that isn't longer than the capacity.
    #[test]
    fn what_fits_is_kept() {
        for len in 0..40 {
            for spaces in [0, 1, 33, 300] {
                for end in ["", "x"] {
                    let text = "w".repeat(len) + &" ".repeat(spaces) + end;
                    let mut word = Word::EMPTY;
                    text.bytes().for_each(|byte| word.push(byte));
                    let trimmed = text.trim_end();
                    assert_eq!(word.trimmed(), Some(trimmed.as_bytes()).filter(|text| text.len() <= Word::CAPACITY));
                    word.clear();
                    assert_eq!((word.is_empty(), word.trimmed()), (true, Some(&b""[..])));
                }
            }
        }
    }
}
