//! The decoder itself: it reads one value at a time, and nothing after it.

use vitalwire::dataflow::WorkerThreadScalingReport;
use vitalwire::json::{self, Decoder};
use vitalwire::{DecodeErrorKind, JsonType, SyntaxErrorKind};

#[test]
fn reads_values_in_sequence() {
    let mut decoder = Decoder::new(b" {\"currentThreadCount\":1}[2]3 \"four\"\r\nnull ");
    let report: WorkerThreadScalingReport = decoder.value().expect("a report");
    assert_eq!((report.current_thread_count, decoder.offset()), (1, 25));
    assert_eq!((decoder.value(), decoder.offset()), (Ok([2]), 28));
    assert_eq!((decoder.value(), decoder.offset()), (Ok(3), 29));
    assert_eq!((decoder.value(), decoder.offset()), (Ok("four"), 36));
    assert_eq!(
        decoder.end().map_err(|error| (error.offset, error.kind)),
        Err((38, DecodeErrorKind::Syntax(SyntaxErrorKind::TrailingData)))
    );
    assert_eq!((decoder.value(), decoder.offset()), (Ok(()), 42));
    assert_eq!((decoder.end(), decoder.offset()), (Ok(()), 43));
    let nothing = decoder.value::<()>().expect_err("the end");
    assert_eq!((nothing.offset, nothing.kind), (43, DecodeErrorKind::Syntax(SyntaxErrorKind::UnexpectedEnd)));
}

#[test]
fn a_value_outlives_the_scratch_space() {
    let input = format!(r#"["boiler", "{}\n"]"#, "x".repeat(70));
    let (name, note): (&str, heapless::String<80>) = {
        let mut scratch = [0; 80];
        Decoder::new(input.as_bytes()).with_scratch(&mut scratch).value().expect("two strings")
    };
    assert_eq!((name, note.len()), ("boiler", 71));
}

#[test]
fn counts_from_the_start_of_the_input() {
    let mut decoder = vitalwire::Decoder::new(b"[1] [2] {\"currentThreadCount\": \"x\"}");
    assert_eq!(decoder.value(), Ok([1]));
    assert_eq!(decoder.value(), Ok([2]));
    let error = decoder.value::<WorkerThreadScalingReport>().expect_err("text");
    assert_eq!((error.offset, error.field), (31, Some("currentThreadCount")));
}

#[test]
fn brackets_of_one_value_are_not_those_of_the_next() {
    let deepest = "[".repeat(128) + &"]".repeat(128);
    for (input, values) in [(deepest.repeat(3), 3), ("[]".repeat(200), 200)] {
        let mut decoder = Decoder::new(input.as_bytes());
        for _ in 0..values {
            assert!(decoder.value::<serde_json::Value>().is_ok());
        }
        assert_eq!(decoder.end(), Ok(()));
    }
}

#[test]
fn reads_a_prefix() {
    for rest in ["", " ", "]", "}", ",", " HTTP/1.1", "[", "\"", "\u{0}"] {
        for (value, len) in [("[1,2]", 5), (" \t[1, 2]", 8)] {
            assert_eq!(json::from_prefix(format!("{value}{rest}").as_bytes()), Ok(([1, 2], len)), "{rest:?}");
        }
    }
    for (rest, len) in [(" 2", 2), (",", 2), ("x", 2), ("]", 2)] {
        assert_eq!(json::from_prefix(format!("12{rest}").as_bytes()), Ok((12, len)));
    }
    assert_eq!(json::from_prefix(b"[1,2]\xFF\xFE"), Ok(([1, 2], 5)), "other bytes");
    assert_eq!(json::from_prefix::<[u8; 2]>(b"[1\xFF,2]").map_err(|error| error.offset), Err(2));

    let error = json::from_prefix::<[u8; 2]>(b"[1,").expect_err("half a value");
    assert_eq!(error.kind, DecodeErrorKind::Syntax(SyntaxErrorKind::UnexpectedEnd));
    let error = json::from_slice::<[u8; 2]>(b"[1,2] \xFF").expect_err("other bytes");
    assert_eq!((error.offset, error.kind), (6, DecodeErrorKind::Syntax(SyntaxErrorKind::InvalidUtf8)));
}

#[test]
fn an_error_at_the_first_byte_stays_there() {
    let error = json::from_str::<(u8,)>("true [1]").expect_err("no array");
    assert_eq!((error.offset, error.kind), (0, DecodeErrorKind::UnexpectedType(JsonType::Bool)));
    let error = json::from_str::<Option<(u8,)>>("[true]").expect_err("no number");
    assert_eq!((error.offset, error.kind), (1, DecodeErrorKind::UnexpectedType(JsonType::Bool)));
}
