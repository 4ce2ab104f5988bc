//! A request and its response, on any connection.

use embedded_io_async::{Error, ErrorKind, Read, Write};
use vitalwire_agent::http::{Head, HttpError, ResponseHead, ResponseReader};
use vitalwire_agent::outbox::Body;

/// Why there is no response.
#[derive(defmt::Format)]
pub enum Failure {
    /// The connection ended before all of the request was sent: it may have been too large.
    Cut,
    /// It failed in another way.
    Connection,
    /// What came isn't a response.
    Http(HttpError),
}

/// Sends a request, and returns its response. The body of that is in `buffer`, or empty if it doesn't fit: then the
/// status decides.
pub async fn exchange<'b>(
    mut connection: impl Read + Write,
    head: &Head<'_>,
    body: Body<'_>,
    buffer: &'b mut [u8],
) -> Result<(ResponseHead, &'b [u8]), Failure> {
    let sent = send(&mut connection, head, body).await;
    // Also if that has failed: a backend that rejects a request may say so, and close the connection, before it has
    // read all.
    match (receive(connection, buffer).await, sent) {
        (Err(_), Err(ErrorKind::BrokenPipe | ErrorKind::ConnectionReset)) => Err(Failure::Cut),
        (response, _) => response,
    }
}

async fn send(mut connection: impl Write, head: &Head<'_>, body: Body<'_>) -> Result<(), ErrorKind> {
    // As pieces, since a UART copies them to a buffer. On TCP each may become a packet: see `Pieces::fill`.
    for piece in head.pieces().chain(body) {
        connection.write_all(piece).await.map_err(|error| error.kind())?;
    }
    connection.flush().await.map_err(|error| error.kind())
}

async fn receive(mut connection: impl Read, buffer: &mut [u8]) -> Result<(ResponseHead, &[u8]), Failure> {
    let (mut reader, mut len, mut fits) = (ResponseReader::new(), 0, true);
    loop {
        if len == buffer.len() {
            (len, fits) = (0, false);
        }
        // What is received lies behind the part of the body that is there. `feed` moves the next part to its end.
        let space = &mut buffer[len..];
        let received = connection.read(space).await.map_err(|_| Failure::Connection)?;
        if received == 0 {
            reader.end().map_err(Failure::Http)?;
            break;
        }
        let progress = reader.feed(&mut space[..received]).map_err(Failure::Http)?;
        len += progress.body.len();
        if progress.is_complete {
            break;
        }
    }
    let head = reader.head().ok_or(Failure::Http(HttpError::Truncated))?;
    Ok((head, if fits { &buffer[..len] } else { &[] }))
}
