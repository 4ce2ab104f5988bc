//! A boiler that reports the state of its lines, shows the outcome on an LED, and keeps its rhythm.
//!
//! For each report it prints the request, the outcome, and what the LED shows until the next one: a mark every 100 ms.
//! Lines, LED, time and the backend are simulated, so that it prints the same anywhere.

#![cfg_attr(target_os = "none", no_std, no_main)]

mod boiler;
mod simulated;

use boiler::{Boiler, Health};
use core::hint::black_box;
use core::ops::Range;
use core::time::Duration;
use embedded_hal::delay::DelayNs;
use firmware::{Failure, board, image};
use simulated::{Delay, Input, Led, Machine, PrintingDelay};
use vitalwire::dataflow::{HealthRequest, WorkerMessage};
use vitalwire::proto::Timestamp;
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;

image!(hal);

type Request = HealthRequest<boiler::Device>;

/// When the machine starts.
const START: i64 = 1_795_310_520;

/// A glitch that is over at the next read, and the overheating that breaks the boiler.
const OVERHEATED: [Range<Duration>; 2] = [millis(6353)..millis(6354), millis(11_000)..Duration::MAX];
const BROWNOUT: [Range<Duration>; 1] = [millis(7000)..Duration::MAX];

/// The HTTP status and the body of each response. The third report gets none.
const RESPONSES: [Option<(u16, &[u8])>; 5] = [
    Some((200, br#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "4s"}}]}"#)),
    Some((503, b"<html>Try again later.</html>")),
    None,
    Some((200, b"{}")),
    Some((403, br#"{"error": {"code": 403, "message": "Who is this?", "status": "PERMISSION_DENIED"}}"#)),
];

fn hal() -> Result<(), Failure> {
    let machine = Machine::default();
    let (overheated, brownout) = (black_box(OVERHEATED), black_box(BROWNOUT));
    let thermostat = Input { machine: &machine, low: &overheated };
    let supply = Input { machine: &machine, low: &brownout };
    let now = || Instant::from_millis(0).saturating_add(machine.now());
    let mut boiler = Boiler::new(thermostat, supply, Led(&machine), now())?;
    Delay(&machine).delay_ms(boiler.pause(now()).as_millis() as u32);
    for response in black_box(RESPONSES) {
        let Ok(health) = boiler.check(now(), &mut Delay(&machine));
        send(health, machine.now())?;
        let outcome = boiler.handle_response(response, now());
        board::print(name(outcome));
        let Ok(()) = boiler.wait(outcome, now(), &mut PrintingDelay(&machine));
        board::print(b"\n");
    }
    Ok(())
}

fn send(health: Health, now: Duration) -> Result<(), Failure> {
    let time = Timestamp::new(START + now.as_secs() as i64, now.subsec_nanos())?;
    let request = Request::new("cellar", [WorkerMessage::new(time, health)])?;
    board::print(vitalwire::encode(&request, &mut [0; Request::MAX_JSON_LEN]));
    board::print(b"\n");
    Ok(())
}

fn name(outcome: Outcome) -> &'static [u8] {
    match outcome {
        Outcome::Accepted => b"accepted ",
        Outcome::Retry { .. } => b"retry later ",
        _ => b"rejected ",
    }
}

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}
