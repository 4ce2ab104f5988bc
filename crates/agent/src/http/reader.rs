//! Responses, as their bytes arrive.

use super::headers::{Body, Headers, Token, number};
use super::word::Word;
use super::{HttpError, ResponseHead};
use core::fmt;

/// Reads one response of HTTP/1.1 or 1.0 (RFC 9112) from bytes that arrive in pieces of any size, split anywhere. It holds 64
/// bytes, whatever the number and length of the headers.
///
/// Responses of 1xx are skipped. The body ends where `Content-Length` says, with the last of its chunks, or when the
/// connection is closed. For what the response means see [`ResponseHead::outcome`].
///
/// ```
/// use vitalwire_agent::http::ResponseReader;
///
/// let mut received = [ // in place of a connection
///     b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Enc".to_vec(),
///     b"oding: chunked\r\n\r\n1\r\n{\r".to_vec(),
///     b"\n1\r\n}\r\n0\r\n\r\n".to_vec(),
/// ];
/// let mut reader = ResponseReader::new();
/// let (mut body, mut is_complete) = (Vec::new(), false);
/// for bytes in &mut received {
///     let progress = reader.feed(bytes)?;
///     body.extend_from_slice(progress.body);
///     is_complete = progress.is_complete;
/// }
/// assert!(is_complete);
/// let head = reader.head().expect("a whole head");
/// assert_eq!((head.status, body.as_slice(), head.outcome(&body).is_accepted()), (200, &b"{}"[..], true));
/// # Ok::<(), vitalwire_agent::http::HttpError>(())
/// ```
///
/// | RFC 9112 leaves the choice | here |
/// | --- | --- |
/// | a bare line feed ends a line | accepted in the head and in trailers, an error between chunks |
/// | empty lines before the status line | skipped |
/// | no reason phrase, nor the space before it | accepted |
/// | white space after a chunk's size | skipped |
/// | other versions, a status that isn't from 100 to 599 | an error |
/// | a header on several lines, white space before its colon | an error |
/// | several equal values of `Content-Length` | accepted |
/// | a `Content-Length` beside `Transfer-Encoding`, or a different one | an error |
/// | `Transfer-Encoding` in a response of HTTP/1.0 | an error |
/// | control characters other than tabs | an error |
///
/// Of several `Date` and `Retry-After` headers the last one that can be read counts. Trailers are checked, and ignored.
#[derive(Clone)]
pub struct ResponseReader {
    headers: Headers,
    /// What is left of a body, or of a chunk.
    left: u32,
    /// A line, a header's name, or its value.
    word: Word,
    state: State,
    pending: Pending,
}

const _: () = assert!(size_of::<ResponseReader>() <= 64, "this is what the documentation promises");

/// How far a response was read: what [`ResponseReader::feed`] returns. `Debug` and defmt show lengths: the body may be a
/// token.
#[derive(PartialEq, Eq)]
pub struct Progress<'b> {
    /// The part of the body that was in the bytes, moved to their start.
    pub body: &'b mut [u8],
    /// What is after the response. It is empty unless that is complete.
    pub rest: &'b mut [u8],
    /// Whether the response is complete. One that lasts until the connection is closed never is here:
    /// [`ResponseReader::end`] completes it.
    pub is_complete: bool,
}

impl fmt::Debug for Progress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { body, rest, is_complete } = self;
        let mut progress = f.debug_struct("Progress");
        progress.field("body", &body.len()).field("rest", &rest.len()).field("is_complete", is_complete).finish()
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Progress<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        let Self { body, rest, is_complete } = self;
        defmt::write!(f, "Progress {{ body: {}, rest: {}, is_complete: {} }}", body.len(), rest.len(), is_complete);
    }
}

/// What comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    StatusLine,
    /// A header or a trailer, or the empty line after them.
    Name,
    Value(Token),
    ChunkSize,
    ChunkExtension,
    /// The line end after a chunk's data.
    ChunkEnd,
    Length,
    Chunk,
    UntilClose,
    Complete,
}

/// What was before that.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pending {
    Nothing,
    /// A carriage return, after which there must be a line feed.
    LineFeed,
    Error(HttpError),
}

impl ResponseReader {
    /// Creates a reader for one response. After an earlier response on the same connection, a new reader gets what that one
    /// left over.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            headers: Headers::EMPTY,
            left: 0,
            word: Word::EMPTY,
            state: State::StatusLine,
            pending: Pending::Nothing,
        }
    }

    /// Reads the next bytes, as many as they are, up to the end of the response. The part of them that belongs to the body is
    /// moved to their start; the others have no defined content after that, except for those after the response.
    ///
    /// So a body needs no second buffer: receive the next bytes right behind the part of it that is there, and feed them.
    ///
    /// ```
    /// use vitalwire_agent::http::ResponseReader;
    ///
    /// let mut received = *b"HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    /// let progress = ResponseReader::new().feed(&mut received)?;
    /// assert!(progress.body.is_empty() && progress.is_complete);
    /// let progress = ResponseReader::new().feed(progress.rest)?;
    /// assert!(progress.body == b"{}" && progress.is_complete);
    /// # Ok::<(), vitalwire_agent::http::HttpError>(())
    /// ```
    ///
    /// # Errors
    /// [`HttpError`] if this isn't a response, or could be read in more than one way. Every further call returns it, too.
    pub fn feed<'b>(&mut self, bytes: &'b mut [u8]) -> Result<Progress<'b>, HttpError> {
        let (mut read, mut len) = (0, 0);
        loop {
            if let Pending::Error(error) = self.pending {
                return Err(error);
            }
            let Some(&byte) = bytes.get(read).filter(|_| self.state != State::Complete) else { break };
            read += 1;
            match self.read_byte(byte) {
                Ok(false) => {}
                Ok(true) => {
                    if let Some(space) = bytes.get_mut(len) {
                        *space = byte;
                        len += 1;
                    }
                }
                Err(error) => self.pending = Pending::Error(error),
            }
        }
        let (read, rest) = bytes.split_at_mut_checked(read).unwrap_or_default();
        let body = read.get_mut(..len).unwrap_or_default();
        Ok(Progress { body, rest, is_complete: self.state == State::Complete })
    }

    /// Tells the reader that the connection was closed: what lasts until then is complete.
    ///
    /// ```
    /// use vitalwire_agent::http::{HttpError, ResponseReader};
    ///
    /// let mut reader = ResponseReader::new();
    /// reader.feed(&mut b"HTTP/1.0 200 OK\r\n\r\n{}".to_vec())?;
    /// assert_eq!(reader.end(), Ok(()));
    ///
    /// let mut reader = ResponseReader::new();
    /// reader.feed(&mut b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\n{}".to_vec())?;
    /// assert_eq!(reader.end(), Err(HttpError::Truncated));
    /// assert_eq!(ResponseReader::new().end(), Err(HttpError::NoResponse));
    /// # Ok::<(), HttpError>(())
    /// ```
    ///
    /// # Errors
    /// [`HttpError::NoResponse`] if nothing has arrived before, [`HttpError::Truncated`] if the response isn't complete, and
    /// the error that [`feed`](Self::feed) returned.
    pub fn end(&mut self) -> Result<(), HttpError> {
        let error = match (self.pending, self.state) {
            (Pending::Error(error), _) => error,
            (_, State::Complete | State::UntilClose) => {
                self.state = State::Complete;
                return Ok(());
            }
            (_, State::StatusLine) if self.word.is_empty() && !self.headers.is_after_interim() => HttpError::NoResponse,
            _ => HttpError::Truncated,
        };
        self.pending = Pending::Error(error);
        Err(error)
    }

    /// Returns what the head of the response says, once it has arrived. It stays the same until the end, and after an error
    /// in the body.
    #[must_use]
    pub fn head(&self) -> Option<ResponseHead> {
        self.headers.head()
    }

    /// Returns whether the byte belongs to the body.
    fn read_byte(&mut self, byte: u8) -> Result<bool, HttpError> {
        let after = match self.state {
            State::UntilClose => return Ok(true),
            State::Length => State::Complete,
            State::Chunk => State::ChunkEnd,
            _ => return self.read_line(byte).map(|()| false),
        };
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            self.state = after;
        }
        Ok(true)
    }

    fn read_line(&mut self, byte: u8) -> Result<(), HttpError> {
        let is_after_cr = self.pending == Pending::LineFeed;
        self.pending = Pending::Nothing;
        match byte {
            b'\n' => return self.end_line(is_after_cr),
            _ if is_after_cr => return Err(HttpError::ControlCharacter),
            b'\r' => self.pending = Pending::LineFeed,
            b'\t' | b' '..=b'~' | 0x80.. => return self.read_character(byte),
            _ => return Err(HttpError::ControlCharacter),
        }
        Ok(())
    }

    fn read_character(&mut self, byte: u8) -> Result<(), HttpError> {
        let is_space = byte == b' ' || byte == b'\t';
        match self.state {
            State::Name if byte == b':' && !self.word.is_empty() => {
                self.state = State::Value(self.headers.header(self.word.trimmed()));
                self.word.clear();
                return Ok(());
            }
            State::Name if is_space && self.word.is_empty() => return Err(HttpError::FoldedHeader),
            State::Name if !is_of_token(byte) => return Err(HttpError::HeaderName),
            State::Value(header) if byte == b',' && header.is_list() => return self.read_value(header),
            State::Value(_) if is_space && self.word.is_empty() => return Ok(()),
            State::ChunkSize if byte == b';' => {
                self.state = State::ChunkExtension;
                return self.read_chunk_size();
            }
            State::ChunkEnd => return Err(HttpError::ChunkEnd),
            _ => {}
        }
        self.word.push(byte);
        Ok(())
    }

    fn end_line(&mut self, is_after_cr: bool) -> Result<(), HttpError> {
        let is_empty = self.word.is_empty();
        self.state = match self.state {
            State::StatusLine if is_empty => State::StatusLine,
            State::StatusLine => {
                self.headers.read_status_line(self.word.start())?;
                State::Name
            }
            State::Value(header) => {
                self.read_value(header)?;
                State::Name
            }
            State::Name if is_empty => self.end_headers()?,
            State::Name => return Err(HttpError::HeaderName),
            State::ChunkSize | State::ChunkExtension if !is_after_cr => return Err(HttpError::ChunkSize),
            State::ChunkSize => {
                self.read_chunk_size()?;
                self.after_chunk_size()
            }
            State::ChunkExtension => self.after_chunk_size(),
            _ if is_after_cr => State::ChunkSize,
            _ => return Err(HttpError::ChunkEnd),
        };
        self.word.clear();
        Ok(())
    }

    fn read_value(&mut self, header: Token) -> Result<(), HttpError> {
        self.headers.read(header, self.word.trimmed())?;
        self.word.clear();
        Ok(())
    }

    fn read_chunk_size(&mut self) -> Result<(), HttpError> {
        let size = self.word.trimmed().and_then(|digits| number(digits, 16));
        self.left = size.filter(|&size| size < u32::MAX).ok_or(HttpError::ChunkSize)?;
        Ok(())
    }

    const fn after_chunk_size(&self) -> State {
        // There are trailers after the last chunk, which is empty.
        if self.left == 0 { State::Name } else { State::Chunk }
    }

    /// Decides what follows the headers or the trailers, which have ended.
    fn end_headers(&mut self) -> Result<State, HttpError> {
        if self.headers.is_complete() {
            return Ok(State::Complete);
        }
        Ok(match self.headers.finish()? {
            Body::NextHead => State::StatusLine,
            Body::Length(0) => State::Complete,
            Body::Length(length) => {
                self.left = length;
                State::Length
            }
            Body::Chunks => State::ChunkSize,
            Body::UntilClose => State::UntilClose,
        })
    }
}

impl Default for ResponseReader {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ResponseReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseReader").field("head", &self.head()).finish_non_exhaustive()
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for ResponseReader {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "ResponseReader {{ head: {} }}", self.head());
    }
}

/// Whether a token may have this character (RFC 9110, section 5.6.2).
fn is_of_token(byte: u8) -> bool {
    /// A bit for each of them.
    #[allow(clippy::indexing_slicing)] // Only the compiler could panic.
    const CHARACTERS: [u32; 4] = {
        let mut bits = [0; 4];
        let mut rest: &[u8] = b"!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        while let [byte, after @ ..] = rest {
            bits[*byte as usize / 32] |= 1 << (*byte % 32);
            rest = after;
        }
        bits
    };
    CHARACTERS.get(usize::from(byte / 32)).is_some_and(|bits| bits >> (byte % 32) & 1 != 0)
}
