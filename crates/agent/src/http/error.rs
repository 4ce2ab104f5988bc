//! Why a response can't be read.

use core::fmt;

/// Why a response can't be read. The connection has to be closed; the request is as good as one without a response:
/// [`Outcome::of_response(0, b"")`](vitalwire::rpc::Outcome::of_response).
///
/// ```
/// use vitalwire_agent::http::{HttpError, ResponseReader};
///
/// let mut response = *b"SSH-2.0-OpenSSH_10.0\r\n";
/// let error = ResponseReader::new().feed(&mut response).unwrap_err();
/// assert_eq!(error, HttpError::StatusLine);
/// assert_eq!(error.to_string(), "a response must start with HTTP/1.0 or HTTP/1.1, and a status from 100 to 599");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum HttpError {
    /// The first line isn't a status line of HTTP/1.0 or HTTP/1.1, or the status isn't from 100 to 599.
    StatusLine,
    /// A control character in a line: one other than a tab, or a carriage return without a line feed.
    ControlCharacter,
    /// A header's line doesn't start with a token and a colon right after it.
    HeaderName,
    /// A header continues on a second line (`obs-fold`).
    FoldedHeader,
    /// A `Content-Length` isn't a number below 4,294,967,295, of at most 33 digits.
    ContentLength,
    /// Two values of `Content-Length` that differ, or one beside `Transfer-Encoding`.
    ConflictingLengths,
    /// A `Transfer-Encoding` isn't `chunked`, once, in a response of HTTP/1.1.
    TransferEncoding,
    /// A chunk doesn't start with its size, a hexadecimal number below 4,294,967,295 of at most 33 digits, in a line that
    /// ends with CR LF.
    ChunkSize,
    /// A chunk doesn't end with CR LF.
    ChunkEnd,
    /// The connection was closed before anything of a response came but empty lines. On a connection that was used
    /// before, this is normal: the request can be sent again on a new one.
    NoResponse,
    /// The connection was closed within a response.
    Truncated,
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StatusLine => "a response must start with HTTP/1.0 or HTTP/1.1, and a status from 100 to 599",
            Self::ControlCharacter => "a control character in the head of a response",
            Self::HeaderName => "a header must start with a token and a colon",
            Self::FoldedHeader => "a header continues on a second line",
            Self::ContentLength => "a content length must be a number below 4,294,967,295",
            Self::ConflictingLengths => "a response has two lengths",
            Self::TransferEncoding => "the only transfer encoding is chunked, once, in HTTP/1.1",
            Self::ChunkSize => "a chunk must start with its size in hexadecimal, below 4,294,967,295",
            Self::ChunkEnd => "a chunk must end with CR LF",
            Self::NoResponse => "the connection was closed before a response",
            Self::Truncated => "the connection was closed within a response",
        })
    }
}

impl core::error::Error for HttpError {}
