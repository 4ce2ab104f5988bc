//! HTTP responses, however their bytes arrive, and dates.

use std::mem::take;
use std::time::UNIX_EPOCH;
use vitalwire_agent::http::{HttpError, ResponseHead, ResponseReader};

/// What was read of a response.
#[derive(Debug, PartialEq, Eq)]
pub struct Response {
    pub head: Option<ResponseHead>,
    /// Empty after an error other than [`HttpError::Truncated`].
    pub body: Vec<u8>,
    /// Whether it is complete once the connection is closed.
    pub end: Result<(), HttpError>,
}

/// Reads all responses of a connection, which is closed after these bytes. After the last response, the rest of the bytes is
/// one that isn't complete: normally [`HttpError::NoResponse`].
pub fn responses<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> Vec<Response> {
    let mut responses = Vec::new();
    let (mut reader, mut body) = (ResponseReader::new(), Vec::new());
    for piece in pieces {
        let mut piece = piece.to_vec();
        let mut unread = piece.as_mut_slice();
        loop {
            let Ok(progress) = reader.feed(unread) else {
                responses.push(Response { head: reader.head(), body: Vec::new(), end: reader.end() });
                return responses;
            };
            body.extend_from_slice(progress.body);
            if !progress.is_complete {
                assert!(progress.rest.is_empty());
                break;
            }
            responses.push(Response { head: reader.head(), body: take(&mut body), end: reader.end() });
            reader = ResponseReader::new();
            unread = progress.rest;
        }
    }
    let end = reader.end();
    responses.push(Response { head: reader.head(), body, end });
    responses
}

/// The longest value of a header, or element of a value, that can matter.
pub const LONGEST: usize = "Wednesday, 09-Nov-94 08:49:37 GMT".len();

/// Returns the seconds since 1970 that a date says, by httpdate, which differs in a few texts that are changed before.
pub fn date(text: &[u8]) -> Option<u64> {
    let mut text = std::str::from_utf8(text).ok()?.to_owned();
    if text.len() > LONGEST {
        return None;
    }
    // Of a long weekday, three letters count.
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 3 {
        let names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
        let name = names.iter().find(|name| name.starts_with(&text[..3]))?;
        text.replace_range(..letters, name);
        // There, httpdate accepts anything between date and time.
        let time = text.len().checked_sub("08:49:37 GMT".len())?;
        if !text.get(..time)?.ends_with(' ') {
            return None;
        }
    }
    // A day of one digit may have a space before it everywhere, not only without a comma.
    if let Some(comma) = text.find(", ")
        && text[comma + 2..].starts_with(' ')
    {
        text.replace_range(comma + 2..comma + 3, "0");
    }
    // Second 60 is the next one.
    let mut leap = 0;
    if let Some(colon) = text.rfind(':')
        && text[colon..].starts_with(":60")
    {
        text.replace_range(colon + 1..colon + 3, "59");
        leap = 1;
    }
    let seconds = httpdate::parse_http_date(&text).ok()?.duration_since(UNIX_EPOCH).ok()?.as_secs() + leap;
    // The last second of 9999 has none after it.
    Some(seconds).filter(|seconds| *seconds < 253_402_300_800)
}
