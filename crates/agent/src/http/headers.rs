//! The headers that matter.

use super::{HttpError, ResponseHead, date, form};
use core::time::Duration;
use vitalwire::proto::Timestamp;

/// A word that matters: the name of a header, or an element of its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Connection,
    ContentLength,
    Date,
    RetryAfter,
    TransferEncoding,
    Chunked,
    Close,
    KeepAlive,
    Other,
}

impl Token {
    /// Returns the token with a name, in any case.
    pub(super) fn of(name: &[u8]) -> Self {
        const NAMES: [(&[u8], Token); 8] = [
            (b"Connection", Token::Connection),
            (b"Content-Length", Token::ContentLength),
            (b"Date", Token::Date),
            (b"Retry-After", Token::RetryAfter),
            (b"Transfer-Encoding", Token::TransferEncoding),
            (b"chunked", Token::Chunked),
            (b"close", Token::Close),
            (b"keep-alive", Token::KeepAlive),
        ];
        let known = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        known.map_or(Self::Other, |&(_, token)| token)
    }

    /// Whether the value of this header is a list, of which each element is read by itself.
    pub(super) const fn is_list(self) -> bool {
        matches!(self, Self::Connection | Self::ContentLength | Self::TransferEncoding)
    }
}

/// What the head of a response says, while it is being read, and after that.
#[derive(Clone)]
pub(super) struct Headers {
    /// Seconds since 1970, if there is `DATE`.
    date: u64,
    /// Seconds, if there is `RETRY_AFTER`; since 1970, if there is `RETRY_AT`.
    retry_after: u64,
    /// If there is `LENGTH`.
    content_length: u32,
    /// 0, or from 100 to 599.
    status: u16,
    flags: u16,
}

/// The response is of HTTP/1.1, not 1.0.
const HTTP_1_1: u16 = 1;
const CLOSE: u16 = 1 << 1;
const KEEP_ALIVE: u16 = 1 << 2;
const LENGTH: u16 = 1 << 3;
const TRANSFER_ENCODING: u16 = 1 << 4;
const CHUNKED: u16 = 1 << 5;
const DATE: u16 = 1 << 6;
const RETRY_AFTER: u16 = 1 << 7;
const RETRY_AT: u16 = 1 << 8;
/// A response of 1xx was skipped.
const INTERIM: u16 = 1 << 9;
/// The head is complete, and the response isn't of 1xx.
const COMPLETE: u16 = 1 << 10;

/// What follows a head.
pub(super) enum Body {
    /// Another head.
    NextHead,
    Length(u32),
    Chunks,
    UntilClose,
}

impl Headers {
    pub(super) const EMPTY: Self = Self { date: 0, retry_after: 0, content_length: 0, status: 0, flags: 0 };

    const fn has(&self, flags: u16) -> bool {
        self.flags & flags != 0
    }

    /// Whether a response of 1xx was skipped.
    pub(super) const fn is_after_interim(&self) -> bool {
        self.has(INTERIM)
    }

    /// Whether the head is complete, so that there may be trailers.
    pub(super) const fn is_complete(&self) -> bool {
        self.has(COMPLETE)
    }

    /// Reads the status line, of which the end may be missing.
    pub(super) fn read_status_line(&mut self, line: &[u8]) -> Result<(), HttpError> {
        const FORM: &[u8] = b"HTTP/2.3 444";
        if let Some((line, [] | [b' ', ..])) = line.split_at_checked(FORM.len())
            && let Some([_, _, 1, minor @ 0..=1, status @ 100..=599, _]) = form::read(line, FORM)
        {
            self.status = status as u16;
            self.flags |= minor as u16 * HTTP_1_1;
            return Ok(());
        }
        Err(HttpError::StatusLine)
    }

    /// Returns the header with a name. Trailers don't matter.
    pub(super) fn header(&self, name: Option<&[u8]>) -> Token {
        name.filter(|_| !self.is_complete()).map_or(Token::Other, Token::of)
    }

    /// Reads a header's value, or an element of it if it is a list, without white space around it. `None` is one that is
    /// longer than any that matters.
    pub(super) fn read(&mut self, header: Token, value: Option<&[u8]>) -> Result<(), HttpError> {
        let value = value.unwrap_or(b"?");
        self.flags |= match (header, Token::of(value)) {
            (Token::Connection, Token::Close) => CLOSE,
            (Token::Connection, Token::KeepAlive) => KEEP_ALIVE,
            (Token::ContentLength, _) => {
                let length = number(value, 10).filter(|&length| length < u32::MAX).ok_or(HttpError::ContentLength)?;
                if self.has(LENGTH) && length != self.content_length {
                    return Err(HttpError::ConflictingLengths);
                }
                self.content_length = length;
                LENGTH
            }
            (Token::TransferEncoding, Token::Chunked) if !self.has(CHUNKED) => TRANSFER_ENCODING | CHUNKED,
            // An element of a list may be empty.
            (Token::TransferEncoding, _) if value.is_empty() => TRANSFER_ENCODING,
            (Token::TransferEncoding, _) => return Err(HttpError::TransferEncoding),
            (Token::Date | Token::RetryAfter, _) => self.read_time(header, value),
            _ => 0,
        };
        Ok(())
    }

    /// Reads a time, or seconds. Returns what there is then.
    fn read_time(&mut self, header: Token, value: &[u8]) -> u16 {
        if header == Token::RetryAfter
            && let Some(seconds) = number(value, 10)
        {
            self.retry_after = seconds.into();
            self.flags &= !RETRY_AT;
            return RETRY_AFTER;
        }
        match date::parse(value) {
            None => 0,
            Some(date) if header == Token::Date => {
                self.date = date;
                DATE
            }
            Some(date) => {
                self.retry_after = date;
                RETRY_AFTER | RETRY_AT
            }
        }
    }

    /// Decides what follows the head, which has ended (RFC 9112, section 6.3).
    pub(super) fn finish(&mut self) -> Result<Body, HttpError> {
        if self.has(TRANSFER_ENCODING) {
            if self.has(LENGTH) {
                return Err(HttpError::ConflictingLengths);
            }
            if !self.has(CHUNKED) || !self.has(HTTP_1_1) {
                return Err(HttpError::TransferEncoding);
            }
        }
        if self.status < 200 {
            *self = Self { flags: INTERIM, ..Self::EMPTY };
            return Ok(Body::NextHead);
        }
        self.flags |= COMPLETE;
        if matches!(self.status, 204 | 304) {
            return Ok(Body::Length(0));
        }
        if self.has(LENGTH) {
            return Ok(Body::Length(self.content_length));
        }
        if self.has(CHUNKED) {
            return Ok(Body::Chunks);
        }
        self.flags |= CLOSE;
        Ok(Body::UntilClose)
    }

    /// Returns what the head says, once it is complete.
    pub(super) fn head(&self) -> Option<ResponseHead> {
        if !self.is_complete() {
            return None;
        }
        let date = self.has(DATE).then_some(self.date);
        let since = if self.has(RETRY_AT) { date } else { Some(0) };
        let pause = since.filter(|_| self.has(RETRY_AFTER)).map(|since| self.retry_after.saturating_sub(since));
        Some(ResponseHead {
            status: self.status,
            date: date.and_then(|date| Timestamp::new(date.cast_signed(), 0).ok()),
            retry_after: pause.map(Duration::from_secs),
            keep_alive: self.has(HTTP_1_1 | KEEP_ALIVE) && !self.has(CLOSE),
            content_length: self.has(LENGTH).then_some(self.content_length),
        })
    }
}

/// Returns the number of decimal or hexadecimal digits, or the largest that there is.
#[inline(never)] // Used in four places.
pub(super) fn number(digits: &[u8], radix: u8) -> Option<u32> {
    let number = digits.iter().try_fold(0, |number: u32, &digit| {
        let digit = char::from(digit).to_digit(radix.into())?;
        Some(number.saturating_mul(radix.into()).saturating_add(digit))
    });
    number.filter(|_| !digits.is_empty())
}
