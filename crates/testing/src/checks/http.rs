//! Responses are what httparse and httpdate say, however the bytes arrive. Differences are listed where they are allowed.

use crate::http::{LONGEST, Response, date, responses};
use httparse::{EMPTY_HEADER, Header, Status};
use std::time::Duration;
use vitalwire::proto::Timestamp;
use vitalwire_agent::http::HttpError;

/// The first byte selects the size of the pieces in which the others arrive.
pub fn http(input: &[u8]) {
    let [piece, stream @ ..] = input else { return };
    let found = responses([stream]);
    assert_eq!(found, responses(stream.chunks(1 + usize::from(*piece))));
    let mut rest = stream;
    for response in &found {
        rest = check(response, rest);
    }
}

/// Checks a response at the start of `stream`, and returns what is after it.
fn check<'s>(found: &Response, stream: &'s [u8]) -> &'s [u8] {
    match read_heads(stream) {
        Ok((head, rest)) => {
            check_head(found, &head);
            match read_body(&head, rest) {
                Ok((body, rest)) => {
                    assert_eq!((&found.body, found.end), (&body, Ok(())));
                    rest
                }
                Err(BodyError::Known(error, body)) => {
                    assert_eq!(found.end, Err(error));
                    if error == HttpError::Truncated {
                        assert_eq!(found.body, body);
                    }
                    b""
                }
                Err(BodyError::Trailer) => {
                    let error = found.end.expect_err("an error");
                    // httparse finds some errors a byte earlier.
                    let errors = [HttpError::HeaderName, HttpError::FoldedHeader, HttpError::ControlCharacter];
                    assert!(errors.contains(&error) || error == HttpError::Truncated);
                    b""
                }
            }
        }
        Err(error) => {
            assert_eq!((found.head, &found.body), (None, &Vec::new()));
            match error {
                HeadError::Known(error) => assert_eq!(found.end, Err(error)),
                HeadError::Invalid => assert!(found.end.is_err() && found.end != Err(HttpError::NoResponse)),
                // What is wrong in the part that is there may have been found.
                HeadError::Partial => assert!(found.end.is_err()),
            }
            if found.end == Err(HttpError::NoResponse) {
                assert!(stream.iter().all(|byte| b"\r\n".contains(byte)), "{}", stream.escape_ascii());
            }
            b""
        }
    }
}

enum HeadError {
    Known(HttpError),
    /// For httparse.
    Invalid,
    /// The end is missing.
    Partial,
}

#[derive(Default)]
struct Head {
    is_http_1_1: bool,
    status: u16,
    content_length: Option<u32>,
    has_transfer_encoding: bool,
    is_chunked: bool,
    closes: bool,
    keeps_alive: bool,
    date: Option<u64>,
    retry_after: Option<RetryAfter>,
}

#[derive(Clone, Copy)]
enum RetryAfter {
    Seconds(u64),
    At(u64),
}

/// Reads heads up to the first one that isn't of 1xx.
fn read_heads(mut stream: &[u8]) -> Result<(Head, &[u8]), HeadError> {
    loop {
        let mut headers = vec![EMPTY_HEADER; stream.len()];
        let mut response = httparse::Response::new(&mut headers);
        let len = match response.parse(stream) {
            Ok(Status::Complete(len)) => len,
            Ok(Status::Partial) => return Err(HeadError::Partial),
            Err(_) => return Err(HeadError::Invalid),
        };
        let status = response.code.expect("a status");
        // httparse accepts any three digits.
        if !(100..=599).contains(&status) {
            return Err(HeadError::Known(HttpError::StatusLine));
        }
        let mut head = Head { status, is_http_1_1: response.version == Some(1), ..Default::default() };
        response.headers.iter().try_for_each(|header| head.add(header)).map_err(HeadError::Known)?;
        head.check().map_err(HeadError::Known)?;
        stream = &stream[len..];
        if status >= 200 {
            return Ok((head, stream));
        }
    }
}

impl Head {
    fn add(&mut self, header: &Header<'_>) -> Result<(), HttpError> {
        let is_space = |byte: &u8| *byte == b' ' || *byte == b'\t';
        let elements = header.value.split(|byte| *byte == b',').map(|element| {
            let start = element.iter().take_while(|byte| is_space(byte)).count();
            let element = &element[start..];
            &element[..element.len() - element.iter().rev().take_while(|byte| is_space(byte)).count()]
        });
        match header.name.to_ascii_lowercase().as_str() {
            "connection" => {
                for element in elements {
                    self.closes |= element.eq_ignore_ascii_case(b"close");
                    self.keeps_alive |= element.eq_ignore_ascii_case(b"keep-alive");
                }
            }
            "content-length" => {
                for element in elements {
                    let length = Some(element).filter(|digits| digits.len() <= LONGEST).and_then(number);
                    let length =
                        length.and_then(|length| u32::try_from(length).ok()).filter(|length| *length < u32::MAX);
                    let length = length.ok_or(HttpError::ContentLength)?;
                    if self.content_length.is_some_and(|other| other != length) {
                        return Err(HttpError::ConflictingLengths);
                    }
                    self.content_length = Some(length);
                }
            }
            "transfer-encoding" => {
                self.has_transfer_encoding = true;
                for element in elements.filter(|element| !element.is_empty()) {
                    if self.is_chunked || !element.eq_ignore_ascii_case(b"chunked") {
                        return Err(HttpError::TransferEncoding);
                    }
                    self.is_chunked = true;
                }
            }
            "date" => self.date = date(header.value).or(self.date),
            "retry-after" => {
                let seconds = Some(header.value).filter(|digits| digits.len() <= LONGEST).and_then(number);
                let seconds = seconds.map(|seconds| RetryAfter::Seconds(seconds.min(u32::MAX.into())));
                let time = date(header.value).map(RetryAfter::At);
                self.retry_after = seconds.or(time).or(self.retry_after);
            }
            _ => {}
        }
        Ok(())
    }

    fn check(&self) -> Result<(), HttpError> {
        match (self.has_transfer_encoding, self.content_length) {
            (true, Some(_)) => Err(HttpError::ConflictingLengths),
            (true, None) if !self.is_chunked || !self.is_http_1_1 => Err(HttpError::TransferEncoding),
            _ => Ok(()),
        }
    }

    fn has_no_body(&self) -> bool {
        matches!(self.status, 204 | 304)
    }
}

/// Returns the number of digits, or the largest one.
fn number(digits: &[u8]) -> Option<u64> {
    let digits = std::str::from_utf8(digits).ok()?;
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| digits.parse::<u128>().map_or(u64::MAX, |number| number.try_into().unwrap_or(u64::MAX)))
}

fn check_head(found: &Response, head: &Head) {
    let found = found.head.expect("a head");
    assert_eq!((found.status, found.content_length), (head.status, head.content_length));
    let lasts_until_close = !head.has_no_body() && head.content_length.is_none() && !head.is_chunked;
    assert_eq!(found.keep_alive, (head.is_http_1_1 || head.keeps_alive) && !head.closes && !lasts_until_close);
    assert_eq!(found.date, head.date.map(timestamp));
    let pause = match (head.retry_after, head.date) {
        (Some(RetryAfter::Seconds(seconds)), _) => Some(seconds),
        (Some(RetryAfter::At(time)), Some(date)) => Some(time.saturating_sub(date)),
        (Some(RetryAfter::At(_)), None) | (None, _) => None,
    };
    assert_eq!(found.retry_after, pause.map(Duration::from_secs));
}

fn timestamp(seconds: u64) -> Timestamp {
    Timestamp::from_unix_time(Duration::from_secs(seconds)).expect("a year up to 9999")
}

enum BodyError {
    /// With the part of the body that is there.
    Known(HttpError, Vec<u8>),
    Trailer,
}

/// Returns the body and what is after it.
fn read_body<'s>(head: &Head, rest: &'s [u8]) -> Result<(Vec<u8>, &'s [u8]), BodyError> {
    if head.has_no_body() {
        return Ok((Vec::new(), rest));
    }
    if head.is_chunked {
        let (body, after) = read_chunks(rest)?;
        let mut headers = vec![EMPTY_HEADER; after.len()];
        return match httparse::parse_headers(after, &mut headers) {
            Ok(Status::Complete((len, _))) => Ok((body, &after[len..])),
            Ok(Status::Partial) => Err(BodyError::Known(HttpError::Truncated, body)),
            Err(_) => Err(BodyError::Trailer),
        };
    }
    match head.content_length {
        None => Ok((rest.to_vec(), b"")),
        Some(length) => match rest.split_at_checked(length as usize) {
            Some((body, rest)) => Ok((body.to_vec(), rest)),
            None => Err(BodyError::Known(HttpError::Truncated, rest.to_vec())),
        },
    }
}

/// Returns the body and what is after the last chunk.
fn read_chunks(mut rest: &[u8]) -> Result<(Vec<u8>, &[u8]), BodyError> {
    let mut body = Vec::new();
    loop {
        let error = match read_chunk_size(rest) {
            Ok((0, rest)) => return Ok((body, rest)),
            Ok((size, after)) => {
                let (chunk, after) = after.split_at(after.len().min(size as usize));
                body.extend_from_slice(chunk);
                match after {
                    [b'\r', b'\n', after @ ..] => {
                        rest = after;
                        continue;
                    }
                    [] | [b'\r'] => HttpError::Truncated,
                    [b'\n' | b'\t' | b' '..=b'~' | 0x80.., ..] => HttpError::ChunkEnd,
                    _ => HttpError::ControlCharacter,
                }
            }
            Err(error) => error,
        };
        return Err(BodyError::Known(error, body));
    }
}

fn read_chunk_size(stream: &[u8]) -> Result<(u32, &[u8]), HttpError> {
    let found = chunk_size_line(stream);
    let by_httparse = httparse::parse_chunk_size(stream);
    match (found, by_httparse) {
        (Ok((size, rest)), Ok(Status::Complete((len, other)))) => {
            assert_eq!((u64::from(size), rest.len()), (other, stream.len() - len));
        }
        // httparse accepts at most 16 digits.
        (Ok(_), Err(_)) => assert!(stream.iter().take_while(|byte| byte.is_ascii_hexdigit()).count() > 16),
        (Ok(_), Ok(Status::Partial)) => panic!("{}", stream.escape_ascii()),
        // httparse accepts sizes of 4 GiB and more, no size at all, spaces before it, and any character in an extension.
        (Err(_), Ok(Status::Complete((len, size)))) => {
            let line = &stream[..len - 2];
            let has_no_size = !line.first().is_some_and(u8::is_ascii_hexdigit);
            let has_control_character = line.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t');
            assert!(size >= u32::MAX.into() || has_no_size || has_control_character, "{}", stream.escape_ascii());
        }
        (Err(_), Ok(Status::Partial) | Err(_)) => {}
    }
    found
}

/// Parses a line in the order in which it arrives.
fn chunk_size_line(stream: &[u8]) -> Result<(u32, &[u8]), HttpError> {
    let is_of_line = |byte: u8| matches!(byte, b'\t' | b' '..=b'~' | 0x80..);
    let len = stream.iter().take_while(|byte| is_of_line(**byte)).count();
    let (line, end) = stream.split_at(len);
    let (size, extension) = line.split_at(line.iter().position(|byte| *byte == b';').unwrap_or(len));
    let digits = size.len() - size.iter().rev().take_while(|byte| b" \t".contains(byte)).count();
    let size = std::str::from_utf8(&size[..digits]).ok().filter(|size| size.len() <= LONGEST);
    let size = size.filter(|size| size.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let size = size.and_then(|size| u32::from_str_radix(size, 16).ok()).filter(|size| *size < u32::MAX);
    if !extension.is_empty() && size.is_none() {
        return Err(HttpError::ChunkSize);
    }
    match end {
        [b'\r', b'\n', rest @ ..] => size.map(|size| (size, rest)).ok_or(HttpError::ChunkSize),
        [] | [b'\r'] => Err(HttpError::Truncated),
        [b'\n', ..] => Err(HttpError::ChunkSize),
        _ => Err(HttpError::ControlCharacter),
    }
}
