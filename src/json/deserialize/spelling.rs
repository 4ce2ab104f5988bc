//! Strings as they are spelled.

use super::{Decoder, DeserializeError};
use crate::json::read::Reader;
use serde::de::Visitor;
use serde::de::value::BorrowedStrDeserializer;

impl<'de> Decoder<'de, '_> {
    /// Visits a newtype of the spelling of the string that is next.
    pub(super) fn visit_spelling<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, DeserializeError> {
        self.reader.next_value();
        let string = self.read(Reader::string)?;
        visitor.visit_newtype_struct(BorrowedStrDeserializer::new(self.reader.spelling(string)))
    }
}
