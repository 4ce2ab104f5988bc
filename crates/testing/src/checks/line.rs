//! Lines are what their documentation says, read a whole line at a time, however the bytes are split. What is written of
//! a request is read again.

use std::str;
use std::time::Duration;
use vitalwire::genomics::CheckInId;
use vitalwire::proto::Timestamp;
use vitalwire_agent::http::{Method, ResponseHead, Segment};
use vitalwire_agent::line::{LineError, Request, RequestLine, ResponseLine, Responses};

/// Stands for the checksum of the line that it is in: nothing found at random has one that is right.
const CHECKSUM: &[u8] = b"########";
/// The space for a response's JSON.
const SPACE: usize = 48;

/// The first byte selects the size of the pieces in which the others arrive. The numbers 17, 18, … are expected.
pub fn line(input: &[u8]) {
    let [piece, lines @ ..] = input else { return };
    let lines: Vec<_> = lines.split(|byte| *byte == b'\n').map(with_checksum).collect();
    lines.iter().for_each(|line| check_request(line));
    check_responses(&lines, 1 + usize::from(*piece));
}

fn with_checksum(line: &[u8]) -> Vec<u8> {
    let Some(at) = line.windows(CHECKSUM.len()).position(|bytes| bytes == CHECKSUM) else { return line.to_vec() };
    let (before, after) = (&line[..at], &line[at + CHECKSUM.len()..]);
    [before, &checksum(before, after), after].concat()
}

/// CRC-32, bit by bit.
fn checksum(before: &[u8], after: &[u8]) -> Vec<u8> {
    let register = before.iter().chain(after).fold(u32::MAX, |register, byte| {
        (0..8).fold(register ^ u32::from(*byte), |register, _| (register >> 1) ^ (0xEDB8_8320 * (register & 1)))
    });
    format!("{:08x}", !register).into_bytes()
}

fn check_request(line: &[u8]) {
    let expected = read_request(line);
    let mut copy = line.to_vec();
    let found = Request::from_line(&mut copy);
    match (&expected, &found) {
        // What is damaged may be noticed by either.
        (Err(LineError::Form | LineError::Checksum), Err(LineError::Form | LineError::Checksum)) => {}
        (Err(expected), Err(found)) => assert_eq!(expected, found, "{}", line.escape_ascii()),
        (Ok((sequence, method, json)), Ok(found)) => {
            assert_eq!((found.sequence, found.json), (*sequence, *json));
            let written = method.written(*sequence, json);
            assert_eq!(written, as_line(found.sequence, found.method, found.json));
            let again = written.trim_ascii_start().strip_suffix(b"\n").expect("a line");
            assert_eq!(read_request(again).as_ref(), expected.as_ref(), "{}", again.escape_ascii());
        }
        _ => panic!("{:?} {found:?}: {}", expected.is_ok(), line.escape_ascii()),
    }
}

#[derive(PartialEq)]
struct Words {
    word: String,
    path: Vec<String>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{:?}", self.word, self.path)
    }
}

fn read_request(line: &[u8]) -> Result<(u32, Words, &[u8]), LineError> {
    let fields: Vec<_> = line.splitn(4, |byte| *byte == b' ').collect();
    let [digits, method, found, json @ [_, ..]] = fields[..] else { return Err(LineError::Form) };
    let sequence = number(digits).and_then(|number| u32::try_from(number).ok()).ok_or(LineError::Form)?;
    if found.len() != CHECKSUM.len() {
        return Err(LineError::Form);
    }
    let (before, after) = (line.len() - json.len() - 1 - found.len(), line.len() - json.len() - 1);
    if checksum(&line[..before], &line[after..]) != found {
        return Err(LineError::Checksum);
    }
    let words = Words::read(method).ok_or(LineError::Method)?;
    Ok((sequence, words, json))
}

fn number(digits: &[u8]) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    // More digits than a `u64` has may be zeros.
    let digits = str::from_utf8(digits).ok()?.trim_start_matches('0');
    is_number.then(|| if digits.is_empty() { Ok(0) } else { digits.parse() })?.ok()
}

impl Words {
    fn read(method: &[u8]) -> Option<Self> {
        let mut parts = method.split(|byte| *byte == b'/');
        let word = parts.next()?.to_vec();
        let path: Vec<_> = parts.map(decoded).collect::<Option<_>>()?;
        let words = Self { word: String::from_utf8(word).ok()?, path };
        words.method(|_| ())?;
        Some(words)
    }

    /// Calls `then` with the method, if there is one.
    fn method<R>(&self, then: impl FnOnce(Method<'_>) -> R) -> Option<R> {
        let path = self.path.join("/");
        let method = match (self.word.as_str(), self.path.as_slice()) {
            ("messages", [project]) => Method::WorkerMessages { project: Segment::new(project).ok()? },
            ("messages", [project, location]) => Method::LocationWorkerMessages {
                project: Segment::new(project).ok()?,
                location: Segment::new(location).ok()?,
            },
            ("check-in", [_]) => Method::CheckIn(CheckInId::new(&path).ok()?),
            ("check-in", [_, _, ..]) => Method::CheckIn(CheckInId::in_project(&path).ok()?),
            _ => return None,
        };
        Some(then(method))
    }

    fn written(&self, sequence: u32, json: &[u8]) -> Vec<u8> {
        self.method(|method| as_line(sequence, method, json)).expect("a method")
    }
}

fn decoded(text: &[u8]) -> Option<String> {
    let (mut bytes, mut rest) = (Vec::new(), text);
    while let [byte, after @ ..] = rest {
        rest = after;
        bytes.push(match byte {
            b'%' => {
                let (digits, after) = rest.split_at_checked(2)?;
                rest = after;
                let digits = str::from_utf8(digits).ok()?;
                // A sign is none of them.
                u8::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?
            }
            byte => *byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn as_line(sequence: u32, method: Method<'_>, json: &[u8]) -> Vec<u8> {
    let (first, second) = json.split_at(json.len() / 2);
    let line = RequestLine::new(sequence, method, [first, second].into_iter());
    let (mut pieces, mut filled, mut buffer) = (line.pieces(), Vec::new(), [0; 7]);
    while let piece @ [_, ..] = pieces.fill(&mut buffer) {
        filled.extend_from_slice(piece);
    }
    assert_eq!(filled, line.pieces().collect::<Vec<_>>().concat());
    filled
}

/// The last line has no end, and isn't read.
fn check_responses(lines: &[Vec<u8>], piece: usize) {
    let Some((_, lines)) = lines.split_last() else { return };
    let mut number = 17;
    let mut expected = Vec::new();
    for line in lines {
        if let Some(response) = read_response(line, number) {
            check_written(number, &response, line);
            expected.push(response);
            number += 1;
        }
    }
    let stream: Vec<u8> = lines.iter().flat_map(|line| [line.as_slice(), b"\n"].concat()).collect();
    assert_eq!(found_responses(&stream, piece), expected, "{}", stream.escape_ascii());
    assert_eq!(found_responses(&stream, stream.len().max(1)), expected, "{}", stream.escape_ascii());
}

type Response = (ResponseHead, Vec<u8>);

fn found_responses(stream: &[u8], piece: usize) -> Vec<Response> {
    let (mut responses, mut found) = (Responses::new([0; SPACE]), Vec::new());
    let mut numbers = 17..;
    responses.expect(numbers.next().expect("a number"));
    for mut rest in stream.chunks(piece) {
        while !rest.is_empty() {
            responses.read(&mut rest);
            if let Some((head, json)) = responses.response() {
                found.push((head, json.to_vec()));
                responses.expect(numbers.next().expect("a number"));
            }
        }
    }
    found
}

fn read_response(line: &[u8], expected: u64) -> Option<Response> {
    let fields: Vec<_> = line.splitn(6, |byte| *byte == b' ').collect();
    let (sequence, status, pause, date, found, json) = match fields[..] {
        [sequence, status, pause, date, found] => (sequence, status, pause, date, found, None),
        [sequence, status, pause, date, found, json] => (sequence, status, pause, date, found, Some(json)),
        _ => return None,
    };
    let before = line.len() - found.len() - json.map_or(0, |json| 1 + json.len());
    let is_whole = checksum(&line[..before], &line[before + found.len()..]) == found;
    // A number has at most so many digits.
    let number = |digits: &[u8], most: usize| Some(digits).filter(|digits| digits.len() <= most).and_then(number);
    let number_or_dash = |field, most| if field == b"-" { Some(None) } else { number(field, most).map(Some) };
    if !is_whole || number(sequence, 10)? != expected {
        return None;
    }
    let mut head = ResponseHead::default();
    head.status = number(status, 3)?.try_into().ok().filter(|status| (200..=599).contains(status))?;
    head.retry_after = number_or_dash(pause, 10)?.map(Duration::from_secs);
    let date = number_or_dash(date, 12)?;
    head.date = date.and_then(|seconds| Timestamp::new(seconds.try_into().ok()?, 0).ok());
    let json = json.filter(|json| json.len() <= SPACE).unwrap_or_default();
    Some((head, json.to_vec()))
}

/// What was read is written as a line that reads the same.
fn check_written(number: u64, (head, json): &Response, line: &[u8]) {
    let written = ResponseLine::new(number.try_into().expect("a number"), head, json).expect("a line");
    let written = written.pieces().concat();
    let again = written.strip_prefix(b"\n").and_then(|line| line.strip_suffix(b"\n")).expect("a line");
    let (head_again, json_again) = read_response(again, number).expect("a response");
    let seconds = head.retry_after.map(|pause| pause.min(Duration::from_secs(u32::MAX.into())));
    assert_eq!((head_again.status, head_again.date, head_again.retry_after), (head.status, head.date, seconds));
    assert_eq!(json_again, json.trim_ascii(), "{}", line.escape_ascii());
}
