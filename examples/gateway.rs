//! A gateway combines the messages of its devices into one request: run with
//!
//! ```text
//! echo '{"workerHealthReport": {"vmIsHealthy": true}, "time": "2026-11-22T01:22:00Z"}' |
//!     cargo run --features std --example gateway
//! ```
//!
//! Messages may be of any size here: `Growable` allocates.

use std::io;
use vitalwire::Growable;
use vitalwire::dataflow::{SendWorkerMessagesRequest, WorkerMessage};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut request = SendWorkerMessagesRequest::<Growable>::default();
    for (number, line) in (1..).zip(io::stdin().lines()) {
        match vitalwire::decode::<WorkerMessage<Growable>>(line?.as_bytes()) {
            Ok(mut message) => {
                message.labels.insert("GATEWAY", "cellar")?;
                request.worker_messages.push(message)?;
            }
            // An invalid message doesn't affect those of other devices.
            Err(error) => eprintln!("line {number}: {error}"),
        }
    }
    vitalwire::to_io(&request, io::stdout())?;
    println!();
    Ok(())
}
