//! HTTP/1.1 without a client and without I/O: the head of a request in [pieces](Head::pieces), and a
//! [response](ResponseReader) from bytes as they arrive.
//!
//! A request and its response on a connection:
//!
//! ```
//! use std::io::{self, Read, Write};
//! use vitalwire::rpc::Outcome;
//! use vitalwire_agent::http::{Head, Method, ResponseHead, ResponseReader};
//!
//! /// Sends `json`, and reads the response into `buffer`. Returns its head, and the length of its body.
//! fn exchange(
//!     connection: &mut (impl Read + Write),
//!     method: Method<'_>,
//!     json: &[u8],
//!     buffer: &mut [u8],
//! ) -> io::Result<(ResponseHead, usize)> {
//!     for piece in Head::new(method, json.len()).pieces().chain([json]) {
//!         connection.write_all(piece)?;
//!     }
//!     let (mut reader, mut len) = (ResponseReader::new(), 0);
//!     loop {
//!         let space = &mut buffer[len..];
//!         if space.is_empty() {
//!             return Err(io::ErrorKind::FileTooLarge.into());
//!         }
//!         let received = connection.read(space)?;
//!         let is_complete = match received {
//!             0 => reader.end().map(|()| true),
//!             _ => reader.feed(&mut space[..received]).map(|progress| {
//!                 len += progress.body.len();
//!                 progress.is_complete
//!             }),
//!         };
//!         if is_complete.map_err(io::Error::other)?
//!             && let Some(head) = reader.head()
//!         {
//!             return Ok((head, len));
//!         }
//!     }
//! }
//! #
//! # struct Connection(&'static [u8], Vec<u8>);
//! # impl Read for Connection {
//! #     fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
//! #         let len = buffer.len().min(3);
//! #         self.0.read(&mut buffer[..len])
//! #     }
//! # }
//! # impl Write for Connection {
//! #     fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
//! #         self.1.write(bytes)
//! #     }
//! #     fn flush(&mut self) -> io::Result<()> {
//! #         Ok(())
//! #     }
//! # }
//! # let mut connection = Connection(
//! #     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nDate: Sun, 22 Nov 2026 01:22:00 GMT\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
//! #     Vec::new(),
//! # );
//!
//! let method = Method::WorkerMessages { project: "cellar".try_into()? };
//! let mut buffer = [0; 1024];
//! let (head, len) = exchange(&mut connection, method, br#"{"workerMessages":[]}"#, &mut buffer)?;
//! assert_eq!(head.outcome(&buffer[..len]), Outcome::Accepted);
//! assert_eq!(head.date, Some("2026-11-22T01:22:00Z".parse()?));
//! # assert!(connection.1.ends_with(b"\r\n\r\n{\"workerMessages\":[]}"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod date;
mod error;
mod form;
mod head;
mod headers;
mod host;
mod method;
mod pieces;
mod reader;
mod response_head;
mod secret;
#[cfg(feature = "zeroize")]
mod secret_buffer;
mod span;
mod user_agent;
mod word;

pub use error::HttpError;
pub use head::Head;
pub use host::Host;
pub use method::{Method, Segment};
pub use pieces::Pieces;
pub use reader::{Progress, ResponseReader};
pub use response_head::ResponseHead;
pub use secret::Secret;
#[cfg(feature = "zeroize")]
pub use secret_buffer::SecretBuffer;
pub use user_agent::UserAgent;
