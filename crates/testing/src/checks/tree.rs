//! A user-defined field reads what serde_json reads.

use crate::reference::{Verdict, check_error, judge, with_doubles};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use vitalwire::json::{Output, Reader, Stop};
use vitalwire::proto::Field;
use vitalwire::{DecodeErrorKind, JsonType};

/// Any JSON, read only by the reader's public methods.
#[derive(Clone, Debug, Default, PartialEq)]
struct Tree(Value);

impl Field for Tree {
    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        self.0.is_null()
    }

    fn write<O: Output>(&self, output: &mut O) {
        output.write(|writer| writer.serialize(&self.0));
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        self.0 = value(reader)?;
        Ok(true)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        self.0 = Value::deserialize(deserializer).map_err(D::Error::custom)?;
        Ok(true)
    }
}

fn value(reader: &mut Reader<'_>) -> Result<Value, Stop> {
    Ok(match reader.next_type() {
        JsonType::Null => {
            reader.skip()?;
            Value::Null
        }
        JsonType::Bool => reader.boolean()?.into(),
        JsonType::Number => {
            let mut number = 0.0;
            f64::read(&mut number, reader)?;
            number.into()
        }
        JsonType::String => text(reader)?.into(),
        JsonType::Array => {
            let mut elements = Vec::new();
            reader.array(&mut |reader| {
                elements.push(value(reader)?);
                Ok(())
            })?;
            elements.into()
        }
        JsonType::Object => {
            let mut members = Map::new();
            reader.object(&mut |reader| {
                let key = text(reader)?;
                reader.colon()?;
                members.insert(key, value(reader)?);
                Ok(())
            })?;
            members.into()
        }
    })
}

fn text(reader: &mut Reader<'_>) -> Result<String, Stop> {
    reader.str(&mut vec![0; 4096]).map(str::to_owned)
}

/// Checks any bytes as a user-defined value.
pub(super) fn tree(input: &[u8]) {
    let read = vitalwire::decode::<Tree>(input);
    match (judge(input), read) {
        (Verdict::Json(expected), Ok(Tree(value))) => {
            assert_eq!(value, with_doubles(expected), "{}", input.escape_ascii());
        }
        (verdict, Err(error)) => {
            check_error(&error, input);
            let is_long = matches!(error.kind, DecodeErrorKind::Capacity(_)) && input.len() > 4096;
            assert!(is_long || !matches!(verdict, Verdict::Json(_)), "{error}: {}", input.escape_ascii());
        }
        (verdict, Ok(value)) => panic!("{value:?}, but {verdict:?}: {}", input.escape_ascii()),
    }
}
