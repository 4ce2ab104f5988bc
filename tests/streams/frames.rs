//! Frames in streams that are noisy, truncated, merged or late.

use crate::block_on::block_on;
use arbitrary::Unstructured;
use embedded_io::ErrorKind;
use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use vitalwire::json::{FrameError, Frames, Framing, Lines, ReadError, Records};
use vitalwire::message;
use vitalwire::proto::Span;
use vitalwire_testing::sample::noise;

message! {
    /// A message with a checksum.
    struct Ping {
        number: u32 as "i",
        text: Option<Span> as "t",
        sum: u32 as "s",
    }
}

/// Returns FNV-1a, reduced to six digits.
fn sum(number: u32, text: &str) -> u32 {
    let hash = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    100_000 + number.to_be_bytes().iter().chain(text.as_bytes()).fold(0x811c_9dc5, hash) % 900_000
}

fn ping(number: u32, len: usize) -> String {
    let ping = |text: &str| format!(r#"{{"i":{number},"t":"{text}","s":{}}}"#, sum(number, text));
    ping(&"x".repeat(len.saturating_sub(ping("").len())))
}

/// Returns the number of an intact ping.
fn number(frame: &[u8]) -> Option<u32> {
    let ping: Ping = vitalwire::decode(frame).ok()?;
    let text = ping.text.and_then(|text| text.text(frame))?.to_string();
    (ping.sum == sum(ping.number, &text)).then_some(ping.number)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Delimiters {
    Lines,
    Records,
}

/// Pings on a noisy line.
struct Line {
    bytes: Vec<u8>,
    delimiters: Delimiters,
    /// Each ping, and its approximate end in `bytes`.
    pings: Vec<(usize, String)>,
}

impl Line {
    fn new(delimiters: Delimiters, count: u32, capacity: usize, u: &mut Unstructured<'_>) -> arbitrary::Result<Self> {
        let mut line = Self { bytes: Vec::new(), delimiters, pings: Vec::new() };
        for number in 0..count {
            // One in nine is too long.
            let ping = ping(number, u.int_in_range(0..=capacity + capacity / 8)?);
            line.send(&ping, u)?;
            line.pings.push((line.bytes.len(), ping));
        }
        Ok(line)
    }

    fn send(&mut self, ping: &str, u: &mut Unstructured<'_>) -> arbitrary::Result<()> {
        let bytes = &mut self.bytes;
        let from = bytes.len();
        if self.delimiters == Delimiters::Records {
            bytes.push(0x1E);
        }
        bytes.extend_from_slice(ping.as_bytes());
        let end = bytes.len();
        bytes.extend_from_slice(u.choose(&["\n", "\r\n"])?.as_bytes());
        match u.int_in_range(0..=9)? {
            // A few bits are flipped.
            0 => {
                for _ in 0..u.int_in_range(1..=3)? {
                    let at = u.int_in_range(from..=bytes.len() - 1)?;
                    bytes[at] ^= 1 << u.int_in_range(0..=7)?;
                }
            }
            // Its end is cut off.
            1 => bytes.truncate(u.int_in_range(from..=bytes.len() - 1)?),
            // Its start is lost.
            2 => drop(bytes.drain(from..u.int_in_range(from + 1..=bytes.len())?)),
            // Its delimiter is lost.
            3 => bytes.truncate(end),
            // Noise follows it.
            4 => {
                let len = u.int_in_range(1..=40)?;
                bytes.extend_from_slice(u.bytes(len)?);
            }
            _ => {}
        }
        Ok(())
    }

    /// Returns the numbers of the pings that can be read into `capacity` bytes.
    fn intact(&self, capacity: usize) -> Vec<u32> {
        let is_intact = |&(near, ref ping): &(usize, String)| {
            // What it has lost may be in what is left of the one before or after.
            let from = near.saturating_sub(2 * ping.len() + 40);
            let bytes = &self.bytes[from..self.bytes.len().min(near + ping.len())];
            let at = bytes.windows(ping.len()).position(|bytes| bytes == ping.as_bytes());
            at.is_some_and(|at| self.is_frame(from + at..from + at + ping.len(), capacity))
        };
        (0..).zip(&self.pings).filter(|(_, ping)| is_intact(ping)).map(|(number, _)| number).collect()
    }

    fn is_frame(&self, place: std::ops::Range<usize>, capacity: usize) -> bool {
        let is_space = |byte: &&u8| b" \t\r".contains(byte);
        let mut before = self.bytes[..place.start].iter().rev().skip_while(is_space);
        let after = &self.bytes[place.end..];
        let spaces = after.iter().take_while(is_space).count();
        let after = after.get(spaces);
        let is_delimited = match self.delimiters {
            Delimiters::Lines => {
                before.next().is_none_or(|byte| *byte == b'\n') && after.is_none_or(|byte| *byte == b'\n')
            }
            Delimiters::Records => {
                before.find(|byte| **byte != b'\n') == Some(&0x1E)
                    && after.is_none_or(|byte| matches!(byte, b'\n' | 0x1E))
            }
        };
        is_delimited && place.len() <= capacity
    }

    fn is_read_as(&self, read: &[u32], capacity: usize) {
        let intact = self.intact(capacity);
        let same = intact.iter().zip(read).take_while(|(intact, read)| intact == read).count();
        let next = |numbers: &[u32]| numbers.get(same).copied();
        assert_eq!(next(read), next(&intact), "{:?}, {capacity}, as number {same}", self.delimiters);
    }
}

/// Returns a few bytes at a time, not always at once, and fails sometimes without losing any.
struct Port<'a> {
    rest: &'a [u8],
    turn: usize,
}

impl Port<'_> {
    fn poll(&mut self, buffer: &mut [u8]) -> Poll<Result<usize, ErrorKind>> {
        assert!(!buffer.is_empty(), "an empty buffer");
        self.turn += 1;
        match self.turn % 7 {
            1 | 4 => Poll::Pending,
            2 => Poll::Ready(Err(ErrorKind::Interrupted)),
            5 if self.turn.is_multiple_of(5) => Poll::Ready(Err(ErrorKind::TimedOut)),
            _ => {
                let len = buffer.len().min(self.rest.len()).min(1 + self.turn * 7 % 61);
                buffer[..len].copy_from_slice(&self.rest[..len]);
                self.rest = &self.rest[len..];
                Poll::Ready(Ok(len))
            }
        }
    }
}

impl embedded_io::ErrorType for Port<'_> {
    type Error = ErrorKind;
}

impl embedded_io::Read for Port<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, ErrorKind> {
        loop {
            if let Poll::Ready(read) = self.poll(buffer) {
                return read;
            }
        }
    }
}

impl embedded_io_async::Read for Port<'_> {
    async fn read(&mut self, buffer: &mut [u8]) -> Result<usize, ErrorKind> {
        poll_fn(|_| self.poll(buffer)).await
    }
}

/// Returns the numbers of all pings that are read until the end.
fn read(mut read: impl FnMut() -> Option<Result<Option<u32>, ReadError<ErrorKind>>>) -> Vec<u32> {
    let mut numbers = Vec::new();
    loop {
        match read() {
            Some(Ok(number)) => numbers.extend(number),
            Some(Err(ReadError::NoValue)) => return numbers,
            Some(Err(ReadError::Frame(_) | ReadError::Io(ErrorKind::TimedOut))) | None => {}
            Some(Err(error)) => panic!("{error:?}"),
        }
    }
}

fn every_intact_ping_is_read_once<F: Framing>(delimiters: Delimiters) {
    const PINGS_IN_ALL: u32 = 100_000;

    let capacities = [32, 33, 40, 64, 100, 256, 1024, 4096];
    for (seed, capacity) in (1..).zip(capacities) {
        let noise = noise(seed, 2 << 20);
        let mut u = Unstructured::new(&noise);
        let line = Line::new(delimiters, PINGS_IN_ALL / 8 / 2, capacity, &mut u).expect("randomness");
        assert!(!u.is_empty(), "not enough random bytes");
        assert!(line.intact(capacity).len() > line.pings.len() / 3, "too few fit into {capacity} bytes");

        let (mut frames, mut rest) = (Frames::<F, _>::new(vec![0; capacity]), &line.bytes[..]);
        let by_hand = read(|| {
            let frame = frames.next(&mut rest).map(|frame| frame.map(number).map_err(ReadError::Frame));
            frame.or_else(|| {
                Some(
                    frames
                        .finish()
                        .ok_or(ReadError::NoValue)
                        .and_then(|last| last.map(number).map_err(ReadError::Frame)),
                )
            })
        });
        line.is_read_as(&by_hand, capacity);

        let (mut frames, mut port) = (Frames::<F, _>::new(vec![0; capacity]), Port { rest: &line.bytes, turn: 0 });
        line.is_read_as(&read(|| Some(frames.read(&mut port).map(number))), capacity);

        let (mut frames, mut port) = (Frames::<F, _>::new(vec![0; capacity]), Port { rest: &line.bytes, turn: 0 });
        let whole = read(|| Some(block_on(frames.read_async(&mut port)).map(number)));
        line.is_read_as(&whole, capacity);

        let (mut frames, mut port) = (Frames::<F, _>::new(vec![0; capacity]), Port { rest: &line.bytes, turn: 0 });
        let mut polls = (0..).map(|turn: usize| 1 + turn * 5 % 3);
        let dropped = read(|| {
            let mut future = pin!(frames.read_async(&mut port));
            let mut context = Context::from_waker(Waker::noop());
            for _ in 0..polls.next()? {
                if let Poll::Ready(frame) = future.as_mut().poll(&mut context) {
                    return Some(frame.map(number));
                }
            }
            None
        });
        line.is_read_as(&dropped, capacity);
    }
}

#[test]
fn every_intact_line_is_read_once() {
    every_intact_ping_is_read_once::<Lines>(Delimiters::Lines);
}

#[test]
fn every_intact_record_is_read_once() {
    every_intact_ping_is_read_once::<Records>(Delimiters::Records);
}

/// Returns a stream's frames, the same whether it's passed in one piece or byte by byte.
#[track_caller]
fn found<F: Framing + Clone>(frames: Frames<F, [u8; 8]>, stream: &[u8]) -> Vec<Result<String, FrameError>> {
    let text = |frame: Result<&[u8], FrameError>| frame.map(|frame| frame.escape_ascii().to_string());
    let found = |pieces: &mut dyn Iterator<Item = &[u8]>| {
        let (mut frames, mut found) = (frames.clone(), Vec::new());
        for mut piece in pieces {
            while let Some(frame) = frames.next(&mut piece) {
                found.push(text(frame));
            }
            assert_eq!(piece, b"");
        }
        found.extend(frames.finish().map(text));
        assert_eq!(frames.finish(), None);
        found
    };
    let whole = found(&mut std::iter::once(stream));
    assert_eq!(found(&mut stream.chunks(1)), whole);
    whole
}

fn frame(frame: &str) -> Result<String, FrameError> {
    Ok(frame.to_owned())
}

#[test]
fn lines_end_with_a_line_feed() {
    let lines = |stream: &str| found(Frames::lines([0; 8]), stream.as_bytes());
    assert_eq!(lines(""), []);
    assert_eq!(lines("\n \t\r\n\r\r\n"), []);
    assert_eq!(lines("[1]\n{}\r\n\n 2 3\t \n4"), [frame("[1]"), frame("{}"), frame("2 3"), frame("4")]);
    assert_eq!(lines("[1][2]"), [frame("[1][2]")]);
    assert_eq!(lines("12345678\n123456789\n1\n"), [frame("12345678"), Err(FrameError::TooLong { len: 9 }), frame("1")]);
    assert_eq!(lines("12345678\r\n1234567  \t \r\n1      2 \n"), ["12345678", "1234567", "1      2"].map(frame));
    assert_eq!(lines("1234567    \t 8 \n1        2\n"), [14, 10].map(|len| Err(FrameError::TooLong { len })));
    let long = "x".repeat(1000);
    assert_eq!(lines(&long), [Err(FrameError::TooLong { len: 1000 })]);
    assert_eq!(lines(&format!("1\n{long}\n  2")), [frame("1"), Err(FrameError::TooLong { len: 1000 }), frame("2")]);
}

#[test]
fn records_begin_with_a_separator() {
    let records = |stream: &str| found(Frames::records([0; 8]), stream.replace('§', "\x1e").as_bytes());
    assert_eq!(records(""), []);
    assert_eq!(records(" \n§§ \n§"), []);
    assert_eq!(
        records("§[1]\n§ {}\r\n§\"a\"§true\n§false \n§null\t"),
        ["[1]", "{}", "\\\"a\\\"", "true", "false", "null"].map(frame)
    );
    assert_eq!(records("§[\n1\n]\n"), [frame("[\\n1\\n]")]);
    assert_eq!(records("§12345678\n§123456789\n"), [frame("12345678"), Err(FrameError::TooLong { len: 9 })]);
    assert_eq!(records("§12345678 \r\n§[]        \n"), ["12345678", "[]"].map(frame), "white space isn't stored");
    assert_eq!(records("§[\"12345\"]§1\n"), [Err(FrameError::TooLong { len: 9 }), frame("1")]);
}

/// It's returned once, with everything before the next separator.
#[test]
fn a_broken_record_is_returned_for_decoding_to_reject_it() {
    let records = |stream: &str| found(Frames::records([0; 8]), stream.replace('§', "\x1e").as_bytes());
    assert_eq!(records("§[1, §[2"), ["[1,", "[2"].map(frame));
    assert_eq!(records("§[1}]\n§1]\n§[1]2\n§tru3\n"), ["[1}]", "1]", "[1]2", "tru3"].map(frame));
    assert_eq!(records("§1 2\n§[]  3 4\n"), ["1 2", "[]  3 4"].map(frame));
    assert_eq!(records("§[\"a\n\"]\n§tru\nxx\n"), ["[\\\"a\\n\\\"]", "tru\\nxx"].map(frame));
    assert_eq!(records("§[1] 234\n567§1\n"), [Err(FrameError::TooLong { len: 11 }), frame("1")]);
}

#[test]
fn what_is_not_terminated_may_have_lost_its_end() {
    let records = |stream: &str| found(Frames::records([0; 8]), stream.replace('§', "\x1e").as_bytes());
    let unterminated = || Err(FrameError::Unterminated);
    assert_eq!(records("§1\n§2 §3\t"), ["1", "2", "3"].map(frame));
    assert_eq!(records("§1§2\n§-"), [unterminated(), frame("2"), unterminated()]);
    assert_eq!(records("§true§tru§null"), [unterminated(), unterminated(), unterminated()]);
}

#[test]
fn what_is_outside_of_records_is_noise() {
    let records = |stream: &str| found(Frames::records([0; 8]), stream.replace('§', "\x1e").as_bytes());
    let noise = |len| Err(FrameError::Noise { len });
    assert_eq!(records("{} x\n"), [noise(3)]);
    assert_eq!(records("{}\n§1\n2 3\n§4\n"), [noise(2), frame("1"), noise(2), frame("4")]);
    assert_eq!(records("§[1]\n]"), [frame("[1]"), noise(1)]);
}

#[test]
fn what_was_read_and_not_returned_is_returned_at_the_end() {
    let mut records = Frames::records([0; 64]);
    assert_eq!(records.read(&b"\x1e[1]\x1e[2]\n\x1e[3]\n\x1e[4"[..]), Ok(&b"[1]"[..]));
    for left in ["[2]", "[3]", "[4"] {
        assert_eq!(records.finish(), Some(Ok(left.as_bytes())));
    }
    assert_eq!(records.finish(), None);
    assert_eq!(records.next(&mut &b"5]\x1e"[..]), Some(Err(FrameError::Noise { len: 2 })), "a new stream");
}

#[test]
fn bytes_may_come_from_a_reader_and_by_hand() {
    let mut lines = Frames::lines([0; 8]);
    assert_eq!(lines.read(&b"[1]\n[2,"[..]), Ok(&b"[1]"[..]));
    let mut rest = &b"3]\n[4]\n[5"[..];
    assert_eq!(lines.next(&mut rest), Some(Ok(&b"[2,3]"[..])));
    assert_eq!((lines.next(&mut rest), rest), (Some(Ok(&b"[4]"[..])), &b"[5"[..]));
    assert_eq!(lines.next(&mut rest), None);
    assert_eq!(lines.read(&b"]\n"[..]), Ok(&b"[5]"[..]));
}

#[test]
fn clearing_forgets_what_has_come() {
    let mut lines = Frames::lines([0; 16]);
    for cut in ["[1]\n[2", "[1]\n[2]\n", "[1]\n{\"too long\": 1, ", "[1]\n[2]              \r"] {
        assert_eq!(lines.read(cut.as_bytes()), Ok(&b"[1]"[..]));
        lines.clear();
        assert_eq!(lines.next(&mut &b" 3]\n"[..]), Some(Ok(&b"3]"[..])), "{cut}");
        assert_eq!(
            lines.next(&mut cut.as_bytes().split_at(4).1).map(|frame| frame.is_ok()),
            cut.ends_with('\n').then_some(true)
        );
        lines.clear();
    }
    let mut records = Frames::records([0; 16]);
    assert_eq!(records.next(&mut &b"\x1e[1, "[..]), None);
    records.clear();
    assert_eq!(records.next(&mut &b"2]\x1e"[..]), Some(Err(FrameError::Noise { len: 2 })));
}

#[test]
fn a_buffer_may_be_empty() {
    let (mut lines, mut records) = (Frames::lines([0; 0]), Frames::records([0; 0]));
    assert_eq!(lines.read(&b"\n\n1\n"[..]), Err(ReadError::Frame(FrameError::TooLong { len: 1 })));
    assert_eq!(lines.next(&mut &b"[1]\n"[..]), Some(Err(FrameError::TooLong { len: 3 })));
    assert_eq!(records.next(&mut &b"\x1e[1]\n"[..]), Some(Err(FrameError::TooLong { len: 3 })));
}

#[test]
fn errors_say_what_is_in_a_frames_place() {
    for (error, text) in [
        (FrameError::TooLong { len: 12 }, "a frame of 12 bytes is longer than the buffer"),
        (FrameError::Noise { len: 3 }, "3 bytes outside of a record"),
        (FrameError::Unterminated, "a record may have been cut: no white space follows its value"),
    ] {
        assert_eq!(error.to_string(), text);
        assert_eq!(ReadError::<ErrorKind>::Frame(error).to_string(), text);
    }
}
