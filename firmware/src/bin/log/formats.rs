//! All public types that a program has values of can be logged.
//!
//! Not listed are profiles and types that encode and decode: their values aren't useful in a log.

use core::convert::Infallible;
use firmware::messages::everything::Device;
use vitalwire::dataflow::*;
use vitalwire::genomics::*;
use vitalwire::hal::{FaultInput, GlitchFilter, Polarity, StatusLed};
use vitalwire::heapless::{LinearMap, String, Vec};
use vitalwire::json::{DeserializeError, Key, ReadError, Stop, WriteError};
use vitalwire::profile::{EmptyMap, Full, Sizes, UnnamedCapacity, name};
use vitalwire::proto::*;
use vitalwire::rpc::*;
use vitalwire::serde_json_core::str::{EscapedStr, EscapedStringFragment, StringUnescapeError};
use vitalwire::serde_json_core::{de, ser};
use vitalwire::{
    BuildError, CapacityError, DecodeError, DecodeErrorKind, EncodeError, JsonType, SerializeError, SyntaxError,
    SyntaxErrorKind,
};

const fn formats<T: defmt::Format>() {}

macro_rules! formats {
    ($($Type:ty),* $(,)?) => { const _: () = { $( formats::<$Type>(); )* }; };
}

/// A HAL's pin: most have no format.
struct NoFormat;

// Types of `vitalwire` and `vitalwire::json`.
formats! {
    BuildError, CapacityError, DecodeError, DecodeErrorKind, EncodeError, JsonType, SyntaxErrorKind, SyntaxError, SerializeError,
    DeserializeError, Key, ReadError<Infallible>, Stop, WriteError<Infallible>,
}

// Types of `vitalwire::profile`.
formats! { Full, EmptyMap<u32, u32>, Sizes, UnnamedCapacity, name::Labels }

// All messages.
macro_rules! messages {
    ([] $($api:literal { $($name:literal: $Message:ty,)* })*) => {
        const _: () = {
            type C = Device;
            $($( formats::<$Message>(); )*)*
        };
    };
}

vitalwire::for_each_message!(messages);

// Other types of `vitalwire::dataflow`.
formats! { BucketLayout, LifecycleEvent, Metric<Device>, Payload<Device>, LabelKeyName }

// Other types of `vitalwire::genomics`.
formats! { CheckInId<'static>, CheckInPath<'static>, CheckInResponse }

// Types of `vitalwire::hal`.
formats! { Polarity, GlitchFilter, FaultInput<Device, NoFormat>, Outcome, StatusLed<NoFormat> }

// Types of `vitalwire::proto`.
formats! {
    Any<String<32>>, AnyOf<crate::Valve>, Bytes<Vec<u8, 8>>, Duration, Empty, FiniteF64, InField<&'static u64>, List<Vec<u64, 8>>,
    Map<LinearMap<Text<String<8>>, u64, 2>>, PositiveF64, RangedI32<1, 9>, EncodeOnly<u64>, Serde<u64>, Span, Struct<String<32>>,
    StructOf<crate::Valve>, Text<String<8>>, TimeDelta, Timestamp, Unrecognized, Value<String<32>>,
}

// Types of `vitalwire::rpc`.
formats! { Code, ErrorDetails, ErrorResponse }

// Types of `vitalwire::serde_json_core`.
formats! { de::Error, ser::Error, EscapedStr<'static>, EscapedStringFragment<'static>, StringUnescapeError }
