//! What is passed to writers.

use crate::block_on::{a_moment, block_on};
use arbitrary::{Result, Unstructured};
use embedded_io::ErrorKind;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use vitalwire::SerializeError;
use vitalwire::json::{self, WriteError};
use vitalwire::proto::{InField, List, Text};
use vitalwire_testing::property;

/// Accepts `at_a_time` bytes at a time, up to a limit at which it returns `at_limit`. Each write is interrupted first.
struct Writer {
    taken: Vec<u8>,
    /// The length of each piece passed to it.
    piece_lengths: Vec<usize>,
    at_a_time: usize,
    limit: usize,
    at_limit: std::result::Result<usize, ErrorKind>,
    is_interrupted: bool,
}

impl Writer {
    fn new(at_a_time: usize, limit: usize) -> Self {
        let at_limit = Err(ErrorKind::TimedOut);
        Self { taken: Vec::new(), piece_lengths: Vec::new(), at_a_time, limit, at_limit, is_interrupted: false }
    }

    fn take(&mut self, bytes: &[u8]) -> std::result::Result<usize, ErrorKind> {
        self.is_interrupted = !self.is_interrupted;
        if self.is_interrupted {
            return Err(ErrorKind::Interrupted);
        }
        self.piece_lengths.push(bytes.len());
        match bytes.len().min(self.at_a_time).min(self.limit - self.taken.len()) {
            0 => self.at_limit,
            written => {
                self.taken.extend_from_slice(&bytes[..written]);
                Ok(written)
            }
        }
    }
}

impl embedded_io::ErrorType for Writer {
    type Error = ErrorKind;
}

impl embedded_io::Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> std::result::Result<usize, ErrorKind> {
        self.take(bytes)
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        panic!("it must not be flushed")
    }
}

impl embedded_io_async::Write for Writer {
    async fn write(&mut self, bytes: &[u8]) -> std::result::Result<usize, ErrorKind> {
        a_moment().await;
        self.take(bytes)
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        panic!("it must not be flushed")
    }
}

/// Returns a list of strings of these lengths, and its encoding.
fn texts(lengths: &[usize]) -> (Value, Vec<u8>) {
    let value = lengths.iter().map(|&len| "é\n".repeat(len / 2) + &"x".repeat(len % 2)).collect::<Value>();
    let encoding = serde_json::to_vec(&value).expect("an encoding");
    (value, encoding)
}

#[test]
fn windows_are_full_but_for_the_last() {
    for len in [0, 1, 56, 59, 60, 61, 63, 64, 65, 123, 124, 125, 500] {
        let value = "x".repeat(len);
        for value in [json!([value]), json!([1, value, 2]), json!(["a\tb", value, value])] {
            let encoding = serde_json::to_vec(&value).expect("an encoding");
            let expected = encoding.chunks(64).map(<[u8]>::len).collect::<Vec<_>>();

            let mut writer = Writer::new(usize::MAX, usize::MAX);
            assert_eq!(json::to_embedded_io(&value, &mut writer), Ok(()));
            assert_eq!((writer.taken, writer.piece_lengths), (encoding.clone(), expected.clone()));

            let mut writer = Writer::new(usize::MAX, usize::MAX);
            assert_eq!(block_on(json::to_embedded_io_async(&value, &mut writer, &mut [0; 64])), Ok(()));
            assert_eq!((writer.taken, writer.piece_lengths), (encoding, expected));
        }
    }
}

#[test]
fn the_bytes_are_the_same() {
    property(|u| {
        let (value, encoding) = texts(&lengths(u)?);
        let at_a_time = u.int_in_range(1..=79)?;
        let mut writer = Writer::new(at_a_time, usize::MAX);
        assert_eq!(json::to_embedded_io(&value, &mut writer), Ok(()));
        assert_eq!(&writer.taken, &encoding);

        let mut writer = Writer::new(at_a_time, usize::MAX);
        assert_eq!(block_on(json::to_embedded_io_async(&value, &mut writer, &mut [0; 48])), Ok(()));
        assert_eq!(&writer.taken, &encoding);

        let message: List<Vec<Text<String>>> = serde_json::from_value::<InField<_>>(value).expect("texts").0;
        let mut writer = Writer::new(at_a_time, usize::MAX);
        assert_eq!(vitalwire::to_embedded_io(&message, &mut writer), Ok(()));
        assert_eq!(&writer.taken, &encoding);
        let mut writer = Writer::new(at_a_time, usize::MAX);
        assert_eq!(block_on(vitalwire::to_embedded_io_async(&message, &mut writer, &mut [0; 48])), Ok(()));
        assert_eq!(&writer.taken, &encoding);
        Ok(())
    });
}

#[test]
fn the_first_error_ends_it() {
    property(|u| {
        let (value, encoding) = texts(&lengths(u)?);
        let (at_a_time, limit) = (u.int_in_range(1..=79)?, u.choose_index(encoding.len())?);
        let (at_limit, expected) = match u.arbitrary()? {
            true => (Ok(0), WriteError::WriteZero),
            false => (Err(ErrorKind::TimedOut), WriteError::Io(ErrorKind::TimedOut)),
        };
        let mut writer = Writer { at_limit, ..Writer::new(at_a_time, limit) };
        assert_eq!(json::to_embedded_io(&value, &mut writer), Err(expected));
        assert_eq!(&writer.taken, &encoding[..limit]);

        let mut writer = Writer { at_limit, ..Writer::new(at_a_time, limit) };
        assert_eq!(block_on(json::to_embedded_io_async(&value, &mut writer, &mut [0; 48])), Err(expected));
        assert_eq!(&writer.taken, &encoding[..limit]);
        Ok(())
    });
}

fn lengths(u: &mut Unstructured<'_>) -> Result<Vec<usize>> {
    (0..u.int_in_range(0..=8)?).map(|_| u.int_in_range(0..=199)).collect()
}

/// A value that must not be encoded.
struct Unreachable;

impl Serialize for Unreachable {
    fn serialize<S: Serializer>(&self, _: S) -> std::result::Result<S::Ok, S::Error> {
        panic!("it's after the end")
    }
}

#[test]
fn nothing_is_encoded_after_an_error() {
    let error = json::to_embedded_io(&("x".repeat(64), 2, Unreachable), Writer::new(9, 9)).expect_err("no space");
    assert_eq!(error, WriteError::Io(ErrorKind::TimedOut));
    let mut writer = Writer { at_limit: Ok(0), ..Writer::new(9, 9) };
    let error = json::to_embedded_io(&("x".repeat(64), 2, Unreachable), &mut writer).expect_err("no space");
    assert_eq!(error.to_string(), "the writer accepts no more bytes");
}

#[test]
fn what_json_cannot_hold_is_no_writers_error() {
    let value = (1, f64::NAN);
    let error = json::to_embedded_io(&value, Writer::new(9, 99)).expect_err("NaN");
    assert_eq!(error, WriteError::Serialize(SerializeError::NonFinite));
    let error = block_on(json::to_embedded_io_async(&value, Writer::new(9, 99), &mut [0; 2])).expect_err("NaN");
    assert_eq!(error, WriteError::Serialize(SerializeError::NonFinite));
}
