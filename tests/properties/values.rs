//! Random values: numbers, text, times, containers, open JSON.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Map as Object, Value};
use std::fmt::Debug;
use vitalwire::capacity::{Buffer, Entries, Name, Slots};
use vitalwire::proto::*;

/// Has random values, the awkward ones more often than chance would have it.
pub trait Random: Debug + Sized + 'static {
    fn random() -> BoxedStrategy<Self>;
}

pub fn random<T: Random>() -> BoxedStrategy<T> {
    T::random()
}

macro_rules! random {
    ($($Type:ty = $strategy:expr;)+) => { $(
        impl Random for $Type {
            fn random() -> BoxedStrategy<Self> { $strategy.boxed() }
        }
    )+ };
}

macro_rules! integers {
    ($($integer:ident)+) => { random! { $( $integer = prop_oneof![
        select(vec![0, $integer::MIN, $integer::MAX]),
        (any::<$integer>(), 0..$integer::BITS).prop_map(|(value, shift)| value >> shift),
    ]; )+ } };
}

integers! { i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 }

macro_rules! floats {
    ($($float:ident)+) => { random! { $( $float = prop_oneof![
        2 => select(vec![
            0.0, -0.0, 1.0, 0.1, -1.000_000_1e-6, 1e15, 1e16, 1e17, $float::NAN, $float::INFINITY, $float::NEG_INFINITY,
            $float::MIN, $float::MAX, $float::EPSILON, -$float::MIN_POSITIVE, $float::from_bits(1),
        ]),
        3 => any::<i16>().prop_map(|hundredths| $float::from(hundredths) / 100.0),
        1 => proptest::num::$float::SUBNORMAL,
        4 => proptest::num::$float::ANY,
    ]; )+ } };
}

floats! { f32 f64 }

random! {
    bool = any::<bool>();
    char = prop_oneof![
        12 => prop::char::range(' ', '~'),
        3 => select(vec!['"', '\\', '/', '\u{7f}', '\u{80}', 'é', '\u{2028}', '€', '😀', char::MAX]),
        2 => prop::char::range('\0', '\u{1f}'),
        2 => any::<char>(),
    ];
    String = string(40);
    Timestamp = prop_oneof![
        1 => select(vec![Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX]),
        6 => (Timestamp::MIN.seconds()..=Timestamp::MAX.seconds(), nanos())
            .prop_map(|(seconds, nanos)| Timestamp::new(seconds, nanos).expect("in range")),
    ];
    Duration = prop_oneof![
        1 => select(vec![Duration::MIN, Duration::ZERO, Duration::MAX]),
        3 => any::<i32>().prop_map(Duration::from_millis),
        3 => (0..=Duration::MAX.seconds(), 0..40_u32, nanos(), select(vec![1, -1])).prop_map(|(seconds, shift, nanos, sign)| {
            Duration::new(sign * (seconds >> shift), sign as i32 * nanos as i32).expect("in range")
        }),
    ];
    Empty = Just(Empty);
}

/// With 0, 3, 6 and 9 digits.
fn nanos() -> impl Strategy<Value = u32> {
    (0..1_000_000_000_u32, select(vec![1_000_000_000, 1_000_000, 1000, 1]))
        .prop_map(|(nanos, precision)| nanos / precision * precision)
}

/// Text of no more characters than `max`, and often of as many.
pub fn string(max: usize) -> BoxedStrategy<String> {
    let ids = prop::char::ranges(vec!['A'..='Z', 'a'..='z', '0'..='9', '_'..='_', '-'..='-'].into());
    let collect = |chars: Vec<char>| chars.into_iter().collect();
    prop_oneof![
        1 => Just(String::new()),
        2 => vec(ids.clone(), 0..=max).prop_map(collect),
        1 => vec(ids, max).prop_map(collect),
        3 => vec(random(), 0..=max).prop_map(collect),
        2 => vec(random(), max).prop_map(collect),
    ]
    .boxed()
}

/// As much as a container holds, within reason.
fn up_to(limit: usize) -> usize {
    limit.min(300)
}

impl<T: Random> Random for Option<T> {
    fn random() -> BoxedStrategy<Self> {
        prop::option::weighted(0.7, random::<T>()).boxed()
    }
}

impl<T: Random, const LEN: usize> Random for [T; LEN] {
    fn random() -> BoxedStrategy<Self> {
        std::array::from_fn::<_, LEN, _>(|_| random::<T>()).boxed()
    }
}

impl<B: Buffer + 'static, N: Name> Random for Text<B, N> {
    fn random() -> BoxedStrategy<Self> {
        string(up_to(B::LIMIT)).prop_map(|text| Self::truncated(&text)).boxed()
    }
}

impl<S: Slots<Element: Random> + 'static, N: Name> Random for List<S, N> {
    fn random() -> BoxedStrategy<Self> {
        vec(random::<S::Element>(), 0..=if S::LIMIT > 64 { 4 } else { S::LIMIT })
            .prop_map(|elements| elements[..].try_into().expect("room for them"))
            .boxed()
    }
}

impl<E, N> Random for Map<E, N>
where
    E: Entries<Key: Random, Value: Random> + 'static,
    N: Name,
{
    fn random() -> BoxedStrategy<Self> {
        map_of(random())
    }
}

pub fn map_of<E: Entries<Key: Random> + 'static, N: Name>(values: BoxedStrategy<E::Value>) -> BoxedStrategy<Map<E, N>> {
    vec((random::<E::Key>(), values), 0..=E::LIMIT.min(6))
        .prop_map(|pairs| {
            let mut entries = E::default();
            for (key, value) in pairs {
                entries.insert(key, value).expect("room for it");
            }
            entries.into()
        })
        .boxed()
}

impl<S: Slots<Element = u8> + 'static, N: Name> Random for Bytes<S, N> {
    fn random() -> BoxedStrategy<Self> {
        vec(any::<u8>(), 0..=up_to(S::LIMIT)).prop_map(|bytes| Self::new(&bytes).expect("room for them")).boxed()
    }
}

impl<B: Buffer + 'static, N: Name> Random for Struct<B, N> {
    fn random() -> BoxedStrategy<Self> {
        json_text(json_object()).prop_map(|(_, text)| Self::new(&text).unwrap_or_default()).boxed()
    }
}

impl<B: Buffer + 'static, N: Name> Random for Any<B, N> {
    fn random() -> BoxedStrategy<Self> {
        let typed = (json_object(), "[a-z.é\"]{0,9}/[A-Za-z.\\\\]{1,9}").prop_map(|(mut object, type_url)| {
            object.insert("@type".to_owned(), type_url.into());
            object
        });
        json_text(typed).prop_map(|(_, text)| Self::new(&text).unwrap_or_default()).boxed()
    }
}

pub fn json_object() -> BoxedStrategy<Object<String, Value>> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        random::<i64>().prop_map(Value::from),
        random::<u64>().prop_map(Value::from),
        random::<f64>().prop_map(Value::from),
        string(8).prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(5, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(string(8), inner, 0..4).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    btree_map(string(8), value, 0..4).prop_map(|members| members.into_iter().collect()).boxed()
}

/// A value with one of the many texts that stand for it.
pub fn json_text<T: Serialize + Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = (T, String)> {
    let space = || "[ \t\r\n]{0,3}";
    (value, prop::option::of(space()), space(), any::<bool>()).prop_map(|(value, indent, around, escaped)| {
        let compact = serde_json::to_string(&value).expect("JSON");
        let json = match indent {
            Some(indent) => with_spaces(&value, &indent),
            None => compact,
        };
        (value, format!("{around}{}{around}", if escaped { with_escapes(&json) } else { json }))
    })
}

fn with_spaces(value: &impl Serialize, indent: &str) -> String {
    let mut json = Vec::new();
    let formatter = PrettyFormatter::with_indent(indent.as_bytes());
    value.serialize(&mut Serializer::with_formatter(&mut json, formatter)).expect("JSON");
    String::from_utf8(json).expect("UTF-8")
}

/// Escapes what needn't be.
fn with_escapes(json: &str) -> String {
    let escape = |character: char| match character {
        '/' => "\\/".to_owned(),
        '\u{20}'..='\u{7e}' | '\t' | '\r' | '\n' => character.to_string(),
        _ => character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}")).collect(),
    };
    json.chars().map(escape).collect()
}
