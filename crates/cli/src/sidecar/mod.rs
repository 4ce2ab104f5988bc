//! Samples this machine and prints what a worker would send about it, a line of JSON each time.

mod arguments;
mod request;
mod sample;
mod usage;

use crate::indent::indent;
pub use arguments::Arguments;
use sample::Sample;
use std::error::Error;
use std::io::{self, Write};
use std::thread::sleep;
use std::time::Duration;
use usage::Usage;
use vitalwire::proto::Message;

/// A rate needs two samples. The first two are 20 of the kernel's clock ticks apart.
const FIRST_INTERVAL: Duration = Duration::from_millis(200);

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut usage = Usage::default();
    let mut before = Sample::take(&arguments.proc)?;
    let mut interval = FIRST_INTERVAL;
    loop {
        sleep(interval);
        let now = Sample::take(&arguments.proc)?;
        usage.add(&before, &now);
        if arguments.check_in {
            print(&request::check_in(&now)?, arguments.pretty)?;
        } else {
            print(&request::report(&now, &usage, arguments)?, arguments.pretty)?;
        }
        before = now;
        match arguments.watch {
            Some(every) => interval = every,
            None => return Ok(()),
        }
    }
}

fn print(message: &impl Message, pretty: bool) -> Result<(), Box<dyn Error>> {
    let mut line = Vec::new();
    vitalwire::to_io(message, &mut line)?;
    let mut out = io::stdout().lock();
    if pretty {
        indent(&line, &mut out)?;
    } else {
        out.write_all(&line)?;
    }
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}
