//! Golden bytes.

use serde::Serialize;
use serde_json::Value;
use vitalwire::{MaxJsonLen, json};

/// A message's encoding, as it was found to be right.
pub struct Golden {
    pub message: &'static str,
    pub json: &'static str,
}

/// Checks that `value` is written as `json`, to the byte by this crate, and with the same meaning by
/// others.
#[track_caller]
pub fn golden<T: Serialize + MaxJsonLen>(message: &'static str, value: &T, json: &'static str) -> Golden {
    let mut buffer = vec![0; T::MAX_JSON_LEN];
    assert_eq!(json::to_str(value, &mut buffer), Ok(json));

    let meaning: Value = serde_json::from_str(json).expect("valid JSON");
    assert_eq!(serde_json::to_value(value).expect("a value"), meaning, "serde_json");

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
