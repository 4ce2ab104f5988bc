//! `google.protobuf.Empty`.

use super::{Field, Message};
use crate::max::MaxJsonLen;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// A message without fields, whose being there is what it says: `google.protobuf.Empty`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Empty;

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_struct("Empty", 0)?.end()
    }
}

impl Field for Empty {
    fn is_default(&self) -> bool {
        false
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

impl Message for Empty {}

impl MaxJsonLen for Empty {
    const MAX_JSON_LEN: usize = "{}".len();
}
