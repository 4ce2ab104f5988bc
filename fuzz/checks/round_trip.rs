//! What holds for every message.

use super::reference::read;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;
use vitalwire::DecodeError;
use vitalwire::json::{self, Decoder};

pub trait Message: Serialize + DeserializeOwned + Clone + PartialEq + Debug {}

impl<T: Serialize + DeserializeOwned + Clone + PartialEq + Debug> Message for T {}

/// Reads it again from its encoding, in several ways; answers with that.
pub fn round_trip<M: Message>(message: &M) -> Vec<u8> {
    let bytes = encode(message);
    let text = bytes.escape_ascii();
    let read_again = json::from_slice::<M>(&bytes).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(encode(&read_again).escape_ascii().to_string(), text.to_string());
    // What holds a NaN is equal to nothing.
    if message.clone() == *message {
        assert_eq!(read_again, *message);
    }
    let strict = strictly::<M>(&bytes).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(encode(&strict), bytes);
    means_the_same_to_serde_json::<M>(&bytes);
    bytes
}

pub fn encode<M: Serialize>(message: &M) -> Vec<u8> {
    let mut room = vec![0xAA; json::encoded_len(message).expect("a length")];
    let len = json::to_slice(message, &mut room).expect("an encoding").len();
    assert_eq!(len, room.len());
    room
}

/// Reads without leave to skip anything.
pub fn strictly<M: DeserializeOwned>(json: &[u8]) -> Result<M, DecodeError> {
    let mut decoder = Decoder::new(json).deny_unknown();
    let message = decoder.value()?;
    decoder.end()?;
    Ok(message)
}

/// serde_json writes open JSON in its own way, which may be longer; else it's the same.
fn means_the_same_to_serde_json<M: Message>(bytes: &[u8]) {
    let meaning = read::<Value>(bytes).expect("JSON").to_string();
    match read::<M>(bytes) {
        Ok(message) => {
            let normal = encode(&message);
            assert_eq!(read::<Value>(&normal).expect("JSON").to_string(), meaning);
            let again = read::<M>(&normal).expect("what it was");
            assert_eq!(encode(&again).escape_ascii().to_string(), normal.escape_ascii().to_string());
        }
        Err(error) => {
            let error = error.to_string();
            let is_open = ["pod", "parameters", "any", "(unnamed)"]
                .iter()
                .any(|capacity| error.starts_with(&format!("capacity {capacity} is ")));
            assert!(is_open && !is_reordered(meaning.as_bytes(), bytes), "{error}: {}", bytes.escape_ascii());
        }
    }
}

/// Whether two texts differ in the order of members at most: then serde_json has written no value in another way.
fn is_reordered(a: &[u8], b: &[u8]) -> bool {
    let [a, b] = [a, b].map(|text| {
        let mut bytes = text.to_vec();
        bytes.sort_unstable();
        bytes
    });
    a == b
}
