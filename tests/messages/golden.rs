//! Golden encodings of values.

use serde_json::Value;
use vitalwire::proto::Message;

/// Checks that this crate writes `value` as exactly `json`, and that others write the same meaning; that `json` is read
/// as `value`; and that it's among the golden messages.
#[track_caller]
pub fn golden<T: Message>(message: &str, value: &T, json: &str) {
    let mut buffer = vec![0; json.len()];
    assert_eq!(vitalwire::to_str(value, &mut buffer), Ok(json));
    assert!(vitalwire_testing::golden().any(|golden| golden == (message, json)), "golden.txt has no {message} {json}");

    let meaning: Value = serde_json::from_str(json).expect("valid JSON");
    assert_eq!(serde_json::to_value(value).expect("a value"), meaning, "serde_json");

    // NaN isn't equal to itself, so encodings are compared.
    let by_us = vitalwire::decode::<T>(json.as_bytes()).expect(json);
    assert_eq!(vitalwire::to_str(&by_us, &mut buffer), Ok(json), "read by this crate");
    let by_serde_json = serde_json::from_str::<T>(json).expect(json);
    assert_eq!(vitalwire::to_str(&by_serde_json, &mut buffer), Ok(json), "read by serde_json");

    let mut buffer = vec![0; 2 * json.len()];
    let len = serde_json_core::to_slice(value, &mut buffer).expect("enough space");
    let by_serde_json_core: Value = serde_json::from_slice(&buffer[..len]).expect("valid JSON");
    assert_eq!(by_serde_json_core, meaning, "serde-json-core");
}
