//! Reads responses from a noisy line, as lines and as records.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::hint::black_box;
use firmware::codec::{self, Responses, print_responses};
use firmware::messages::responses::RESPONSE;
use firmware::{Failure, board, cost, image};
use vitalwire::json::{Frames, Framing, Lines, Records};

image!(frames);

fn frames() -> Result<(), Failure> {
    let (mut lines, mut records) = (Frames::lines([0; 384]), Frames::records([0; 384]));
    cost::part("lines", &mut || receive(&mut lines, b"", &mut |_| {}));
    cost::part("records", &mut || receive(&mut records, Records::START, &mut |_| {}));
    receive(&mut lines, b"", &mut print);
    receive(&mut records, Records::START, &mut print);
    Ok(())
}

/// Receives a response, a part of one, noise, a message that exceeds the buffer, and another response.
#[inline(never)]
fn receive<F: Framing>(frames: &mut Frames<F, [u8; 384]>, start: &[u8], take: &mut dyn FnMut(Option<&[u8]>)) {
    let part = RESPONSE.get(..100).unwrap_or_default();
    let end = Lines::END;
    let stream: [&[u8]; 13] =
        [start, RESPONSE, end, start, part, end, b"#\xff}\n", start, RESPONSE, RESPONSE, end, start, RESPONSE];
    for bytes in stream.iter().chain([&end]) {
        let mut received = black_box(*bytes);
        while let Some(frame) = frames.next(&mut received) {
            take(frame.ok());
        }
    }
}

fn print(frame: Option<&[u8]>) {
    let mut responses = Responses::default();
    match frame.map(|frame| codec::decode_into(&mut responses, frame)) {
        Some(Ok(())) => print_responses(&responses),
        Some(Err(_)) => board::print(b"no response\n"),
        None => board::print(b"no frame\n"),
    }
}
