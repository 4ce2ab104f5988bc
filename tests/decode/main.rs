//! Decoding: what is accepted, what is rejected, and where.

#[macro_use]
mod pairs;

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
mod other_formats;
mod plain;
mod scalars;
mod small_integers;
mod strings;
mod structure;
mod times;
mod utf8;

/// Any JSON of up to 64 bytes.
type Value = vitalwire::proto::Value<heapless::String<64>>;

type LongValue = vitalwire::proto::Value<heapless::String<1024>>;
