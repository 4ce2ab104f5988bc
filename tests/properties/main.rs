//! What holds for every message, text and number, tried on random ones.
//!
//! Each test looks for a tenth of a second; `ARBTEST_BUDGET_MS=10000 cargo test --test properties` looks harder. One that
//! fails says which seed it was.

mod any_json;
mod check;
mod data_model;
mod json_text;
mod numbers;
mod open_json;
mod paths;
mod requests;
mod text;
