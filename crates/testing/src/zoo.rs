//! Messages with a field of every type that the library's own don't have.

use vitalwire::heapless::{LinearMap, String, Vec};
use vitalwire::proto::{
    AnyOf, Bytes, Duration, Empty, FiniteF64, List, Map, RangedI32, Serde, Struct, StructOf, Text, Timestamp, TypeUrl,
    Value,
};
use vitalwire::{enumeration, message, oneof};

enumeration! {
    /// With a default.
    #[derive(Default)]
    pub enum Mode {
        /// The default.
        #[default]
        Off = 0 as "OFF",
        /// Another.
        On = -1 as "ON\u{e9}",
    }
}

enumeration! {
    /// Without.
    pub enum Level {
        0 as "NONE",
        /// Some.
        Low = 1 as "LOW",
    }
}

oneof! {
    /// Members of all kinds.
    pub enum Choice {
        /// A float.
        Float(f32) as "floatChoice",
        /// Text.
        Text(Text<String<5>>) as "textChoice",
        /// Nothing more.
        Empty(Empty) as "emptyChoice",
        /// A name.
        Level(Level) as "levelChoice",
    }
}

message! {
    /// A message inside others.
    #[derive(Copy)]
    pub struct Leaf {
        /// A number.
        pub litres: i32 as "litres",
        /// A number that may be none.
        pub rate: f64 as "rate" always,
    }
}

impl TypeUrl for Leaf {
    const TYPE_URL: &'static str = "example.com/plant.Leaf";
}

message! {
    /// A field of every type that the library's own messages don't have.
    pub struct Zoo without Default {
        /// Text.
        pub text: Text<String<9>> as "text",
        /// A float.
        pub float: f32 as "float",
        /// 32 bits.
        pub small: u32 as "small",
        /// Finite.
        pub finite: FiniteF64 as "finite",
        /// In a range without 0.
        pub ranged: RangedI32<-7, -2> as "ranged",
        /// Bytes.
        pub bytes: Bytes<Vec<u8, 100>> as "bytes",
        /// Names.
        pub mode: Mode as "mode",
        /// More names.
        pub modes: List<Vec<Level, 3>> as "modes",
        /// By number.
        pub by_number: Map<LinearMap<i32, f32, 2>> as "byNumber",
        /// By a large number.
        pub by_large: Map<LinearMap<u64, Mode, 2>> as "byLarge",
        /// By truth.
        pub by_truth: Map<LinearMap<bool, Leaf, 2>> as "byTruth",
        /// By text, as times.
        pub times: Map<LinearMap<Text<String<4>>, Timestamp, 2>> as "times",
        /// Exactly two.
        pub pair: [Duration; 2] as "pair",
        /// One of some.
        pub choice: Option<Choice> as oneof,
        /// Anything.
        pub value: Option<Value<String<40>>> as "value",
        /// Any object.
        pub object: Option<Struct<String<40>>> as "object",
        /// Such an object.
        pub typed: Option<StructOf<Leaf>> as "typed",
        /// Such a message.
        pub any: Option<AnyOf<Leaf>> as "any",
        /// Several of them.
        pub anys: List<Vec<AnyOf<Leaf>, 2>> as "anys",
        /// Through serde.
        pub by_serde: Option<Serde<Leaf>> as "bySerde",
        /// Such an object, through serde.
        pub typed_by_serde: Option<StructOf<Serde<Leaf>>> as "typedBySerde",
        /// Such messages, through serde.
        pub anys_by_serde: List<Vec<AnyOf<Serde<Leaf>>, 2>> as "anysBySerde",
    }
}
