//! Formats with a common interface.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Display;

/// A format as its crate writes and reads it by default, unless its name says otherwise.
pub trait Format {
    const NAME: &str;

    fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, String>;

    fn read<T: DeserializeOwned>(input: &[u8]) -> Result<T, String>;
}

macro_rules! formats {
    ($($(#[$doc:meta])* $Format:ident $name:literal: |$value:ident| $write:expr, |$input:ident| $read:expr;)+) => { $(
        $(#[$doc])*
        pub struct $Format;

        impl Format for $Format {
            const NAME: &str = $name;

            fn write<T: Serialize>($value: &T) -> Result<Vec<u8>, String> {
                Ok(or_text($write)?.into())
            }

            fn read<T: DeserializeOwned>($input: &[u8]) -> Result<T, String> {
                or_text($read)
            }
        }
    )+ };
}

fn or_text<T, E: Display>(outcome: Result<T, E>) -> Result<T, String> {
    outcome.map_err(|error| error.to_string())
}

fn text(input: &[u8]) -> &str {
    str::from_utf8(input).expect("a format that is text")
}

formats! {
    SerdeJson "serde_json": |value| serde_json::to_vec(value), |input| serde_json::from_slice(input);
    SimdJson "simd-json": |value| simd_json::to_vec(value), |input| simd_json::from_slice(&mut input.to_vec());
    SonicRs "sonic-rs": |value| sonic_rs::to_vec(value), |input| sonic_rs::from_slice(input);
    Yaml "serde-saphyr": |value| serde_saphyr::to_string(value), |input| serde_saphyr::from_slice(input);
    Toml "toml": |value| toml::to_string(value), |input| toml::from_str(text(input));
    Ciborium "ciborium": |value| ciborium_vec(value), |input| ciborium::from_reader(input);
    Minicbor "minicbor-serde": |value| minicbor_serde::to_vec(value), |input| minicbor_serde::from_slice(input);
    MessagePack "rmp-serde": |value| rmp_serde::to_vec(value), |input| rmp_serde::from_slice(input);
    MessagePackNamed "rmp-serde, named": |value| rmp_serde::to_vec_named(value), |input| rmp_serde::from_slice(input);
    Ron "ron": |value| ron::to_string(value), |input| ron::from_str(text(input));
    Postcard "postcard": |value| postcard::to_allocvec(value), |input| postcard::from_bytes(input);
}

fn ciborium_vec<T: Serialize>(value: &T) -> Result<Vec<u8>, ciborium::ser::Error<std::io::Error>> {
    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor)?;
    Ok(cbor)
}

/// Calls a function that is generic over a format and a type, for each format that can read messages back.
macro_rules! in_each_format {
    ($function:ident::<$T:ty> $arguments:tt) => {
        in_each_format! {
            @ $function::<$T> $arguments SerdeJson SimdJson SonicRs Yaml Toml Ciborium Minicbor MessagePack MessagePackNamed
        }
    };
    (@ $function:ident::<$T:ty> $arguments:tt $($Format:ident)+) => {
        { $( $function::<$crate::format::$Format, $T> $arguments; )+ }
    };
}
pub(crate) use in_each_format;
