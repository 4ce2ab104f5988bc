//! Checks for every message.

use arbitrary::{Result, Unstructured};
use serde::Serialize;
use serde_json::Value;
use std::fmt::Debug;
use vitalwire::json;
use vitalwire::proto::Field;
use vitalwire::{Chunks, EncodeError, MaxJsonLen};

/// Checks a message of a profile with limits; `N` is its `MAX_JSON_LEN`.
pub fn check_fixed<M: Field + Serialize + Debug + MaxJsonLen, const N: usize>(
    message: &M,
    u: &mut Unstructured<'_>,
) -> Result<()> {
    let json = check(message, u)?;
    assert_eq!(N, M::MAX_JSON_LEN);
    assert!(json.len() <= N, "{} bytes, and {N} is the longest", json.len());
    assert_eq!(vitalwire::encode(message, &mut Box::new([0xAA; N])), json);
    Ok(())
}

/// Checks any message, and returns its encoding.
pub fn check<M: Field + Serialize + Debug>(message: &M, u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut buffer = vec![0xAA; vitalwire::encoded_len(message).expect("a length") + u.choose_index(9)?];
    let json = vitalwire::to_slice(message, &mut buffer).expect("an encoding").to_vec();
    assert_eq!(vitalwire::encoded_len(message), Ok(json.len()));

    means_the_same_to_others(message, &json);
    is_the_same_everywhere(message, &json);
    for size in [1, 7, 64, 1 + u.choose_index(json.len())?] {
        comes_in_windows(message, &json, size);
    }
    for size in [1, 64, 1 + u.choose_index(300)?] {
        comes_in_chunks(message, &json, || Ok(size))?;
    }
    comes_in_chunks(message, &json, || u.int_in_range(1..=3000))?;
    for capacity in [json.len() - 1, u.choose_index(json.len())?, json.len() / 2] {
        needs_its_length(message, &json, capacity);
    }
    Ok(json)
}

fn means_the_same_to_others<M: Field + Serialize>(message: &M, json: &[u8]) {
    let meaning: Value = serde_json::from_slice(json).expect("valid JSON");
    assert_eq!(serde_json::to_value(message).expect("a value"), meaning, "serde_json");

    let mut buffer = vec![0; json.len() * 2 + 64];
    let by_serde: Value =
        serde_json::from_slice(json::to_slice(message, &mut buffer).expect("enough space")).expect("JSON");
    assert_eq!(by_serde, meaning, "through serde");
    let len = serde_json_core::to_slice(message, &mut buffer).expect("enough space");
    let by_serde_json_core: Value = serde_json::from_slice(&buffer[..len]).expect("valid JSON");
    assert_eq!(by_serde_json_core, meaning, "serde-json-core");
}

fn is_the_same_everywhere<M: Field + Serialize>(message: &M, json: &[u8]) {
    let text = vitalwire::to_str(message, &mut vec![0; json.len()]).map(str::to_owned);
    assert_eq!(text.as_deref().map(str::as_bytes), Ok(json), "to_str");

    let mut text = String::new();
    vitalwire::to_fmt(message, &mut text).expect("an encoding");
    assert_eq!(text.as_bytes(), json, "to_fmt");

    let mut bytes = Vec::new();
    vitalwire::to_io(message, &mut bytes).expect("an encoding");
    assert_eq!(bytes, json, "to_io");

    let mut writer = ShortWriter(Vec::new());
    vitalwire::to_embedded_io(message, &mut writer).expect("an encoding");
    assert_eq!(writer.0, json, "to_embedded_io");
}

fn comes_in_windows<M: Field + Serialize>(message: &M, json: &[u8], size: usize) {
    // One byte at a time, a long message would be encoded thousands of times.
    let step = if json.len() / size > 100 { 1 + json.len() / 100 } else { size };
    for offset in (0..=json.len()).step_by(step) {
        let mut window = vec![0xAA; size];
        let end = json.len().min(offset + size);
        assert_eq!(vitalwire::to_window(message, offset, &mut window), Ok(&json[offset..end]), "{size} from {offset}");
    }
    for beyond in [json.len(), json.len() + 1, usize::MAX] {
        assert_eq!(vitalwire::to_window(message, beyond, &mut vec![0; size]), Ok(&[][..]));
    }
}

fn comes_in_chunks<M: Field>(message: &M, json: &[u8], mut size: impl FnMut() -> Result<usize>) -> Result<()> {
    let mut chunks = Chunks::new(message);
    let mut sent = Vec::new();
    while !chunks.is_done() {
        let mut chunk = vec![0xAA; size()?];
        let filled = chunks.clone().next(&mut chunk).map(<[u8]>::to_vec);
        let size = chunk.len();
        chunk.fill(0xAA);
        assert_eq!(chunks.next(&mut chunk).map(<[u8]>::to_vec), filled, "from a clone");
        let filled = filled.expect("a chunk");
        sent.extend_from_slice(&filled);
        assert!(json.starts_with(&sent), "{}, but {}", json.escape_ascii(), sent.escape_ascii());
        assert!(filled.len() == size || sent.len() == json.len(), "{} of {size}", filled.len());
    }
    assert_eq!(chunks.next(&mut [0]), Ok(&[][..]));
    Ok(())
}

fn needs_its_length<M: Field + Serialize>(message: &M, json: &[u8], capacity: usize) {
    let mut too_small = vec![0xAA; capacity];
    let outcome = vitalwire::to_slice(message, &mut too_small).map(<[u8]>::to_vec);
    assert_eq!(outcome, Err(EncodeError::BufferTooSmall { needed: json.len() }));
    assert_eq!(too_small, vec![0; capacity]);
}

/// Accepts at most three bytes at a time.
struct ShortWriter(Vec<u8>);

impl embedded_io::ErrorType for ShortWriter {
    type Error = core::convert::Infallible;
}

impl embedded_io::Write for ShortWriter {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, Self::Error> {
        let taken = bytes.len().min(3);
        self.0.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}
