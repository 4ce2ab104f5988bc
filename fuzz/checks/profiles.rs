//! Profiles and messages besides the library's own.

use vitalwire::heapless::{LinearMap, String, Vec};
use vitalwire::proto::{
    AnyOf, Bytes, Duration, Empty, Finite, List, Map, Ranged, Struct, StructOf, Text, Timestamp, TypeUrl, Value,
};
use vitalwire::{capacities, enumeration, message, oneof};

/// Room for any text that a check meets.
#[cfg(feature = "alloc")]
pub type AnyText = std::string::String;
#[cfg(not(feature = "alloc"))]
pub type AnyText = String<16384>;

capacities! {
    /// Hardly any room, and none for some.
    pub struct Odd {
        location: 1, messages: 2, responses: 1, labels: 1, label_key: 7, label_value: 0, message: 13, code: 6, pods: 2,
        pod: 1, parameters: 5, metadata: 3, cpu_samples: 1, gpu_samples: 2, containers: 1, container_name: 2, steps: 2,
        metric_values: 1, metric_labels: 0, buckets: 3, attached_disks: 1, disk_name: 0, events: 1, details: 2, any: 15,
        sos_report: 7
    }
    containers: Inner
}

capacities! {
    /// What stands inside a container of [`Odd`].
    pub struct Inner { containers: 2, container_name: 1, cpu_samples: 0, gpu_samples: 1, ..POD }
}

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
        pub finite: Finite as "finite",
        /// In a range without 0.
        pub ranged: Ranged<-7, -2> as "ranged",
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
    }
}
