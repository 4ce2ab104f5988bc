//! What is read, what is refused, and where.

#[macro_use]
mod pairs;
#[macro_use]
mod messages;

mod bytes;
mod capacity;
mod damage;
mod decoder;
mod derived;
mod enums;
mod errors;
mod maps;
mod names;
mod nulls;
mod numbers;
mod open;
mod oracle;
mod other_formats;
mod plain;
mod round_trips;
mod scalars;
mod strings;
mod structure;
mod times;
mod utf8;

#[path = "../properties/messages.rs"]
mod random_messages;
#[allow(dead_code, reason = "other tests use the rest")]
#[path = "../properties/values.rs"]
mod values;

use proptest::test_runner::Config;

/// Any JSON, up to 64 bytes of it.
type Value = vitalwire::proto::Value<heapless::String<64>>;

type LongValue = vitalwire::proto::Value<heapless::String<1024>>;

/// As many cases as usual, divided where one takes long.
fn one_in(part: u32) -> Config {
    let usual = Config::default();
    Config { cases: usual.cases.div_ceil(part), failure_persistence: None, ..usual }
}
