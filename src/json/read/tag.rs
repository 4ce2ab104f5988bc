//! A member that tells the type of an object.

use super::{Reader, Stop};
use crate::error::DecodeErrorKind;
use crate::json::text::StringToken;

/// A member that an object must have exactly once: a string that ends with `suffix`.
pub(crate) struct Tag {
    key: &'static str,
    suffix: &'static str,
    is_read: bool,
}

impl Tag {
    pub(crate) fn new(key: &'static str, suffix: &'static str) -> Self {
        Self { key, suffix, is_read: false }
    }

    /// Reads the member that is next if it's the tag, and returns whether it was.
    pub(crate) fn read_member(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        let before = reader.at.clone();
        let key = reader.string()?;
        if !key.is(self.key) {
            reader.at = before;
            return Ok(false);
        }
        reader.colon()?;
        self.read_value(reader)?;
        Ok(true)
    }

    /// Reads the value that is next if `key` is the tag's key, and returns whether it was.
    pub(crate) fn read_after(&mut self, key: StringToken<'_>, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        let is_tag = key.is(self.key);
        if is_tag {
            self.read_value(reader)?;
        }
        Ok(is_tag)
    }

    fn read_value(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        reader.mark();
        if core::mem::replace(&mut self.is_read, true) {
            return Err(reader.fail_in(self.key, DecodeErrorKind::DuplicateField));
        }
        let is_valid = match reader.first() {
            b'"' => reader.string()?.ends_with(self.suffix),
            _ => {
                reader.skip()?;
                false
            }
        };
        if is_valid { Ok(()) } else { Err(reader.fail_in(self.key, DecodeErrorKind::Malformed(self.suffix))) }
    }

    /// Checks that the object, which has ended, had the tag.
    pub(crate) fn end(&self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        if self.is_read { Ok(()) } else { Err(reader.fail_in(self.key, DecodeErrorKind::Missing)) }
    }
}
