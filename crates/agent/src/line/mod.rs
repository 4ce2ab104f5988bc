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
//! # Without a response
//!
//! The bridge responds within 20 s, whatever the backend does: if that can't be reached, with the status 504, or 502
//! if the connection was cut. So a device waits for 25 s. Without a response until then, the line is broken, or the
//! bridge; a [`Link`](crate::link::Link) would wait for 30 s.
//!
//! Who sends again? With a `Link`, nobody has to: what wasn't accepted is in the request of its next turn, which has
//! a sequence number of its own. A device that can't wait for that, since its line is noisy, may write the same line
//! again every few seconds of the 25, as it is: the request or the response may have been damaged. The bridge doesn't
//! pass it on while it waits for the backend's response to the same line. If it has had that, it passes it on again,
//! so messages need the label by which a receiver knows duplicates:
//! [`Outbox::with_boot`](crate::outbox::Outbox::with_boot). Another line takes the place of the one before, whose
//! response isn't waited for any more.
//!
//! # After a reset
//!
//! A response to a request from before the reset may still arrive, so sequence numbers don't begin with the same one
//! each time. A device that counts its starts, as it has to for `with_boot`, begins with `boot << 16`, and adds 1 for
//! each request; numbers may wrap. One that counts nothing takes a random number, or another one that differs.
//!
//! # The buffer for a response
//!
//! The JSON of a response to a health report takes some 90 bytes, and that of an error some 110; each further message of
//! the request adds 3 or so. [`Responses`] with 256 bytes have space for both. If the JSON is longer, the response has
//! none, and its status decides: that costs the interval that the backend has set, not the message.
//!
//! # Access
//!
//! The device says for which project, location or id a request is, as it says what is in the body, so one bridge serves
//! devices of all kinds, and need not be told of a new one. The access token is the bridge's, and never on the line.
//! Who can write to the line can send whatever that token allows.
//!
//! # The device
//!
//! With a UART in place of a connection, this is what it does when [`Link::poll`](crate::link::Link::poll) says
//! [`Step::Send`](crate::link::Step::Send):
//!
//! ```
//! use core::time::Duration;
//! use vitalwire::Microcontroller;
//! use vitalwire::dataflow::{WorkerHealthReport, WorkerMessage};
//! use vitalwire_agent::Instant;
//! use vitalwire_agent::http::Method;
//! use vitalwire_agent::line::{RequestLine, Responses};
//! use vitalwire_agent::link::Link;
//! use vitalwire_agent::outbox::{Location, Outbox, Rank, Slot};
//! use vitalwire_agent::schedule::{Rhythm, Seed};
//!
//! trait Uart {
//!     fn now(&mut self) -> Instant;
//!     fn write(&mut self, bytes: &[u8]);
//!     /// Returns what has arrived, which may be nothing.
//!     fn read<'b>(&mut self, buffer: &'b mut [u8]) -> &'b [u8];
//! }
//!
//! /// Longer than the bridge takes, and shorter than the link waits.
//! const PATIENCE: Duration = Duration::from_secs(25);
//!
//! /// Sends what waits, if anything does. Returns whether it was accepted.
//! fn send(
//!     link: &mut Link<'_>,
//!     method: Method<'_>,
//!     sequence: &mut u32, // of the last request
//!     responses: &mut Responses<[u8; 256]>,
//!     uart: &mut impl Uart,
//! ) -> bool {
//!     let start = uart.now();
//!     let Some(exchange) = link.begin_send(start) else { return false };
//!     *sequence = sequence.wrapping_add(1);
//!     let request = RequestLine::new(*sequence, method, link.body(&exchange, Location::NONE));
//!     responses.expect(*sequence);
//!     let (mut pieces, mut buffer) = (request.pieces(), [0; 32]);
//!     while let filled @ [_, ..] = pieces.fill(&mut buffer) {
//!         uart.write(filled);
//!     }
//!     while !responses.has_arrived() && uart.now() < start.saturating_add(PATIENCE) {
//!         responses.read(&mut uart.read(&mut buffer));
//!     }
//!     // Without a response, what was sent waits for the next turn.
//!     let settled = link.settle_send::<Microcontroller>(exchange, responses.response(), uart.now());
//!     settled.outcome.is_accepted()
//! }
//! #
//! # /// A bridge that is at the other end of the UART.
//! # #[derive(Default)]
//! # struct Bridge {
//! #     seconds: u64,
//! #     received: Vec<u8>,
//! #     responses: std::collections::VecDeque<u8>,
//! #     sequences: Vec<u32>,
//! #     is_broken: bool,
//! # }
//! # impl Uart for Bridge {
//! #     fn now(&mut self) -> Instant {
//! #         self.seconds += 1;
//! #         Instant::from_millis(self.seconds * 1000)
//! #     }
//! #     fn write(&mut self, bytes: &[u8]) {
//! #         use vitalwire_agent::http::ResponseHead;
//! #         use vitalwire_agent::line::{Request, ResponseLine};
//! #         self.received.extend_from_slice(bytes);
//! #         let line = self.received.strip_suffix(b"\n").map(|line| line.trim_ascii().to_vec());
//! #         let Some(mut line) = line else { return };
//! #         let Ok(request) = Request::from_line(&mut line) else { return };
//! #         self.sequences.push(request.sequence);
//! #         self.received.clear();
//! #         let json = br#"{"workerMessageResponses":[{"workerHealthReportResponse":{"reportInterval":"300s"}}]}"#;
//! #         let mut head = ResponseHead::default();
//! #         head.status = 200;
//! #         for sequence in [request.sequence - 1, request.sequence] {
//! #             let response = ResponseLine::new(sequence, &head, json).unwrap().pieces().concat();
//! #             self.responses.extend([&b"\n#\xff noise\n"[..], &response].concat());
//! #         }
//! #     }
//! #     fn read<'b>(&mut self, buffer: &'b mut [u8]) -> &'b [u8] {
//! #         if self.is_broken {
//! #             self.responses.clear();
//! #         }
//! #         let len = self.responses.len().min(buffer.len());
//! #         buffer.iter_mut().zip(self.responses.drain(..len)).for_each(|(space, byte)| *space = byte);
//! #         &buffer[..len]
//! #     }
//! # }
//! # let mut uart = Bridge { is_broken: true, ..Bridge::default() };
//!
//! let boot = 3; // how often the device was started
//! let (mut bytes, mut slots) = ([0; 1024], [Slot::EMPTY; 4]);
//! let (interval, range) = (Duration::from_secs(60), Duration::from_secs(5)..=Duration::from_secs(3600));
//! let rhythm = Rhythm::new(Seed::from_id(b"boiler-7"), interval, range, uart.now())?;
//! let mut link = Link::new(Outbox::new(&mut bytes, &mut slots).with_boot(boot), rhythm);
//! let (mut sequence, mut responses) = (boot << 16, Responses::new([0; 256]));
//!
//! let mut message = WorkerMessage::<Microcontroller, WorkerHealthReport<Microcontroller>>::default();
//! message.payload.insert(WorkerHealthReport::default()).vm_is_healthy = true;
//! link.push(Rank::Health, &message, uart.now())?;
//!
//! let method = Method::WorkerMessages { project: "cellar".try_into()? };
//! // The line is broken, and then it isn't.
//! assert!(!send(&mut link, method, &mut sequence, &mut responses, &mut uart));
//! # uart.is_broken = false;
//! assert!(send(&mut link, method, &mut sequence, &mut responses, &mut uart));
//! assert_eq!(link.interval(), Duration::from_secs(300));
//! # assert!(link.outbox().is_empty());
//! # assert_eq!(uart.sequences, [(3 << 16) + 1, (3 << 16) + 2]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
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
