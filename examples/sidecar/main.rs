//! Samples this machine and prints what a worker would send about it, a line of JSON each time.
//!
//! ```text
//! cargo run --release --example sidecar
//! cargo run --release --example sidecar -- --watch 5
//! cargo run --release --example sidecar -- --check-in --pretty
//! ```

mod arguments;
mod request;
mod sample;
mod usage;

use arguments::Arguments;
use clap::Parser;
use sample::Sample;
use serde::Serialize;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;
use usage::Usage;
use vitalwire::MaxJsonLen;

/// A rate needs two samples. Between the first two there's time for 20 of the kernel's clock ticks.
const FIRST_INTERVAL: Duration = Duration::from_millis(200);

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sidecar: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whoever read the output has seen enough, which is no fault: `sidecar --watch 1 | head -3`.
fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut usage = Usage::default();
    let mut before = Sample::take(&arguments.proc)?;
    let mut interval = FIRST_INTERVAL;
    loop {
        sleep(interval);
        let now = Sample::take(&arguments.proc)?;
        usage.add(&before, &now);
        if arguments.check_in {
            print(&request::check_in(&now), arguments.pretty)?;
        } else {
            print(&request::report(&now, &usage, arguments.watch)?, arguments.pretty)?;
        }
        before = now;
        match arguments.watch {
            Some(every) => interval = every,
            None => return Ok(()),
        }
    }
}

fn print<M: MaxJsonLen + Serialize>(message: &M, pretty: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if pretty {
        serde_json::to_writer_pretty(&mut out, message)?;
    } else {
        out.write_all(vitalwire::encode(message, &mut [0; request::MAX_LEN]))?;
    }
    out.write_all(b"\n")?;
    out.flush()
}
