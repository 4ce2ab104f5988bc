//! What holds for every message.

use arbitrary::{Result, Unstructured};
use serde::Serialize;
use serde_json::Value;
use std::fmt::Debug;
use vitalwire::json::{self, Sink};
use vitalwire::{EncodeError, MaxJsonLen};

/// Checks a message of a profile with limits; `N` is its `MAX_JSON_LEN`.
pub fn check_fixed<M: Serialize + Debug + MaxJsonLen, const N: usize>(
    message: &M,
    u: &mut Unstructured<'_>,
) -> Result<()> {
    let json = check(message, u)?;
    assert_eq!(N, M::MAX_JSON_LEN);
    assert!(json.len() <= N, "{} bytes, and {N} is the longest", json.len());
    assert_eq!(vitalwire::encode(message, &mut Box::new([0xAA; N])), json);
    Ok(())
}

/// Checks any message, and answers with its encoding.
pub fn check<M: Serialize + Debug>(message: &M, u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut room = vec![0xAA; json::encoded_len(message).expect("a length") + u.choose_index(9)?];
    let json = json::to_slice(message, &mut room).expect("an encoding").to_vec();
    assert_eq!(json::encoded_len(message), Ok(json.len()));

    means_the_same_to_others(message, &json);
    is_the_same_everywhere(message, &json);
    for size in [1, 7, 64, 1 + u.choose_index(json.len())?] {
        comes_in_windows(message, &json, size);
    }
    for room in [json.len() - 1, u.choose_index(json.len())?, json.len() / 2] {
        needs_its_length(message, &json, room);
    }
    Ok(json)
}

fn means_the_same_to_others<M: Serialize>(message: &M, json: &[u8]) {
    let meaning: Value = serde_json::from_slice(json).expect("valid JSON");
    assert_eq!(serde_json::to_value(message).expect("a value"), meaning, "serde_json");

    let mut room = vec![0; json.len() * 2 + 64];
    let len = serde_json_core::to_slice(message, &mut room).expect("room enough");
    let by_serde_json_core: Value = serde_json::from_slice(&room[..len]).expect("valid JSON");
    assert_eq!(by_serde_json_core, meaning, "serde-json-core");
}

fn is_the_same_everywhere<M: Serialize>(message: &M, json: &[u8]) {
    let text = json::to_str(message, &mut vec![0; json.len()]).map(str::to_owned);
    assert_eq!(text.as_deref().map(str::as_bytes), Ok(json), "to_str");

    let mut text = String::new();
    json::to_fmt(message, &mut text).expect("an encoding");
    assert_eq!(text.as_bytes(), json, "to_fmt");

    let collected = json::to_sink(message, Collector { bytes: Vec::new(), room: usize::MAX }).expect("an encoding");
    assert_eq!(collected.bytes, json, "to_sink");

    let stopped = json::to_sink(message, Collector { bytes: Vec::new(), room: json.len() / 2 }).expect("no error");
    assert_eq!(stopped.bytes, json[..json.len() / 2], "a full sink");

    let mut bytes = Vec::new();
    json::to_io(message, &mut bytes).expect("an encoding");
    assert_eq!(bytes, json, "to_io");

    let mut writer = Hesitant(Vec::new());
    json::to_embedded_io(message, &mut writer).expect("an encoding");
    assert_eq!(writer.0, json, "to_embedded_io");
}

fn comes_in_windows<M: Serialize>(message: &M, json: &[u8], size: usize) {
    // One byte at a time, a long message would be encoded thousands of times.
    let step = if json.len() / size > 100 { 1 + json.len() / 100 } else { size };
    for offset in (0..=json.len()).step_by(step) {
        let mut window = vec![0xAA; size];
        let end = json.len().min(offset + size);
        assert_eq!(json::to_window(message, offset, &mut window), Ok(&json[offset..end]), "{size} from {offset}");
    }
    for beyond in [json.len(), json.len() + 1, usize::MAX] {
        assert_eq!(json::to_window(message, beyond, &mut vec![0; size]), Ok(&[][..]));
    }
}

fn needs_its_length<M: Serialize>(message: &M, json: &[u8], room: usize) {
    let mut too_small = vec![0xAA; room];
    let refused = json::to_slice(message, &mut too_small).map(<[u8]>::to_vec);
    assert_eq!(refused, Err(EncodeError::BufferTooSmall { needed: json.len() }));
    assert_eq!(too_small, vec![0; room]);
}

/// Leaves all to the trait's own methods, and stops when it is full.
struct Collector {
    bytes: Vec<u8>,
    room: usize,
}

impl Sink for Collector {
    fn write(&mut self, bytes: &[u8]) {
        let taken = bytes.len().min(self.room - self.bytes.len());
        self.bytes.extend_from_slice(&bytes[..taken]);
    }

    fn is_full(&self) -> bool {
        self.bytes.len() == self.room
    }
}

/// Takes three bytes at a time.
struct Hesitant(Vec<u8>);

impl embedded_io::ErrorType for Hesitant {
    type Error = core::convert::Infallible;
}

impl embedded_io::Write for Hesitant {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, Self::Error> {
        let taken = bytes.len().min(3);
        self.0.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}
