//! A request and its response, on a connection of their own.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};
use vitalwire_agent::http::{Head, ResponseHead, ResponseReader};
use vitalwire_agent::outbox::Body;

/// How long a request takes at most, with all that belongs to it: less than the 30 s after which a link gives it up.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long an address is tried, so that there's time for the next one.
const CONNECT: Duration = Duration::from_secs(3);
/// The longest body of a response that is kept.
const LONGEST: usize = 1 << 16;

/// Why there is no response.
pub enum Failure {
    /// The other end has closed the connection without having read all of the request: it may have been too large.
    Cut(io::Error),
    /// Anything else.
    NoResponse(io::Error),
}

/// Sends a request, and returns its response.
pub fn exchange(address: &str, head: &Head<'_>, body: Body<'_>) -> Result<(ResponseHead, Vec<u8>), Failure> {
    let mut connection = Connection::open(address).map_err(Failure::NoResponse)?;
    // In one piece: each write would be a packet.
    let request = head.pieces().chain(body).collect::<Vec<_>>().concat();
    let written = connection.write_all(&request);
    // Also if that has failed: a backend that rejects a request may say so, and close the connection, before it has
    // read all.
    let error = match (read_response(&mut connection), written) {
        (Ok(response), _) => return Ok(response),
        (Err(_), Err(error)) | (Err(error), Ok(())) => error,
    };
    Err(match error.kind() {
        // Small requests fit in the buffers of both systems. That they weren't read is told when the response is
        // expected.
        ErrorKind::BrokenPipe | ErrorKind::ConnectionReset => Failure::Cut(error),
        _ => Failure::NoResponse(error),
    })
}

fn read_response(connection: &mut Connection) -> io::Result<(ResponseHead, Vec<u8>)> {
    let (mut reader, mut body, mut len) = (ResponseReader::new(), Vec::new(), 0);
    loop {
        // What is received lies behind the part of the body that is there. `feed` moves the next part to its end.
        body.resize(len + 4096, 0);
        let received = match connection.read(&mut body[len..]) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            received => received?,
        };
        if received == 0 {
            reader.end().map_err(io::Error::other)?;
            break;
        }
        let progress = reader.feed(&mut body[len..len + received]).map_err(io::Error::other)?;
        len += progress.body.len();
        if progress.is_complete {
            break;
        }
        if len > LONGEST {
            // Without a body, the status decides.
            len = 0;
            break;
        }
    }
    body.truncate(len);
    Ok((reader.head().ok_or(ErrorKind::InvalidData)?, body))
}

/// A connection until a deadline. The timeouts of a `TcpStream` alone begin again with each byte.
struct Connection {
    stream: TcpStream,
    deadline: Instant,
}

impl Connection {
    /// TLS belongs here: what rustls makes of the stream is `Read` and `Write`, too. Only then may the head of a
    /// request have a secret.
    fn open(address: &str) -> io::Result<Self> {
        let deadline = Instant::now() + PATIENCE;
        let mut error = io::Error::from(ErrorKind::AddrNotAvailable);
        // How long a name server is waited for is a matter of the system: see `resolv.conf`.
        for address in address.to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, CONNECT.min(time_until(deadline)?)) {
                Ok(stream) => return Ok(Self { stream, deadline }),
                Err(failure) => error = failure,
            }
        }
        Err(error)
    }
}

impl Read for Connection {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(time_until(self.deadline)?))?;
        self.stream.read(buffer).map_err(named)
    }
}

impl Write for Connection {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(time_until(self.deadline)?))?;
        self.stream.write(bytes).map_err(named)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

fn time_until(deadline: Instant) -> io::Result<Duration> {
    let left = deadline.saturating_duration_since(Instant::now());
    // A timeout of 0 would be none.
    if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
}

/// A timeout that has passed is "resource temporarily unavailable" on Linux.
fn named(error: io::Error) -> io::Error {
    if error.kind() == ErrorKind::WouldBlock { ErrorKind::TimedOut.into() } else { error }
}
