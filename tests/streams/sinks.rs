//! User-defined sinks and writers.

use serde::{Serialize, Serializer};
use vitalwire::SerializeError;
use vitalwire::json::{self, Sink, WriteError};

/// Accepts a limited number of pieces.
struct LimitedSink {
    text: String,
    pieces: usize,
}

impl LimitedSink {
    fn new(pieces: usize) -> Self {
        Self { text: String::new(), pieces }
    }
}

impl Sink for LimitedSink {
    fn write(&mut self, bytes: &[u8]) {
        let taken = self.pieces.checked_sub(1).zip(std::str::from_utf8(bytes).ok());
        if let Some((rest, piece)) = taken {
            (self.pieces, self.text) = (rest, format!("{}{piece}", self.text));
        }
    }

    fn is_full(&self) -> bool {
        self.pieces == 0
    }
}

impl std::fmt::Write for LimitedSink {
    fn write_str(&mut self, piece: &str) -> std::fmt::Result {
        let is_full = self.is_full();
        self.write(piece.as_bytes());
        if is_full { Err(std::fmt::Error) } else { Ok(()) }
    }
}

/// A value that must not be encoded.
struct Unreachable;

impl Serialize for Unreachable {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("it's after the end")
    }
}

#[test]
fn a_full_sink_ends_the_encoding() -> Result<(), SerializeError> {
    let mut sink = LimitedSink::new(4);
    json::to_sink(&(1, 2, Unreachable), &mut sink)?;
    assert_eq!(sink.text, "[1,2");
    assert_eq!(json::to_sink(&(1, 2, Unreachable), LimitedSink::new(4))?.text, "[1,2");
    assert_eq!(json::to_window(&(1, 2, Unreachable), 1, &mut [0; 3])?, b"1,2");
    Ok(())
}

#[test]
fn the_first_error_of_a_writer_ends_the_encoding() {
    let error = json::to_fmt(&(1, 2, Unreachable), LimitedSink::new(2)).expect_err("no space");
    assert_eq!(error, WriteError::Io(std::fmt::Error));
    assert_eq!(error.to_string(), std::fmt::Error.to_string());
    let error = json::to_fmt(&[f64::NAN], LimitedSink::new(9)).expect_err("NaN");
    assert_eq!(error.to_string(), SerializeError::NonFinite.to_string());
}

#[test]
fn compact_text_has_no_space_between_its_tokens() {
    let mut sink = LimitedSink::new(99);
    assert_eq!(json::compact(" { \"a b\" : [ 1 , true ] } ", &mut sink), Ok(()));
    assert_eq!(sink.text, r#"{"a b":[1,true]}"#);
    assert!(json::compact("[1]]", &mut LimitedSink::new(99)).is_err());
}
