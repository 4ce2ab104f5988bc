//! Requests and responses as lines of text: for a device whose only connection is a UART, and the bridge at its other
//! end that makes HTTP of them, as `vitalwire bridge` does.
//!
//! ```text
//! 17 messages/cellar ecf9763c {"workerMessages":[{"workerHealthReport":{"vmIsHealthy":true}}]}
//! 17 200 - 1795310520 5c6989e2 {"workerMessageResponses":[{}]}
//! ```
//!
//! A line is ASCII except for its JSON, which is UTF-8. Its fields are separated by one space each:
//!
//! | a request's | |
//! | --- | --- |
//! | sequence number | decimal, below 2³². A response has that of its request. One exchange is under way at a time: a response with another number is late, and ignored |
//! | method | `messages/PROJECT`, `messages/PROJECT/LOCATION`, `check-in/ID` or `check-in/projects/PROJECT/workers/WORKER`, percent-encoded as in a URL's path |
//! | checksum | CRC-32 (ISO-HDLC, as in zlib and Ethernet) of all other bytes of the line, the spaces around the checksum included and the line feeds not: eight hexadecimal digits in lower case |
//! | JSON | the body, without white space around it. It has no line feed: within strings, JSON escapes them |
//!
//! | a response's | |
//! | --- | --- |
//! | sequence number | |
//! | status | that of HTTP, from 200 to 599 |
//! | pause | the header `Retry-After`, in seconds below 2³² from now on; or `-` |
//! | date | the header `Date`, in seconds since 1970, up to the year 9999; or `-` |
//! | checksum | as above |
//! | JSON | as above. Without a body, neither this nor the space before it is there |
//!
//! A line feed ends a line, and one goes before it, too: what was cut off, or is noise, ends there, and costs no line
//! but its own. Empty lines mean nothing. All errors of up to three bits within a line of 11 KB are noticed, and all
//! that lie within 32 bits of it; others with a probability of 1 − 2⁻³².
//!
//! A line that has no response may be sent again, as it is: either may have been damaged. The other end doesn't pass it
//! on while it waits for the backend's response to the same line. If it has had that, it passes it on again, so
//! messages need the label by which a receiver knows duplicates:
//! [`Outbox::with_boot`](crate::outbox::Outbox::with_boot). Another line takes the place of the one before, whose
//! response isn't waited for any more.
//!
//! The device says for which project, location or id a request is, as it says what is in the body, so one bridge serves
//! devices of all kinds, and need not be told of a new one. The access token is the bridge's, and never on the line.
//! Who can write to the line can send whatever that token allows.
//!
//! The device, with a UART in place of a connection:
//!
//! ```
//! use vitalwire_agent::http::{Method, ResponseHead};
//! use vitalwire_agent::line::{RequestLine, Responses};
//!
//! trait Uart {
//!     fn write(&mut self, bytes: &[u8]);
//!     /// Returns what has arrived; nothing at all once the response has been waited for long enough.
//!     fn read<'b>(&mut self, buffer: &'b mut [u8]) -> Option<&'b [u8]>;
//! }
//!
//! /// Sends a request, and returns the response, for `Link::settle_send`.
//! fn exchange<'r, 'a>(
//!     uart: &mut impl Uart,
//!     request: RequestLine<'a, impl Iterator<Item = &'a [u8]> + Clone>,
//!     responses: &'r mut Responses<[u8; 256]>,
//! ) -> Option<(ResponseHead, &'r [u8])> {
//!     let (mut pieces, mut buffer) = (request.pieces(), [0; 32]);
//!     while let filled @ [_, ..] = pieces.fill(&mut buffer) {
//!         uart.write(filled);
//!     }
//!     responses.expect(request.sequence());
//!     while !responses.has_arrived() {
//!         responses.read(&mut uart.read(&mut buffer)?);
//!     }
//!     responses.response()
//! }
//! #
//! # struct Wires(Vec<u8>, &'static [u8]);
//! # impl Uart for Wires {
//! #     fn write(&mut self, bytes: &[u8]) {
//! #         self.0.extend_from_slice(bytes);
//! #     }
//! #     fn read<'b>(&mut self, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
//! #         let (now, later) = self.1.split_at_checked(7)?;
//! #         self.1 = later;
//! #         buffer[..7].copy_from_slice(now);
//! #         Some(&buffer[..7])
//! #     }
//! # }
//! # let response = b"\n#\xff noise\n\n17 200 - 1795310520 00000000 {}\n\n17 200 - 1795310520 3c1c5d94 {}\n     ";
//! # let mut uart = Wires(Vec::new(), response);
//!
//! let method = Method::WorkerMessages { project: "cellar".try_into()? };
//! let body = br#"{"workerMessages":[]}"#; // or `Link::body`
//! let request = RequestLine::new(17, method, [&body[..]].into_iter());
//! let mut responses = Responses::new([0; 256]);
//! let (head, json) = exchange(&mut uart, request, &mut responses).expect("a response");
//! assert!(head.outcome(json).is_accepted());
//! # assert_eq!(uart.0, b"\n17 messages/cellar 919e84aa {\"workerMessages\":[]}\n");
//! # Ok::<(), vitalwire::BuildError>(())
//! ```
//!
//! The other end splits what it receives by [`vitalwire::json::Frames`], reads each as a [`Request`], and writes a
//! [`ResponseLine`].

mod checksum;
mod error;
mod request;
mod request_line;
mod response_line;
mod responses;

pub use error::LineError;
pub use request::Request;
pub use request_line::{RequestLine, RequestPieces};
pub use response_line::ResponseLine;
pub use responses::Responses;
