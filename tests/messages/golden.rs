//! Golden bytes.

use serde_json::Value;
use vitalwire::proto::Message;
use vitalwire::{MaxJsonLen, json};

/// A message's encoding, as it was found to be right.
pub struct Golden {
    pub message: &'static str,
    pub json: &'static str,
}

/// Checks that `value` is written as `json`, to the byte by this crate, and with the same meaning by
/// others; and that `json` is read as `value`.
#[track_caller]
pub fn golden<T: Message + MaxJsonLen>(message: &'static str, value: &T, json: &'static str) -> Golden {
    let mut buffer = vec![0; T::MAX_JSON_LEN];
    assert_eq!(json::to_str(value, &mut buffer), Ok(json));

    let meaning: Value = serde_json::from_str(json).expect("valid JSON");
    assert_eq!(serde_json::to_value(value).expect("a value"), meaning, "serde_json");

    // A NaN differs from itself, so what was read is compared as it's written.
    let by_us = Box::new(json::from_str::<T>(json).expect(json));
    assert_eq!(json::to_str(&*by_us, &mut buffer), Ok(json), "read by this crate");
    let by_serde_json = Box::new(serde_json::from_str::<T>(json).expect(json));
    assert_eq!(json::to_str(&*by_serde_json, &mut buffer), Ok(json), "read by serde_json");

    let len = serde_json_core::to_slice(value, &mut buffer).expect("enough room");
    let by_serde_json_core: Value = serde_json::from_slice(&buffer[..len]).expect("valid JSON");
    assert_eq!(by_serde_json_core, meaning, "serde-json-core");

    Golden { message, json }
}

#[test]
fn every_message_minimal_and_full() {
    super::with_large_stack(|| {
        super::dataflow::golden_messages();
        super::genomics::golden_messages();
    });
}
