//! What is read from readers, and the outcome.

use crate::block_on::{a_moment, block_on};
use arbitrary::Unstructured;
use embedded_io::ErrorKind;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Value, json};
use std::fmt::Debug;
use vitalwire::json::{self, MAX_DEPTH, ReadError};
use vitalwire::proto::Span;
use vitalwire::{DecodeError, DecodeErrorKind, SyntaxErrorKind, message};
use vitalwire_testing::property;
use vitalwire_testing::sample;

/// Returns `at_a_time` bytes at a time, and then its end or an error. Each read is interrupted first.
struct Reader<'a> {
    rest: &'a [u8],
    /// The number of bytes requested, each time.
    asked: Vec<usize>,
    at_a_time: usize,
    at_end: Result<usize, ErrorKind>,
    is_interrupted: bool,
}

impl<'a> Reader<'a> {
    fn new(rest: &'a [u8], at_a_time: usize) -> Self {
        Self { rest, asked: Vec::new(), at_a_time, at_end: Ok(0), is_interrupted: false }
    }

    fn give(&mut self, buffer: &mut [u8]) -> Result<usize, ErrorKind> {
        assert!(!buffer.is_empty(), "an empty buffer");
        self.is_interrupted = !self.is_interrupted;
        if self.is_interrupted {
            return Err(ErrorKind::Interrupted);
        }
        self.asked.push(buffer.len());
        if self.rest.is_empty() {
            return self.at_end;
        }
        let given = self.at_a_time.min(buffer.len()).min(self.rest.len());
        buffer[..given].copy_from_slice(&self.rest[..given]);
        self.rest = &self.rest[given..];
        Ok(given)
    }
}

impl embedded_io::ErrorType for Reader<'_> {
    type Error = ErrorKind;
}

impl embedded_io::Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, ErrorKind> {
        self.give(buffer)
    }
}

impl embedded_io_async::Read for Reader<'_> {
    async fn read(&mut self, buffer: &mut [u8]) -> Result<usize, ErrorKind> {
        a_moment().await;
        self.give(buffer)
    }
}

type Outcome<T> = Result<T, ReadError<ErrorKind>>;

/// Reads a value, blocking and async with the same outcome. Returns the outcome and the rest of the input.
fn read(input: &[u8], at_a_time: usize, capacity: usize) -> (Outcome<Value>, &[u8]) {
    let mut reader = Reader::new(input, at_a_time);
    let outcome = json::from_embedded_io(&mut reader, &mut vec![0xAA; capacity]);
    let mut same = Reader::new(input, at_a_time);
    assert_eq!(block_on(json::from_embedded_io_async(&mut same, &mut vec![0xAA; capacity])), outcome);
    assert_eq!(same.rest, reader.rest);
    (outcome, reader.rest)
}

fn encoding(value: &Value, is_pretty: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let outcome = match is_pretty {
        true => serde::Serialize::serialize(value, &mut Serializer::with_formatter(&mut bytes, PrettyFormatter::new())),
        false => serde_json::to_writer(&mut bytes, value),
    };
    outcome.map(|()| bytes).expect("an encoding")
}

/// Makes a value, and whether its encoding is self-delimiting.
fn value(u: &mut Unstructured<'_>) -> arbitrary::Result<(Value, bool)> {
    let value: Value = serde_json::from_str(&sample::json_value(u)?).expect("JSON");
    let has_an_end = !value.is_number();
    Ok((value, has_an_end))
}

fn space(u: &mut Unstructured<'_>) -> arbitrary::Result<Vec<u8>> {
    (0..u.int_in_range(0..=5)?).map(|_| u.choose(b" \t\r\n").copied()).collect()
}

#[test]
fn a_value_is_read_and_what_follows_stays() {
    property(|u| {
        let ((value, true), at_a_time) = (value(u)?, u.int_in_range(1..=299)?) else { return Ok(()) };
        let (json, space, spare) = (encoding(&value, u.arbitrary()?), space(u)?, u.int_in_range(0..=8)?);
        let after: Vec<u8> = u.arbitrary()?;
        let input = [&space, &json, &after].map(Vec::as_slice).concat();
        let (outcome, rest) = read(&input, at_a_time, json.len() + spare);
        assert_eq!(outcome, json::from_slice(&json).map_err(ReadError::Decode));
        assert_eq!(rest, after);
        Ok(())
    });
}

#[test]
fn a_number_ends_with_white_space_or_the_reader() {
    property(|u| {
        let ((value @ Value::Number(_), _), at_a_time) = (value(u)?, u.int_in_range(1..=299)?) else { return Ok(()) };
        let (space, json, after) = (space(u)?, encoding(&value, false), *u.choose(b" \t\r\n")?);
        let input = [&space[..], &json, &[after], b"1"].concat();
        let expected = json::from_slice(&json).map_err(ReadError::Decode);
        assert_eq!(read(&input, at_a_time, json.len() + 1), (expected.clone(), &b"1"[..]));

        let (outcome, rest) = read(&json, at_a_time, json.len() + 1);
        assert_eq!((outcome, rest), (expected, &[][..]));
        let (outcome, _) = read(&json, at_a_time, json.len());
        assert_eq!(outcome, Err(ReadError::BufferTooSmall { at_least: json.len() + 1 }));
        Ok(())
    });
}

#[test]
fn a_literal_ends_with_its_last_letter() {
    for (literal, value) in [("true", json!(true)), ("false", json!(false)), ("null", json!(null))] {
        for after in ["", "{}", "x", "\n"] {
            let input = format!("\n{literal}{after}");
            assert_eq!(read(input.as_bytes(), 9, literal.len()), (Ok(value.clone()), after.as_bytes()));
        }
        let part = &literal[..literal.len() - 1];
        for (input, rest) in [(format!("{part}{{}}"), "}"), (part.to_owned(), "")] {
            let (outcome, left) = read(input.as_bytes(), 9, 9);
            assert!(matches!(outcome, Err(ReadError::Decode(_))), "{outcome:?}");
            assert_eq!(left, rest.as_bytes());
        }
    }
}

#[test]
fn a_part_of_a_value_is_an_error() {
    property(|u| {
        let ((value, true), at_a_time) = (value(u)?, u.int_in_range(1..=299)?) else { return Ok(()) };
        let json = encoding(&value, false);
        let part = &json[..u.choose_index(json.len())?];
        let expected = match part {
            [] => ReadError::NoValue,
            _ => ReadError::Decode(json::from_slice::<Value>(part).expect_err("no value")),
        };
        assert_eq!(read(part, at_a_time, json.len()).0, Err(expected));

        let mut reader = Reader { at_end: Err(ErrorKind::TimedOut), ..Reader::new(part, at_a_time) };
        let outcome = json::from_embedded_io::<Value, _>(&mut reader, &mut vec![0; json.len()]);
        assert_eq!(outcome, Err(ReadError::Io(ErrorKind::TimedOut)));
        Ok(())
    });
}

#[test]
fn a_buffer_that_is_too_small_is_an_error() {
    property(|u| {
        let ((value, true), at_a_time) = (value(u)?, u.int_in_range(1..=299)?) else { return Ok(()) };
        let json = encoding(&value, true);
        let capacity = u.choose_index(json.len())?;
        match read(&json, at_a_time, capacity).0 {
            Err(ReadError::BufferTooSmall { at_least }) => assert!(capacity < at_least && at_least <= json.len()),
            outcome => panic!("{outcome:?}"),
        }
        Ok(())
    });
}

/// Reading never panics, always ends, and never accepts what isn't a value.
#[test]
fn any_input_terminates() {
    const BYTES: &[u8] = b"[]{}\"\\a1:, \n";
    property(|u| {
        let input: Vec<u8> = match u.arbitrary()? {
            true => u.arbitrary()?,
            false => {
                (0..u.int_in_range(0..=30)?).map(|_| u.choose(BYTES).copied()).collect::<arbitrary::Result<_>>()?
            }
        };
        let (outcome, rest) = read(&input, u.int_in_range(1..=39)?, 64);
        let taken = &input[..input.len() - rest.len()];
        if let Ok(value) = outcome {
            assert_eq!(json::from_slice(taken), Ok(value));
        }
        Ok(())
    });
}

/// Input that a reader of `std` returns has the outcome that it has from `embedded-io`, if it's one value.
#[test]
fn nothing_but_white_space_is_no_value() {
    for (input, is_empty) in [("", true), (" \t\r\n", true), ("\x0c", false), ("\0", false), ("\n{", false)] {
        let outcomes = [
            vitalwire::decode_from_io::<Note>(input.as_bytes()).map(drop).map_err(kind),
            json::from_reader::<Value>(input.as_bytes()).map(drop).map_err(kind),
            vitalwire::decode_from_embedded_io::<Note, _>(input.as_bytes(), &mut [0; 9]).map(drop).map_err(kind),
            json::from_embedded_io::<Value, _>(input.as_bytes(), &mut [0; 9]).map(drop).map_err(kind),
        ];
        for outcome in outcomes {
            match outcome {
                Err(ReadError::NoValue) => assert!(is_empty, "{input:?}"),
                Err(ReadError::Decode(_)) => assert!(!is_empty, "{input:?}"),
                outcome => panic!("{input:?}: {outcome:?}"),
            }
        }
    }
}

/// Returns an error without that of the reader, which has none here.
fn kind<E: Debug>(error: ReadError<E>) -> ReadError<()> {
    match error {
        ReadError::NoValue => ReadError::NoValue,
        ReadError::Decode(error) => ReadError::Decode(error),
        error => panic!("{error:?}"),
    }
}

/// Checks that input is rejected at `offset`.
#[track_caller]
fn rejects(input: &str, offset: usize, problem: SyntaxErrorKind) {
    for at_a_time in [1, 2, 3, 99, 999] {
        let error = match read(input.as_bytes(), at_a_time, 999).0 {
            Err(ReadError::Decode(error)) => error,
            outcome => panic!("{input} became {outcome:?}"),
        };
        assert_eq!(error.kind, DecodeErrorKind::Syntax(problem), "{input}");
        assert_eq!(error.offset, offset, "{input}");
    }
}

#[test]
fn readers_are_asked_for_all_that_is_surely_needed() {
    for (json, asked) in [
        ("{}", &[1, 1][..]),
        (" {}", &[1, 1, 1]),
        ("\"\"", &[1, 1]),
        ("\"a\"", &[1, 1, 1]),
        ("[[[[[[[[]]]]]]]]", &[1, 1, 2, 4, 8]),
        ("[[1,2]]", &[1, 1, 2, 2, 1]),
        ("[[\"abc\"]]", &[1, 1, 2, 3, 2]),
        ("[[[\"\\\"\"]]]", &[1, 1, 2, 4, 2]),
        ("12 ", &[1, 1, 1]),
        ("true", &[1, 1, 1, 1]),
    ] {
        let mut reader = Reader::new(json.as_bytes(), 99);
        let outcome = json::from_embedded_io::<Value, _>(&mut reader, &mut [0; 99]);
        assert_eq!((outcome.is_ok(), &reader.asked[..]), (true, asked), "{json}");
    }
}

#[test]
fn invalid_input_ends_at_the_error() {
    rejects("{\"a\": [1}, {}]", 8, SyntaxErrorKind::UnexpectedByte);
    rejects("[1, 2}", 5, SyntaxErrorKind::UnexpectedByte);
    rejects("] [1]", 0, SyntaxErrorKind::UnexpectedByte);
    rejects("  hello", 0, SyntaxErrorKind::UnexpectedByte);
    rejects("{\"a\n{}", 3, SyntaxErrorKind::ControlCharacter);
    rejects("\"\\\n\"", 1, SyntaxErrorKind::InvalidEscape);
    rejects(&"[".repeat(500), MAX_DEPTH, SyntaxErrorKind::TooDeep);
}

#[test]
fn all_levels_can_be_used() {
    let json = "[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH);
    assert!(read(json.as_bytes(), 7, json.len()).0.is_ok());
}

#[test]
fn rejected_input_is_consumed() {
    let lines = b"{\"a\"} [1 2]\n{\"a\": \"\\x\"} [01] {\"a\": 1,} \"\xff\" [true]";
    let mut reader = Reader::new(lines, 5);
    let mut buffer = [0; 16];
    for offset in [4, 3, 7, 2, 8, 1] {
        let outcome = json::from_embedded_io::<Value, _>(&mut reader, &mut buffer);
        assert!(
            matches!(outcome, Err(ReadError::Decode(DecodeError { offset: at, .. })) if at == offset),
            "{outcome:?}"
        );
    }
    assert_eq!(json::from_embedded_io(&mut reader, &mut buffer), Ok([true]));
    assert_eq!(json::from_embedded_io::<Value, _>(&mut reader, &mut buffer), Err(ReadError::NoValue));
}

message! {
    struct Note {
        text: Option<Span> as "text",
    }
}

#[test]
fn spans_are_places_in_the_buffer() {
    let mut reader = Reader::new(b" \r\n \n{\"text\": \"a\\tb\"}", 4);
    let mut buffer = [0; 20];
    let note: Note = vitalwire::decode_from_embedded_io(&mut reader, &mut buffer).expect("a note");
    assert_eq!(note.text.and_then(|text| text.text(&buffer)).expect("text").to_string(), "a\tb");
}

#[test]
fn text_is_borrowed_from_the_buffer() {
    let mut buffer = [0; 20];
    let texts: [&str; 2] = json::from_embedded_io(Reader::new(b"[\"a\", \"b\"]", 4), &mut buffer).expect("texts");
    assert_eq!(texts, ["a", "b"]);
}

#[test]
fn errors_say_what_happened() {
    let text = |input: &[u8], capacity| read(input, 9, capacity).0.expect_err("an error").to_string();
    assert_eq!(text(b"", 9), "the reader ended, and there was no value");
    assert_eq!(text(b" \n ", 9), "the reader ended, and there was no value");
    assert_eq!(text(b"[[\"abc\"]]", 5), "the value needs a buffer of at least 7 bytes");
    assert_eq!(text(b"[[\"abc\"", 9), "invalid JSON: unexpected end of input, at byte 7");
    let mut reader = Reader { at_end: Err(ErrorKind::TimedOut), ..Reader::new(b"[", 1) };
    let error = json::from_embedded_io::<Value, _>(&mut reader, &mut [0; 9]).expect_err("an error");
    assert_eq!(error.to_string(), ErrorKind::TimedOut.to_string());
    assert_eq!(read(b"{\"a\": 1}{", 9, 9).0, Ok(json!({"a": 1})));
}
