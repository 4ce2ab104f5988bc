//! What holds for every message, text and number, tried on random ones.
//!
//! `PROPTEST_CASES=20000 cargo test --test properties` looks harder.

mod check;
mod data_model;
mod messages;
mod numbers;
mod open_json;
mod requests;
mod text;
mod values;

use proptest::test_runner::Config;

/// As many cases as usual, divided where one takes long.
fn one_in(part: u32) -> Config {
    let usual = Config::default();
    Config { cases: usual.cases.div_ceil(part), failure_persistence: None, ..usual }
}
