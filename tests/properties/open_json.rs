//! Any JSON object as a Struct or an Any: accepted if serde_json accepts it, and unchanged.

use super::check::check;
use super::json_text::near_json;
use arbitrary::{Result, Unstructured};
use serde::de::IgnoredAny;
use serde_json::{Map as Object, Value};
use vitalwire::proto::{Any, Struct};
use vitalwire::{BuildError, OpenJsonError, OpenJsonErrorKind, SyntaxErrorKind};
use vitalwire_testing::property;
use vitalwire_testing::reference::repeats_a_name;
use vitalwire_testing::sample;

type Text = heapless::String<4096>;

#[test]
fn objects_stay_what_they_are() {
    property(|u| {
        let text = sample::json_struct(u)?;
        let kept = Struct::<Text>::new(&text).expect("a Struct");
        assert_eq!(members(kept.as_str()), members(&text));
        check(&kept, u)?;
        assert_eq!(Struct::new(kept.as_str()), Ok(kept));
        Ok(())
    });
}

#[test]
fn values_are_packed_as_they_are_written() {
    property(|u| {
        let mut object = members(&sample::json_struct(u)?);
        let text = serde_json::to_string(&object).expect("JSON");
        assert_eq!(Struct::<Text>::pack(&object), Struct::new(&text));

        object.remove("@type");
        let text = serde_json::to_string(&object).expect("JSON");
        let comma = if object.is_empty() { "" } else { "," };
        let typed = format!(r#"{{"@type":"a/b"{comma}{}"#, &text[1..]);
        assert_eq!(Any::<Text>::pack("a/b", &object), Any::new(&typed));
        Ok(())
    });
}

#[test]
fn an_any_has_one_type() {
    property(|u| {
        let (pairs, text) = pairs(u)?;
        let types: Vec<_> = pairs.iter().filter(|(key, _)| key == "@type").map(|(_, value)| value).collect();
        let right = match types[..] {
            [] => pairs.is_empty(),
            [Value::String(url)] => {
                url.split_once('/').is_some_and(|(_, name)| !name.is_empty() && !name.ends_with('/'))
            }
            _ => false,
        };
        match Any::<Text>::new(&text) {
            Ok(kept) => {
                assert!(right && !repeats_a_name(text.as_bytes()));
                let in_front = kept.as_str().starts_with(r#"{"@type":"#);
                assert_eq!(in_front, !pairs.is_empty());
                assert_eq!(members(kept.as_str()), pairs.into_iter().collect());
                check(&kept, u)?;
                assert_eq!(Any::new(kept.as_str()), Ok(kept));
            }
            Err(BuildError::OpenJson(OpenJsonError { offset, .. })) => {
                assert!(!right || repeats_a_name(text.as_bytes()));
                assert!(text.is_char_boundary(offset) && offset < text.len());
            }
            Err(other) => panic!("{other}: {text}"),
        }
        Ok(())
    });
}

/// Makes the members of an object, in order and maybe with duplicates, and its text.
fn pairs(u: &mut Unstructured<'_>) -> Result<(Vec<(String, Value)>, String)> {
    let (mut pairs, mut text) = (Vec::new(), Vec::new());
    for _ in 0..u.int_in_range(0..=3)? {
        let (key, value) = match u.int_in_range(0..=5)? {
            0 => {
                let url = format!("{}/{}x", sample::text(u, 4)?, u.choose(&["", "y", "/", "a/"])?);
                ("@type".to_owned(), sample::json_string(u, &url)?)
            }
            1 => ("@type".to_owned(), format!("{:?}", u.choose(&["", "/", "a/", "a//", "a"])?)),
            2 => ("@types".to_owned(), sample::json_value(u)?),
            _ => (sample::text(u, 6)?, sample::json_value(u)?),
        };
        text.push(format!("{}:{value}", sample::json_string(u, &key)?));
        pairs.push((key, serde_json::from_str(&value).expect("JSON")));
    }
    Ok((pairs, format!("{{{}}}", text.join(","))))
}

#[test]
fn text_too_long_is_rejected_with_its_length() {
    property(|u| {
        let compact = serde_json::to_string(&members(&sample::json_struct(u)?)).expect("JSON");
        let needed = if compact == "{}" { 0 } else { compact.len() };
        match Struct::<heapless::String<24>>::new(&compact) {
            Ok(kept) => assert!(needed <= 24 && kept.as_str() == compact),
            Err(BuildError::Capacity(error)) => assert!(needed > 24 && error.needed == needed && error.limit == 24),
            Err(other) => panic!("{other}"),
        }
        Ok(())
    });
}

#[test]
fn accepts_what_serde_json_accepts() {
    property(|u| {
        let text = if u.ratio(1, 5)? { nested(u)? } else { near_json(u)? };
        accepts_like_serde_json(&text);
        Ok(())
    });
}

/// Makes an object nested about as deeply as allowed.
fn nested(u: &mut Unstructured<'_>) -> Result<String> {
    let (mut prefix, mut suffix) = ("{\"\":".to_owned(), String::new());
    for _ in 0..u.int_in_range(124..=129)? {
        let (open, close) = if u.arbitrary()? { ("{\"\":", '}') } else { ("[", ']') };
        prefix.push_str(open);
        suffix.insert(0, close);
    }
    Ok(format!("{prefix}{}{suffix}}}", u.choose(&["", "1", "1e999", "{}", "[]", "]"])?))
}

#[test]
fn nesting_ends_at_128_brackets_and_in_serde_json_at_127() {
    for depth in 1..200 {
        let text = format!("{}{}", r#"{"a":"#.repeat(depth - 1) + "{", "}".repeat(depth));
        assert_eq!(Struct::<Text>::new(&text).is_ok(), depth <= 128);
        assert_eq!(serde_json::from_str::<Value>(&text).is_ok(), depth <= 127);
    }
}

/// Both accept the same objects, except that serde_json rejects a 128th bracket. Its check without that limit accepts
/// lone surrogates, and numbers beyond the range of a double.
fn accepts_like_serde_json(text: &str) {
    let ours = Struct::<Text>::new(text);
    if let Err(BuildError::OpenJson(OpenJsonError { kind: OpenJsonErrorKind::DuplicateName, .. })) = ours {
        assert!(repeats_a_name(text.as_bytes()), "{text}");
        return;
    }
    if let Err(BuildError::OpenJson(_)) = ours {
        let theirs = serde_json::from_str::<IgnoredAny>(text);
        assert!(theirs.is_ok() && !text.trim_start().starts_with('{'), "{text}");
        return;
    }
    let theirs = serde_json::from_str::<Object<String, Value>>(text);
    let limit = theirs.as_ref().err().map(ToString::to_string).unwrap_or_default();
    if limit.starts_with("recursion limit exceeded") || limit.starts_with("number out of range") {
        let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
        match problem(&ours) {
            Some(SyntaxErrorKind::TooDeep) => assert!(limit.starts_with("recursion"), "{text}"),
            Some(SyntaxErrorKind::LoneSurrogate | SyntaxErrorKind::NumberTooLarge) => {}
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
            assert_eq!(error.offset == text.len(), error.kind == SyntaxErrorKind::UnexpectedEnd, "{error}: {text}");
            // The text before it is JSON so far, except for numbers that serde_json has no type for.
            let prefix = serde_json::from_str::<Value>(&text[..error.offset])
                .map_err(|error| (error.is_eof(), error.to_string()));
            let is_json_so_far =
                |(is_end, message): (bool, String)| is_end || message.starts_with("number out of range");
            assert!(prefix.is_ok() || prefix.is_err_and(is_json_so_far), "{error}: {text}");
        }
        (ours, theirs) => panic!("{ours:?}, but {theirs:?}: {text}"),
    }
}

fn problem(result: &Result<Struct<Text>, BuildError>) -> Option<SyntaxErrorKind> {
    match result {
        Ok(_) => None,
        Err(BuildError::Syntax(error)) => Some(error.kind),
        Err(other) => panic!("{other}"),
    }
}

fn members(json: &str) -> Object<String, Value> {
    serde_json::from_str(json).expect("an object")
}
