//! Frames are what is between delimiters, and what serde_json finds in a record, however the bytes are split.

use serde::de::IgnoredAny;
use std::convert::Infallible;
use vitalwire::json::{self, FrameError, Frames, Framing, MAX_DEPTH, ReadError};

type Frame = Result<Vec<u8>, FrameError>;

const SEPARATOR: u8 = 0x1E;

/// The first byte selects the size of the buffer, the second one the size of the pieces in which the others arrive.
pub fn frames(input: &[u8]) {
    let [capacity, piece, stream @ ..] = input else { return };
    let (capacity, piece) = (usize::from(*capacity), 1 + usize::from(*piece));

    let found = check_lines(stream, capacity);
    check_pieces(|| Frames::lines(vec![0; capacity]), stream, piece, &found);
    let found = check_records(stream, capacity);
    check_pieces(|| Frames::records(vec![0; capacity]), stream, piece, &found);
}

fn check_lines(stream: &[u8], capacity: usize) -> Vec<Frame> {
    let mut frames = Frames::lines(vec![0; capacity]);
    let mut found = split(&mut frames, stream);
    found.extend(finish(&mut frames));

    let line = |line: &[u8]| trimmed(&line[line.iter().take_while(|byte| is_space(**byte)).count()..], capacity);
    let lines = stream.split(|byte| *byte == b'\n').map(line);
    assert_eq!(found, lines.filter(|line| *line != Ok(Vec::new())).collect::<Vec<_>>());
    found
}

fn check_records(stream: &[u8], capacity: usize) -> Vec<Frame> {
    let mut frames = Frames::records(vec![0; capacity]);
    let mut found = Vec::new();
    let mut pieces = stream.split(|byte| *byte == SEPARATOR).enumerate().peekable();
    while let Some((index, piece)) = pieces.next() {
        let mut here = split(&mut frames, piece);
        here.extend(match pieces.peek() {
            Some(_) => split(&mut frames, &[SEPARATOR]),
            None => finish(&mut frames),
        });
        match index {
            0 => assert_eq!(here, noise(piece)),
            _ => check_record(piece, capacity, &here),
        }
        found.extend(here);
    }
    found
}

/// Checks the frames found between two record separators.
fn check_record(piece: &[u8], capacity: usize, found: &[Frame]) {
    let whole = &piece[piece.iter().take_while(|byte| is_space(**byte)).count()..];
    let Some(first) = whole.first() else {
        assert_eq!(found, []);
        return;
    };
    // serde_json accepts any number of levels in an ignored value.
    if whole.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() > MAX_DEPTH {
        return;
    }
    let mut values = serde_json::Deserializer::from_slice(whole).into_iter::<IgnoredAny>();
    let is_value = values.next().is_some_and(|value| value.is_ok());
    let after = whole.split_at(values.byte_offset()).1;
    let end = after.iter().position(|byte| *byte == b'\n' || !is_space(*byte));
    match end.map(|end| after.split_at(end).1) {
        _ if is_value && !matches!(first, b'{' | b'[' | b'"') && after.is_empty() => {
            assert_eq!(found, [Err(FrameError::Unterminated)]);
        }
        None if is_value => assert_eq!(found, [trimmed(whole, capacity)]),
        Some(after @ [b'\n', ..]) if is_value => {
            let (frame, rest) = found.split_first().expect("a record");
            assert_eq!(frame, &trimmed(&whole[..whole.len() - after.len()], capacity));
            assert_eq!(rest, noise(after));
        }
        _ => check_broken(whole, capacity, found),
    }
}

/// Checks the frames found for a record that isn't JSON: all of it, unless its brackets match.
fn check_broken(whole: &[u8], capacity: usize, found: &[Frame]) {
    let (frame, rest) = found.split_first().expect("something for a record");
    match frame {
        Ok(frame) => {
            assert!(json::from_slice::<IgnoredAny>(frame).is_err(), "{}", frame.escape_ascii());
            assert!(whole.starts_with(frame));
            assert_eq!(rest, noise(&whole[frame.len()..]));
        }
        Err(FrameError::Unterminated) => assert!(rest.is_empty()),
        Err(FrameError::TooLong { len }) => {
            assert!(*len > capacity);
            assert_eq!(rest, noise(&whole[*len..]));
        }
        Err(error) => panic!("{error}"),
    }
}

fn noise(bytes: &[u8]) -> Vec<Frame> {
    match bytes.iter().filter(|byte| !is_space(**byte)).count() {
        0 => Vec::new(),
        len => vec![Err(FrameError::Noise { len })],
    }
}

/// Returns a frame without the white space after it.
fn trimmed(frame: &[u8], capacity: usize) -> Frame {
    match frame.len() - frame.iter().rev().take_while(|byte| is_space(**byte)).count() {
        len if len > capacity => Err(FrameError::TooLong { len }),
        len => Ok(frame[..len].to_vec()),
    }
}

fn is_space(byte: u8) -> bool {
    b" \t\r\n".contains(&byte)
}

fn split<F: Framing>(frames: &mut Frames<F, Vec<u8>>, mut bytes: &[u8]) -> Vec<Frame> {
    let mut found = Vec::new();
    while let Some(frame) = frames.next(&mut bytes) {
        found.push(frame.map(<[u8]>::to_vec));
    }
    assert!(bytes.is_empty(), "{}", bytes.escape_ascii());
    found
}

fn finish<F: Framing>(frames: &mut Frames<F, Vec<u8>>) -> Vec<Frame> {
    let last = frames.finish().map(|frame| frame.map(<[u8]>::to_vec));
    assert_eq!(frames.finish(), None);
    last.into_iter().collect()
}

fn check_pieces<F: Framing>(new: impl Fn() -> Frames<F, Vec<u8>>, stream: &[u8], piece: usize, expected: &[Frame]) {
    let mut frames = new();
    let mut found: Vec<Frame> = stream.chunks(piece).flat_map(|piece| split(&mut frames, piece)).collect();
    found.extend(finish(&mut frames));
    assert_eq!(found, expected, "pieces of {piece}");

    let (mut frames, mut reader) = (new(), Pieces { stream, piece });
    let mut found = Vec::new();
    loop {
        match frames.read(&mut reader) {
            Ok(frame) => found.push(Ok(frame.to_vec())),
            Err(ReadError::Frame(error)) => found.push(Err(error)),
            Err(ReadError::NoValue) => break,
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!(found, expected, "{piece} read at a time");
}

/// Returns `piece` bytes at a time.
struct Pieces<'a> {
    stream: &'a [u8],
    piece: usize,
}

impl embedded_io::ErrorType for Pieces<'_> {
    type Error = Infallible;
}

impl embedded_io::Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Infallible> {
        let len = self.piece.min(buffer.len());
        self.stream.read(&mut buffer[..len])
    }
}
