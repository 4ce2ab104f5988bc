//! A worker's loop: it reports its health when it's time, keeps it until it's accepted, and does what the response says. The
//! connection and the clock are simulated.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::hint::black_box;
use core::time::Duration;
use firmware::messages::health::{Request, fill};
use firmware::{Failure, board, cost, image};
use vitalwire_agent::Instant;
use vitalwire_agent::http::{Head, Method, ResponseHead, ResponseReader, Secret};
use vitalwire_agent::link::{Link, Step};
use vitalwire_agent::outbox::{Location, Outbox, Rank, Slot};
use vitalwire_agent::schedule::{Rhythm, Seed};

vitalwire::profile! {
    /// A response for each message, and space for more.
    struct Responses { responses: 3, ..NONE }
}

image!(link);

fn link() -> Result<(), Failure> {
    let (seed, mut now, seconds) = (Seed::from_id(black_box(b"boiler-7")), Instant::default(), Duration::from_secs);
    let (mut bytes, mut slots) = ([0; 2048], [Slot::EMPTY; 8]);
    let outbox = Outbox::new(&mut bytes, &mut slots).with_boot(black_box(7));
    let mut link = Link::new(outbox, Rhythm::new(seed, seconds(60), seconds(5)..=seconds(3600), now)?);
    let mut responses = RESPONSES.iter();
    loop {
        let mut step = Step::Report;
        cost::part("poll", &mut || step = link.poll(black_box(now)));
        match step {
            Step::Sleep(until) => now = until,
            Step::Report => report(&mut link, now)?,
            Step::Send => match responses.next() {
                Some(response) => send(&mut link, &mut now, response)?,
                None => return Ok(()),
            },
            Step::Sample | Step::CheckIn { .. } => {}
        }
    }
}

#[inline(never)] // A message isn't on the stack while another one is sent.
fn report(link: &mut Link<'_>, now: Instant) -> Result<(), Failure> {
    let mut request = Request::EMPTY;
    fill(&mut request)?;
    let [message] = &request.worker_messages;
    link.push(Rank::Health, message, now)?;
    link.reported(now);
    Ok(())
}

#[inline(never)] // As above.
fn send(link: &mut Link<'_>, now: &mut Instant, response: &[u8]) -> Result<(), Failure> {
    let Some(exchange) = link.begin_send(*now) else { return Ok(()) };
    let location = "europe-west1";
    let body = link.body(&exchange, Location::new(location)?);
    let method = Method::LocationWorkerMessages { project: "cellar".try_into()?, location: location.try_into()? };
    let head = Head::new(method, body.len()).secret(Secret::new("ya29.c0AY_VpZ-example")?);
    cost::part("head", &mut || {
        black_box(head.pieces().map(black_box).count());
    });
    head.pieces().chain(body).chain([&b"\n"[..]]).for_each(board::print);

    *now = now.saturating_add(Duration::from_millis(200));
    let mut body = [0; 128];
    let settled = link.settle_send::<Responses>(exchange, receive(response, &mut body), *now);
    board::print(if settled.outcome.is_accepted() { b"accepted, interval: " } else { b"not accepted, interval: " });
    board::print_number(link.interval().as_secs() as u32);
    board::print(b" s\n");
    Ok(())
}

/// Reads a response, which arrives in pieces of 64 bytes. Returns its head and its body.
fn receive<'b>(response: &[u8], body: &'b mut [u8; 128]) -> Option<(ResponseHead, &'b [u8])> {
    let (mut head, mut len) = (None, 0);
    cost::part("response", &mut || {
        let mut reader = ResponseReader::new();
        len = 0;
        for piece in response.chunks(64) {
            let mut received = [0; 64];
            let (Some(received), Some(space)) = (received.get_mut(..piece.len()), body.get_mut(len..)) else { return };
            received.copy_from_slice(piece);
            let Ok(progress) = reader.feed(received) else { return };
            for (place, byte) in space.iter_mut().zip(progress.body.iter()) {
                *place = *byte;
                len += 1;
            }
        }
        head = reader.head();
    });
    Some((head?, body.get(..len)?))
}

const RESPONSES: [&[u8]; 3] = [
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\nDate: Sun, 22 Nov 2026 01:22:00 GMT\r\n\
      Transfer-Encoding: chunked\r\n\r\n58\r\n\
      {\"workerMessageResponses\":[{\"workerHealthReportResponse\":{\"reportInterval\":\"300s\"}},{}]}\r\n0\r\n\r\n",
    b"HTTP/1.1 503 Service Unavailable\r\nDate: Sun, 22 Nov 2026 01:27:00 GMT\r\nRetry-After: 30\r\nContent-Length: 7\r\n\r\n\
      <html>\n",
    b"HTTP/1.1 204 No Content\r\n\r\n",
];
