//! `vitalwire bridge`: makes HTTP of the lines of a device that has only a serial port.

mod arguments;
mod device;
mod requests;
mod response;

pub use arguments::Arguments;
pub use device::Device;

use crate::client::Client;
use crate::wrong_arguments::WrongArguments;
use device::Connection;
use requests::Requests;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use vitalwire::json::Frames;
use vitalwire_agent::line::Request;

/// The longest line of a device.
const LONGEST_LINE: usize = 1 << 16;
/// How long a device that can't be opened is left alone.
const PAUSE: Duration = Duration::from_secs(1);

/// Runs until it's stopped.
///
/// # Errors
/// What of the command line can't be used.
pub fn run(arguments: &Arguments) -> Result<ExitCode, WrongArguments> {
    let client = Client::new(arguments.endpoint.clone(), &arguments.access)?;
    let (requests, plugged) = (Requests::default(), Mutex::default());
    thread::scope(|scope| {
        scope.spawn(|| send(&client, &requests, &plugged, arguments.longest));
        read(arguments, &requests, &plugged)
    })
}

/// The connection to the device, while it's plugged in.
type Plugged = Mutex<Option<Arc<Connection>>>;

/// Reads the requests of the device.
fn read(arguments: &Arguments, requests: &Requests, plugged: &Plugged) -> ! {
    let (mut frames, mut buffer) = (Frames::lines(vec![0; LONGEST_LINE]), [0; 4096]);
    let mut last_problem = String::new();
    loop {
        let problem = match arguments.device.open(arguments.baud) {
            Ok(connection) => {
                log(format_args!("{} is open", arguments.device));
                let connection = Arc::new(connection);
                set(plugged, Some(Arc::clone(&connection)));
                // What has arrived of a line before is its beginning, or nothing: a line feed goes before the next one.
                let error = loop {
                    match connection.read(&mut buffer) {
                        Ok(len) => {
                            let mut received = buffer.get(..len).unwrap_or_default();
                            while let Some(frame) = frames.next(&mut received) {
                                match frame {
                                    Ok(line) => take(line, requests),
                                    Err(error) => log(error),
                                }
                            }
                        }
                        Err(error) => break error,
                    }
                };
                set(plugged, None);
                last_problem.clear();
                format!("{} is unplugged: {error}", arguments.device)
            }
            Err(error) => format!("{} can't be opened: {error}", arguments.device),
        };
        // Each second is too often to say the same.
        if problem != last_problem {
            log(&problem);
            last_problem = problem;
        }
        thread::sleep(PAUSE);
    }
}

fn take(line: &[u8], requests: &Requests) {
    match Request::from_line(&mut line.to_vec()) {
        Ok(request) if !requests.add(line) => log(format_args!("{}: repeated", request.sequence)),
        Ok(_) => {}
        Err(error) => log(format_args!("{error} ({} bytes)", line.len())),
    }
}

/// Sends the requests to the backend, and the responses to the device.
fn send(client: &Client, requests: &Requests, plugged: &Plugged, longest: usize) -> ! {
    loop {
        let mut line = requests.next().to_vec();
        // It was read before.
        let Ok(Request { sequence, method, json, .. }) = Request::from_line(&mut line) else {
            requests.end();
            continue;
        };
        let response = client.post(method, json);
        if let Err(failure) = &response {
            log(format_args!("{sequence}: {failure}"));
        }
        let (status, line) = response::line(sequence, response, longest);
        if !requests.end() {
            log(format_args!("{sequence}: {status}, which the device no longer waits for"));
            continue;
        }
        let connection = plugged.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match connection.map(|connection| connection.write_all(&line)) {
            Some(Ok(())) => {
                log(format_args!("{sequence}: {status}, {} bytes sent, {} received", json.len(), line.len()))
            }
            Some(Err(error)) => log(format_args!("{sequence}: {status}, which can't be written: {error}")),
            None => log(format_args!("{sequence}: {status}, and the device is unplugged")),
        }
    }
}

fn set(plugged: &Plugged, connection: Option<Arc<Connection>>) {
    *plugged.lock().unwrap_or_else(PoisonError::into_inner) = connection;
}

/// If stderr is closed, the bridge goes on.
fn log(text: impl Display) {
    let _ = writeln!(io::stderr(), "vitalwire bridge: {text}");
}
