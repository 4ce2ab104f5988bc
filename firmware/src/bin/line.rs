//! The worker of the image `serial`, with a simulated line: what its lines cost, and the whole of it.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::hint::black_box;
use core::ops::ControlFlow;
use core::time::Duration;
use firmware::worker::{Port, Start, print_outcome, run};
use firmware::{Failure, board, cost, image};
use vitalwire_agent::Instant;
use vitalwire_agent::http::Method;
use vitalwire_agent::line::{RequestLine, Responses};

image!(line);

fn line() -> Result<(), Failure> {
    let method = Method::WorkerMessages { project: black_box("cellar").try_into()? };
    let mut len = 0;
    cost::part("request of 332 bytes", &mut || {
        let line = RequestLine::new(black_box(7), method, black_box([&REQUEST[..]]).into_iter());
        len = line.pieces().map(|piece| black_box(piece).len()).sum();
    });
    board::print_number(len as u32);
    board::print(b" bytes\n");
    let mut responses = Responses::new([0; 128]);
    cost::part("response of 88 bytes", &mut || {
        responses.expect(black_box(458_753));
        responses.read(&mut black_box(RESPONSES[0]));
    });
    board::print(responses.response().map_or(b"none", |(_, json)| json));
    board::print(b"\n");

    run(
        &mut Wires { now: 0, responses: RESPONSES, received: b"" },
        Start { reason: "POWER_ON", boot: Some(black_box(7)) },
    )
}

/// A line, and a clock that jumps to when something is due.
struct Wires {
    now: u64,
    /// One for each line that is sent, in turn.
    responses: [&'static [u8]; 4],
    /// What of them is on the way.
    received: &'static [u8],
}

impl Port for Wires {
    fn now(&mut self) -> Instant {
        Instant::from_millis(self.now)
    }

    fn sleep(&mut self, until: Instant) {
        self.now = until.as_millis();
    }

    fn write(&mut self, byte: u8) {
        board::print(&[byte]);
        if byte == b'}' {
            self.received = self.responses.first().copied().unwrap_or_default();
        } else if byte == b'\n' && !self.received.is_empty() {
            self.responses.rotate_left(1);
        }
    }

    fn read(&mut self) -> Option<u8> {
        let (&byte, rest) = self.received.split_first()?;
        self.received = rest;
        Some(byte)
    }

    fn exchanged(&mut self, is_accepted: bool, interval: Duration) -> ControlFlow<()> {
        print_outcome(is_accepted, interval);
        // The second report is the last one.
        if self.now > 300_000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

const REQUEST: [u8; 332] = [b'x'; 332];

/// The third one is damaged.
const RESPONSES: [&[u8]; 4] = [
    b"\n458753 200 - 1795310520 66791dfa \
      {\"workerMessageResponses\":[{\"workerHealthReportResponse\":{\"reportInterval\":\"300s\"}},{}]}\n",
    b"\n458754 503 30 - c5bcfced\n",
    b"\n458755 20\xFF - 1795310880 a5c300d9 {}\n",
    b"\n458755 200 - 1795310880 a5c300d9 {}\n",
];
