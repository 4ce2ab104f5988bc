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
//! /// Sends `json`, and reads the response. Returns its head, and the length of its body: 0 if that doesn't fit, which
//! /// leaves the judgement to the status.
//! fn exchange(
//!     connection: &mut (impl Read + Write),
//!     method: Method<'_>,
//!     json: &[u8],
//!     body: &mut [u8],
//! ) -> io::Result<(ResponseHead, usize)> {
//!     // Not a write for each piece: on TCP, small ones wait for one another, and with TLS each is a record.
//!     let (head, mut buffer) = (Head::new(method, json.len()), [0; 512]);
//!     let mut pieces = head.pieces();
//!     while let filled @ [_, ..] = pieces.fill(&mut buffer) {
//!         connection.write_all(filled)?;
//!     }
//!     connection.write_all(json)?;
//!
//!     let (mut reader, mut len, mut is_complete) = (ResponseReader::new(), 0, false);
//!     while !is_complete {
//!         let received = connection.read(&mut buffer)?;
//!         if received == 0 {
//!             // `NoResponse` on a connection that was used before: the request can be sent again on a new one.
//!             reader.end().map_err(io::Error::other)?;
//!             break;
//!         }
//!         let progress = reader.feed(&mut buffer[..received]).map_err(io::Error::other)?;
//!         is_complete = progress.is_complete;
//!         if let Some(space) = body.get_mut(len..len + progress.body.len()) {
//!             space.copy_from_slice(progress.body);
//!         }
//!         len += progress.body.len();
//!     }
//!     let head = reader.head().ok_or(io::ErrorKind::InvalidData)?;
//!     Ok((head, if len <= body.len() { len } else { 0 }))
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
