//! Properties of every message, string and number, tested on random ones.
//!
//! Each test runs for a tenth of a second, or longer with `ARBTEST_BUDGET_MS=10000 cargo test --test properties`. If it
//! fails, it prints the seed.

mod any_json;
mod check;
mod data_model;
mod json_text;
mod numbers;
mod open_json;
mod paths;
mod requests;
mod text;
