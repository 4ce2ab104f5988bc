//! The command line of `vitalwire bridge`.

use super::Device;
use crate::client::{Access, Endpoint};
use clap::Args;
use std::path::PathBuf;

/// Sends what a device writes to its serial port to a backend, and writes the responses back.
///
/// The device speaks the lines of vitalwire-agent's module `line`: a request is a sequence number, a method with what
/// its path contains, a checksum, and JSON. The device says for which project it is; the access token is the bridge's
/// alone.
#[derive(Args)]
#[command(after_long_help = DETAILS)]
pub struct Arguments {
    /// The device: the PATH of a serial port, or tcp:HOST:PORT or unix:PATH, which listens there
    #[arg(long, value_name = "DEVICE")]
    pub device: Device,

    /// The bits a second of the serial port, with 8 data bits, no parity and 1 stop bit
    #[arg(long, value_name = "RATE", default_value_t = 115_200, value_parser = clap::value_parser!(u32).range(1..))]
    pub baud: u32,

    /// The backend, such as https://dataflow.googleapis.com
    #[arg(long, value_name = "URL")]
    pub endpoint: Endpoint,

    #[command(flatten)]
    pub access: Access,

    /// Leave out the JSON of a response if it has more than BYTES: then its status decides
    #[arg(long, value_name = "BYTES", default_value_t = 4096)]
    pub longest: usize,

    /// Say on stderr what becomes of each request, and of each line that is skipped
    #[arg(long)]
    pub verbose: bool,

    /// Read options from FILE (TOML), too: `device = "/dev/ttyUSB0"`
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

const DETAILS: &str = "\
It runs until it's stopped. stderr says what becomes of requests when that changes, with --verbose each time: the \
status of the response, and the request's sequence number, which the device has given it. Requests are sent one \
after the other. A line that is damaged, or has more than 64 KB, is skipped; one that is repeated while it is being \
sent isn't sent twice; of those that arrive meanwhile, the last one is sent next, since a device that sends another \
request has given up the one before.

If the backend can't be reached, or doesn't respond within 20 s, the device gets a status that HTTP has for that, \
without a body: 504, or 502 if the connection was cut. Both mean to try later. It's 504, too, if there is no token to \
send. So a device should wait for 25 s: without a response until then, it is the line that is broken, or the bridge.

A device that is unplugged is opened again each second; one at tcp: that has vanished, after a minute.

Examples:
  vitalwire bridge --device /dev/ttyUSB0 --endpoint https://dataflow.googleapis.com --token-file /run/token
  vitalwire bridge --device tcp:127.0.0.1:4321 --endpoint http://127.0.0.1:8080

Exit codes:
  0  stopped by SIGTERM or SIGINT
  1  there can't be threads or handlers of signals; stderr says why
  2  the arguments are wrong";
