//! Any JSON object as a Struct or an Any: the same is accepted as by serde_json, and it stays the same.

use super::check::check;
use super::one_in;
use super::values::{json_object, json_text, string};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::de::IgnoredAny;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Map as Object, Value};
use vitalwire::proto::{Any, InField, Struct};
use vitalwire::{BuildError, Problem, SyntaxError};

type Text = heapless::String<4096>;

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn objects_stay_what_they_are((object, text) in json_text(json_object()), index: Index) {
        let kept = Struct::<Text>::new(&text).expect("a Struct");
        prop_assert_eq!(members(kept.as_str()), object);
        check(&InField(&kept), index);
        prop_assert_eq!(Struct::new(kept.as_str()), Ok(kept));
    }

    #[test]
    fn values_are_packed_as_they_are_written(object in json_object()) {
        let text = serde_json::to_string(&object).expect("JSON");
        prop_assert_eq!(Struct::<Text>::pack(&object), Struct::new(&text));

        prop_assume!(!object.contains_key("@type"));
        let comma = if object.is_empty() { "" } else { "," };
        let typed = format!(r#"{{"@type":"a/b"{comma}{}"#, &text[1..]);
        prop_assert_eq!(Any::<Text>::pack("a/b", &object), Any::new(&typed));
    }

    #[test]
    fn an_any_has_one_type((Pairs(pairs), text) in json_text(pairs()), index: Index) {
        let types: Vec<_> = pairs.iter().filter(|(key, _)| key == "@type").map(|(_, value)| value).collect();
        let right = match types[..] {
            [] => pairs.is_empty(),
            [Value::String(url)] => url.split_once('/').is_some_and(|(_, name)| !name.is_empty() && !name.ends_with('/')),
            _ => false,
        };
        match Any::<Text>::new(&text) {
            Ok(kept) => {
                prop_assert!(right);
                let in_front = kept.as_str().starts_with(r#"{"@type":"#);
                prop_assert_eq!(in_front, !pairs.is_empty());
                prop_assert_eq!(members(kept.as_str()), pairs.into_iter().collect());
                check(&InField(&kept), index);
                prop_assert_eq!(Any::new(kept.as_str()), Ok(kept));
            }
            Err(BuildError::Syntax(SyntaxError { problem: Problem::InvalidType | Problem::DuplicateType, offset })) => {
                prop_assert!(!right);
                prop_assert!(text.is_char_boundary(offset) && offset < text.len());
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn text_too_long_is_refused_with_its_length(object in json_object()) {
        let compact = serde_json::to_string(&object).expect("JSON");
        let needed = if compact == "{}" { 0 } else { compact.len() };
        match Struct::<heapless::String<24>>::new(&compact) {
            Ok(kept) => prop_assert!(needed <= 24 && kept.as_str() == compact),
            Err(BuildError::Capacity(error)) => prop_assert!(needed > 24 && error.needed == needed && error.limit == 24),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn accepts_what_serde_json_accepts(text in prop_oneof![3 => mutated(), 1 => tokens(), 1 => string(20), 1 => nested()]) {
        accepts_like_serde_json(&text);
    }
}

#[test]
fn nesting_ends_at_128_brackets_and_in_serde_json_at_127() {
    for depth in 1..200 {
        let text = format!("{}{}", r#"{"a":"#.repeat(depth - 1) + "{", "}".repeat(depth));
        assert_eq!(Struct::<Text>::new(&text).is_ok(), depth <= 128);
        assert_eq!(serde_json::from_str::<Value>(&text).is_ok(), depth <= 127);
    }
}

/// The same is an object to both, but for a 128th bracket, which serde_json alone refuses. Its check that is free of
/// that takes half surrogate pairs, and numbers beyond the range of a double.
fn accepts_like_serde_json(text: &str) {
    let ours = Struct::<Text>::new(text);
    let theirs = serde_json::from_str::<Object<String, Value>>(text);
    let limit = theirs.as_ref().err().map(ToString::to_string).unwrap_or_default();
    if limit.starts_with("recursion limit exceeded") || limit.starts_with("number out of range") {
        let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
        match problem(&ours) {
            Some(Problem::TooDeep) => assert!(limit.starts_with("recursion"), "{text}"),
            Some(Problem::LoneSurrogate | Problem::NumberTooLarge) => {}
            Some(Problem::NotAnObject) => assert!(is_json && !text.trim_start().starts_with('{'), "{text}"),
            problem => assert_eq!(problem.is_none(), is_json, "{text}"),
        }
        return;
    }
    match (ours, theirs) {
        (Ok(kept), Ok(object)) => {
            assert_eq!(members(kept.as_str()), object, "{text}");
            assert_eq!(serde_json::to_value(&kept).expect("a value"), Value::Object(object), "{text}");
        }
        (Err(BuildError::Syntax(error)), Err(_)) => {
            assert_eq!(error.offset == text.len(), error.problem == Problem::UnexpectedEnd, "{error}: {text}");
            let front = serde_json::from_str::<Value>(&text[..error.offset]);
            assert!(front.is_ok() || front.is_err_and(|error| error.is_eof()), "{error}: {text}");
        }
        (ours, theirs) => panic!("{ours:?}, but {theirs:?}: {text}"),
    }
}

fn problem(result: &Result<Struct<Text>, BuildError>) -> Option<Problem> {
    match result {
        Ok(_) => None,
        Err(BuildError::Syntax(error)) => Some(error.problem),
        Err(other) => panic!("{other}"),
    }
}

fn members(json: &str) -> Object<String, Value> {
    serde_json::from_str(json).expect("an object")
}

/// The members of an object, in order and not all different.
#[derive(Debug)]
struct Pairs(Vec<(String, Value)>);

impl serde::Serialize for Pairs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

fn pairs() -> impl Strategy<Value = Pairs> {
    let value = || json_object().prop_map(|object| object.into_iter().next().map_or(Value::Null, |(_, value)| value));
    let type_url = prop_oneof![
        6 => "[a-z.é\"\\\\]{0,4}/[a-z/]{0,2}[a-z]".prop_map(Value::from),
        1 => "[a/]{0,3}".prop_map(Value::from),
        1 => value(),
    ];
    let typed = type_url.prop_map(|url| ("@type".to_owned(), url));
    let other = (prop_oneof![string(6), Just("@types".to_owned())], value());
    vec(prop_oneof![1 => typed, 2 => other], 0..4).prop_map(Pairs)
}

/// Pieces of JSON, and of what is nearly JSON.
const TOKENS: [&str; 58] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "/",
    "{}",
    "[]",
    "\"\"",
    "{\"a\":",
    "\"b\":",
    ",\"c\":",
    "\"d\"",
    "null",
    "true",
    "false",
    "nul",
    "True",
    "NaN",
    "-Infinity",
    "0",
    "-0",
    "00",
    "1",
    "-",
    "+",
    ".",
    "-.5",
    "1.",
    "0.0e0",
    "e",
    "E",
    "1e999",
    "-1e-999",
    "123456789012345678901",
    "\\n",
    "\\x",
    "\\u",
    "\\u0000",
    "\\uD83D",
    "\\uDE00",
    "\\ud800\\u0041",
    "\\u00g0",
    " ",
    "\t",
    "\n",
    "\r",
    "\u{b}",
    "\u{c}",
    "\u{0}",
    "\u{7f}",
    "\u{a0}",
    "\u{feff}",
    "é",
    "😀",
];

fn tokens() -> impl Strategy<Value = String> {
    let inside = vec(select(&TOKENS[..]), 0..8).prop_map(|tokens| tokens.concat());
    (inside, 0..3).prop_map(|(inside, around)| match around {
        0 => inside,
        1 => format!("{{\"a\":{inside}}}"),
        _ => format!("{{\"a\":\"{inside}\"}}"),
    })
}

/// Objects with a few changes anywhere.
fn mutated() -> impl Strategy<Value = String> {
    let changes = vec((any::<Index>(), 0..2_usize, prop_oneof![Just(""), select(&TOKENS[..])]), 0..4);
    (json_text(json_object()), changes).prop_map(|((_, mut text), changes)| {
        for (index, removed, inserted) in changes {
            let mut boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            boundaries.push(text.len());
            let from = index.index(boundaries.len());
            let to = (from + removed).min(boundaries.len() - 1);
            text.replace_range(boundaries[from]..boundaries[to], inserted);
        }
        text
    })
}

/// About as deep as may be.
fn nested() -> impl Strategy<Value = String> {
    (vec(any::<bool>(), 124..130), select(vec!["", "1", "1e999", "{}", "[]", "]"])).prop_map(|(objects, innermost)| {
        let (open, close): (Vec<_>, Vec<_>) =
            objects.iter().map(|&object| if object { ("{\"\":", "}") } else { ("[", "]") }).unzip();
        let close: String = close.into_iter().rev().collect();
        format!("{{\"\":{}{innermost}{close}}}", open.concat())
    })
}
