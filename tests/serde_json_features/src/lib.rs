//! Only tests: vitalwire beside serde_json with `arbitrary_precision` and `raw_value`.
