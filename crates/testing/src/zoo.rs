//! Messages with a field of every type that the library's own messages don't have.

use vitalwire::heapless::{LinearMap, String, Vec};
use vitalwire::proto::{
    AnyOf, Bytes, Duration, Empty, FiniteF64, List, Map, RangedI32, Serde, Struct, StructOf, Text, Timestamp, TypeUrl,
    Value,
};
use vitalwire::{enumeration, message, oneof};

enumeration! {
    /// An enum with a default.
    #[derive(Default)]
    pub enum Mode {
        #[default]
        Off = 0 as "OFF",
        On = -1 as "ON\u{e9}",
    }
}

enumeration! {
    /// An enum without a default.
    pub enum Level {
        0 as "NONE",
        Low = 1 as "LOW",
    }
}

oneof! {
    /// A oneof with members of all kinds.
    pub enum Choice {
        Float(f32) as "floatChoice",
        Text(Text<String<5>>) as "textChoice",
        Empty(Empty) as "emptyChoice",
        Level(Level) as "levelChoice",
    }
}

message! {
    /// A message inside others.
    #[derive(Copy)]
    pub struct Leaf {
        pub litres: i32 as "litres",
        /// May be NaN.
        pub rate: f64 as "rate" always,
    }
}

impl TypeUrl for Leaf {
    const TYPE_URL: &'static str = "example.com/plant.Leaf";
}

message! {
    /// A field of every type that the library's own messages don't have.
    pub struct Zoo without Default {
        pub text: Text<String<9>> as "text",
        pub float: f32 as "float",
        pub small: u32 as "small",
        pub smaller: i16 as "smaller",
        pub smallest: List<Vec<u8, 3>> as "smallest",
        pub finite: FiniteF64 as "finite",
        /// In a range without 0.
        pub ranged: RangedI32<-7, -2> as "ranged",
        pub bytes: Bytes<Vec<u8, 100>> as "bytes",
        pub mode: Mode as "mode",
        pub modes: List<Vec<Level, 3>> as "modes",
        pub by_number: Map<LinearMap<i32, f32, 2>> as "byNumber",
        pub by_small: Map<LinearMap<i8, u16, 2>> as "bySmall",
        pub by_large: Map<LinearMap<u64, Mode, 2>> as "byLarge",
        pub by_truth: Map<LinearMap<bool, Leaf, 2>> as "byTruth",
        pub times: Map<LinearMap<Text<String<4>>, Timestamp, 2>> as "times",
        pub pair: [Duration; 2] as "pair",
        pub choice: Option<Choice> as oneof,
        pub value: Option<Value<String<40>>> as "value",
        pub object: Option<Struct<String<40>>> as "object",
        pub typed: Option<StructOf<Leaf>> as "typed",
        pub any: Option<AnyOf<Leaf>> as "any",
        pub anys: List<Vec<AnyOf<Leaf>, 2>> as "anys",
        pub by_serde: Option<Serde<Leaf>> as "bySerde",
        pub typed_by_serde: Option<StructOf<Serde<Leaf>>> as "typedBySerde",
        pub anys_by_serde: List<Vec<AnyOf<Serde<Leaf>>, 2>> as "anysBySerde",
    }
}
