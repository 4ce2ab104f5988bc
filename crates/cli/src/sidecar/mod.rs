//! Samples this machine, and prints or sends what a worker has to say about it.

mod arguments;
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "only Linux can be sampled"))]
mod notices;
mod request;
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "only Linux can be sampled"))]
mod sample;
#[cfg(feature = "fleet")]
mod service;
mod usage;

use crate::indent::indent;
pub use arguments::Arguments;
use notices::Notices;
use sample::{Sampler, Wanted};
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;
use usage::Usage;

/// A rate needs two samples. The first two are 20 of the kernel's clock ticks apart.
const FIRST_INTERVAL: Duration = Duration::from_millis(200);

pub fn run(arguments: Arguments) -> Result<ExitCode, Box<dyn Error>> {
    #[cfg(feature = "fleet")]
    if let Some(endpoint) = arguments.sending.endpoint.clone() {
        return service::run(setup(arguments), endpoint, FIRST_INTERVAL);
    }
    #[cfg(feature = "fleet")]
    if arguments.sending.is_set() {
        // If this fails, the lines still go to stdout.
        let _ = writeln!(io::stderr(), "vitalwire: --watch prints, and sends nothing: to send, leave it out");
    }
    print_all(&arguments).map(|()| ExitCode::SUCCESS)
}

#[cfg(feature = "fleet")]
fn setup(arguments: Arguments) -> service::Setup {
    service::Setup {
        sending: arguments.sending,
        proc: arguments.proc,
        location: arguments.location,
        labels: arguments.labels,
        ignores_cgroups: arguments.machine,
        has_check_ins_only: arguments.check_in,
        is_pretty: arguments.pretty,
        is_verbose: arguments.verbose,
    }
}

fn print_all(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let sampler =
        Sampler { proc: arguments.proc.clone(), wanted: wanted(arguments), ignores_cgroups: arguments.machine };
    let mut notices = Notices::new(io::stderr(), arguments.verbose);
    let mut usage = Usage::default();
    usage.add(&sampler.sample(&mut notices)?, &mut notices);
    let mut interval = FIRST_INTERVAL;
    loop {
        sleep(interval);
        match (line(arguments, &sampler, &mut usage, &mut notices), arguments.watch) {
            (Ok(line), _) => print(&line, arguments.pretty)?,
            // The next line may be possible.
            (Err(error), Some(_)) => notices.tell(&error.to_string(), &error),
            (Err(error), None) => return Err(error),
        }
        match arguments.watch {
            Some(every) => interval = every,
            None => return Ok(()),
        }
    }
}

fn wanted(arguments: &Arguments) -> Wanted {
    if arguments.check_in {
        Wanted::CheckIn
    } else {
        Wanted::Report { host_name: arguments.labels.iter().all(|(key, _)| key != request::WORKER_ID) }
    }
}

fn line(
    arguments: &Arguments,
    sampler: &Sampler,
    usage: &mut Usage,
    notices: &mut Notices,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let sample = sampler.sample(notices)?;
    usage.add(&sample, notices);
    let mut line = Vec::new();
    if arguments.check_in {
        vitalwire::to_io(&request::check_in(&sample)?, &mut line)?;
    } else {
        let labels = request::labels(&sample, &arguments.labels)?;
        let report = request::report(&sample, usage, &labels, &arguments.location, arguments.watch)?;
        vitalwire::to_io(&report, &mut line)?;
    }
    Ok(line)
}

fn print(line: &[u8], pretty: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if pretty {
        indent(line, &mut out)?;
    } else {
        out.write_all(line)?;
    }
    out.write_all(b"\n")?;
    out.flush()
}
