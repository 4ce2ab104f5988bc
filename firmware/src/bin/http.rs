//! The head of a request, and a response that arrives in pieces.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::hint::black_box;
use firmware::{Failure, board, cost, image};
use vitalwire_agent::http::{Head, Method, ResponseReader, Secret};

image!(http);

fn http() -> Result<(), Failure> {
    let (project, location) = black_box(("cellar", "europe-west1"));
    let method = Method::LocationWorkerMessages { project: project.try_into()?, location: location.try_into()? };
    let head = Head::new(method, black_box(332)).secret(Secret::new(black_box("ya29.c0AY_VpZ-example"))?);
    cost::part("head", &mut || {
        black_box(head.pieces().map(black_box).count());
    });
    head.pieces().for_each(board::print);

    let mut response = [0; RESPONSE.len()];
    let (mut status, mut len) = (0, 0);
    cost::part("response", &mut || {
        for (place, byte) in response.iter_mut().zip(black_box(RESPONSE)) {
            *place = *byte;
        }
        let mut reader = ResponseReader::new();
        len = 0;
        for piece in response.chunks_mut(64) {
            len += reader.feed(piece).map_or(0, |progress| progress.body.len());
        }
        status = reader.head().map_or(0, |head| head.status);
    });
    for number in [status.into(), len as u32] {
        board::print_number(number);
        board::print(b"\n");
    }
    Ok(())
}

/// Of 309 bytes, 88 of which are the body.
const RESPONSE: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\n\
    Vary: Origin\r\nVary: X-Origin\r\nVary: Referer\r\nDate: Sun, 22 Nov 2026 01:22:00 GMT\r\nServer: ESF\r\n\
    Transfer-Encoding: chunked\r\n\r\n58\r\n\
    {\"workerMessageResponses\":[{\"workerHealthReportResponse\":{\"reportInterval\":\"300s\"}},{}]}\r\n0\r\n\r\n";
