//! A device reports its health: run with `cargo run --example health`.
//!
//! Nothing here allocates, and the same code runs on a microcontroller.

use std::io::{self, Write};
use vitalwire::dataflow::{HealthRequest, WorkerHealthReport, WorkerMessage};
use vitalwire::proto::Timestamp;
use vitalwire::{BuildError, Microcontroller};

type Request = HealthRequest<Microcontroller>;

fn health(now: Timestamp) -> Result<Request, BuildError> {
    let report = WorkerHealthReport { vm_is_healthy: true, msg: "heating".try_into()?, ..Default::default() };
    let mut message = WorkerMessage::new(now, report);
    message.labels.insert("JOB_ID", "2026-11-21_17_22_00-1234")?;
    message.labels.insert("WORKER_ID", "boiler-7")?;
    Request::new("europe-west1", [message])
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let request = health(Timestamp::new(1_795_310_520, 0)?)?;
    let mut buffer = [0; Request::MAX_JSON_LEN];
    // A buffer that is too small doesn't compile, so this can't fail.
    let json = vitalwire::encode(&request, &mut buffer);
    io::stdout().write_all(json)?;
    println!();
    eprintln!("{} of at most {} bytes", json.len(), Request::MAX_JSON_LEN);
    Ok(())
}
