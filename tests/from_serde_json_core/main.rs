//! Programs written for serde-json-core: what its own tests check, in other words and with other values, and each
//! difference that the docs of `vitalwire::serde_json_core` name.

mod compare;
mod differences;
mod programs;
mod random;
mod reading;
mod writing;
