//! The head of a request.

use super::{Host, Method, Pieces, Secret, UserAgent};
use crate::decimal::Decimal;
use vitalwire::EncodeError;

/// The head of a request (RFC 9112): all that is sent before the body. What it consists of was checked when it was built,
/// so it can't contain any other line than these:
///
/// ```text
/// POST /v1b3/projects/cellar/WorkerMessages?prettyPrint=false HTTP/1.1
/// Host: dataflow.googleapis.com
/// Content-Type: application/json
/// Content-Length: 273
/// User-Agent: boiler/2.1
/// Authorization: Bearer ya29.c0AY_VpZ-example
/// Connection: close
/// ```
///
/// The last three are optional. There is no `Accept-Encoding`: the body of the response isn't compressed. There is no buffer
/// either: [`pieces`](Self::pieces) returns one part after the other, whatever the length of the token.
///
/// ```
/// use vitalwire_agent::http::{Head, Host, Method};
///
/// let method = Method::WorkerMessages { project: "cellar".try_into()? };
/// let head = Head::new(method, 273).host(Host::new("collector:8080")?).close();
/// let expected = "POST /v1b3/projects/cellar/WorkerMessages?prettyPrint=false HTTP/1.1\r\n\
///                 Host: collector:8080\r\n\
///                 Content-Type: application/json\r\n\
///                 Content-Length: 273\r\n\
///                 Connection: close\r\n\r\n";
/// assert_eq!(head.to_slice(&mut [0; 256])?, expected.as_bytes());
/// assert_eq!(head.encoded_len(), expected.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Head<'a> {
    pub(super) method: Method<'a>,
    pub(super) content_length: Decimal,
    pub(super) host: Host<'a>,
    pub(super) secret: Option<Secret<'a>>,
    pub(super) user_agent: Option<UserAgent<'a>>,
    pub(super) closes: bool,
}

impl<'a> Head<'a> {
    /// Creates the head of a request with a body of `content_length` bytes of JSON, to the
    /// [default host](Method::default_host), without a token.
    #[must_use]
    pub const fn new(method: Method<'a>, content_length: usize) -> Self {
        Self {
            method,
            content_length: Decimal::of(content_length),
            host: method.default_host(),
            secret: None,
            user_agent: None,
            closes: false,
        }
    }

    /// Sets the host.
    #[must_use]
    pub const fn host(mut self, host: Host<'a>) -> Self {
        self.host = host;
        self
    }

    /// Sets the token of the header `Authorization`. It may only be sent through TLS.
    #[must_use]
    pub const fn secret(mut self, secret: Secret<'a>) -> Self {
        self.secret = Some(secret);
        self
    }

    /// Sets the header `User-Agent`.
    #[must_use]
    pub const fn user_agent(mut self, user_agent: UserAgent<'a>) -> Self {
        self.user_agent = Some(user_agent);
        self
    }

    /// Asks the server to close the connection after its response.
    #[must_use]
    pub const fn close(mut self) -> Self {
        self.closes = true;
        self
    }

    /// Returns the exact length of the head, in bytes.
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        self.pieces().fold(0, |len, piece| len.saturating_add(piece.len()))
    }

    /// Returns the head in pieces, none of which is empty.
    ///
    /// ```
    /// use std::io::Write;
    /// use vitalwire_agent::http::{Head, Method};
    ///
    /// let head = Head::new(Method::WorkerMessages { project: "cellar".try_into()? }, 273);
    /// let mut socket = Vec::new(); // in place of a connection
    /// for piece in head.pieces() {
    ///     socket.write_all(piece)?;
    /// }
    /// assert!(socket.ends_with(b"\r\nContent-Length: 273\r\n\r\n"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn pieces(&self) -> Pieces<'_> {
        Pieces::new(self)
    }

    /// Writes the head to the start of `buffer`, and returns that part.
    ///
    /// # Errors
    /// [`EncodeError::BufferTooSmall`] with the exact length of the head.
    pub fn to_slice<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], EncodeError> {
        let needed = self.encoded_len();
        if buffer.len() < needed {
            buffer.fill(0);
            return Err(EncodeError::BufferTooSmall { needed });
        }
        Ok(self.pieces().fill(buffer))
    }
}
