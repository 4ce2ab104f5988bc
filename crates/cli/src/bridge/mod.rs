//! `vitalwire bridge`: makes HTTP of the lines of a device that has only a serial port.

mod arguments;
mod device;
mod requests;
mod response;

pub use arguments::Arguments;
pub use device::Device;

use crate::client::Client;
use crate::log::Log;
use device::Connection;
use requests::Requests;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::signal_name;
use std::error::Error;
use std::fmt::Display;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use vitalwire::json::Frames;
use vitalwire::rpc::Outcome;
use vitalwire_agent::line::Request;

/// The longest line of a device.
const LONGEST_LINE: usize = 1 << 16;
/// How long a device that can't be opened is left alone.
const PAUSE: Duration = Duration::from_secs(1);

/// Runs until it's stopped.
///
/// # Errors
/// What of the command line can't be used, or what the system can't do.
pub fn run(arguments: Arguments) -> Result<ExitCode, Box<dyn Error>> {
    let client = Client::new(arguments.endpoint.clone(), &arguments.access)?;
    // Before the threads: none of them takes a signal that comes early.
    let mut signals = Signals::new([SIGTERM, SIGINT])?;
    // The threads have it until the process ends.
    let bridge: &'static Bridge =
        Box::leak(Box::new(Bridge { arguments, client, requests: Requests::default(), plugged: Mutex::default() }));
    thread::Builder::new().name("backend".to_owned()).spawn(|| bridge.send())?;
    thread::Builder::new().name("device".to_owned()).spawn(|| bridge.read())?;
    let signal = signals.forever().next().and_then(signal_name).unwrap_or("SIGNAL");
    bridge.log().say(format_args!("stopped: {signal}"));
    Ok(ExitCode::SUCCESS)
}

struct Bridge {
    arguments: Arguments,
    client: Client,
    requests: Requests,
    /// The connection to the device, while it's plugged in.
    plugged: Mutex<Option<Arc<Connection>>>,
}

impl Bridge {
    fn log(&self) -> Log {
        Log::new("vitalwire bridge", self.arguments.verbose)
    }

    /// Reads the requests of the device.
    fn read(&self) -> ! {
        let (mut frames, mut buffer) = (Frames::lines(vec![0; LONGEST_LINE]), [0; 4096]);
        let (mut log, mut skipped) = (self.log(), Skipped::default());
        let device = &self.arguments.device;
        loop {
            let problem = match device.open(self.arguments.baud) {
                Ok(connection) => {
                    log.tell("device", format!("{device} is open"), "");
                    let connection = Arc::new(connection);
                    self.set(Some(Arc::clone(&connection)));
                    // What has arrived of a line before is its beginning, or nothing: a line feed goes before the next
                    // one.
                    let error = loop {
                        match connection.read(&mut buffer) {
                            Ok(len) => {
                                let mut received = buffer.get(..len).unwrap_or_default();
                                while let Some(frame) = frames.next(&mut received) {
                                    match frame {
                                        Ok(line) => self.take(line, &log, &mut skipped),
                                        Err(error) => skipped.add(error, &log),
                                    }
                                }
                            }
                            Err(error) => break error,
                        }
                    };
                    self.set(None);
                    format!("{device} is unplugged: {error}")
                }
                Err(error) => format!("{device} can't be opened: {error}"),
            };
            log.tell("device", problem, "");
            thread::sleep(PAUSE);
        }
    }

    fn take(&self, line: &[u8], log: &Log, skipped: &mut Skipped) {
        match Request::from_line(&mut line.to_vec()) {
            Ok(request) if !self.requests.add(line) => {
                log.explain(format_args!("request {}: repeated, and under way already", request.sequence));
            }
            Ok(_) => {}
            Err(error) => skipped.add(format_args!("{error} ({} bytes)", line.len()), log),
        }
    }

    /// Sends the requests to the backend, and the responses to the device.
    fn send(&self) -> ! {
        let mut log = self.log();
        loop {
            let mut line = self.requests.next().to_vec();
            // It was read before.
            let Ok(Request { sequence, method, json, .. }) = Request::from_line(&mut line) else {
                self.requests.end();
                continue;
            };
            let response = self.client.post(method, json);
            let reason = match &response {
                Ok((head, body)) if head.outcome(body) == Outcome::Unauthenticated => {
                    format!(", {}", self.arguments.access.when_unauthenticated())
                }
                Ok(_) => String::new(),
                Err(failure) => format!(", {failure}"),
            };
            let (status, line) = response::line(sequence, response, self.arguments.longest);
            let what_became = if self.requests.end() {
                let connection = self.plugged.lock().unwrap_or_else(PoisonError::into_inner).clone();
                match connection.map(|connection| connection.write_all(&line)) {
                    Some(Ok(())) => String::new(),
                    Some(Err(error)) => format!(", which can't be written: {error}"),
                    None => ", and the device is unplugged".to_owned(),
                }
            } else {
                ", which the device no longer waits for".to_owned()
            };
            let detail = format!(" (request {sequence}: {} bytes; its response: {})", json.len(), line.len());
            log.tell("requests", format!("{status}{reason}{what_became}"), detail);
        }
    }

    fn set(&self, connection: Option<Arc<Connection>>) {
        *self.plugged.lock().unwrap_or_else(PoisonError::into_inner) = connection;
    }
}

/// Lines that are skipped.
#[derive(Default)]
struct Skipped(u64);

impl Skipped {
    /// Says why a line is skipped, if that is rare, or if the user wants to know each time: at a wrong rate, nothing
    /// else arrives.
    fn add(&mut self, error: impl Display, log: &Log) {
        self.0 += 1;
        let text = format!("a line is skipped, {} by now: {error}", self.0);
        if self.0.is_power_of_two() { log.say(text) } else { log.explain(text) }
    }
}
