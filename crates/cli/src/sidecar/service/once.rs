//! One report and one check-in, without a loop.

use super::worker::Worker;
use crate::client::Client;
use crate::indent::indent;
use std::io::{self, Write};
use vitalwire_agent::http::Method;

/// Sends a report and a check-in, if there are methods for them. Returns whether all that was sent was accepted.
pub fn send(worker: &mut Worker, client: &Client, [reports, check_ins]: [Option<Method<'_>>; 2]) -> bool {
    let mut is_accepted = true;
    if let Some(method) = reports {
        worker.report();
        is_accepted &= worker.begin_send().is_some_and(|(exchange, body)| {
            let response = client.post(method, &body);
            worker.settle_send(exchange, response)
        });
    }
    if let Some(method) = check_ins {
        let (exchange, body) = worker.begin_check_in(false);
        let response = client.post(method, &body);
        is_accepted &= worker.settle_check_in(exchange, response);
    }
    is_accepted
}

/// Prints the same instead, each with where it would be sent. The token isn't shown, but there has to be one.
///
/// # Errors
/// There's no token, or nothing can be printed.
pub fn print(
    worker: &mut Worker,
    client: &Client,
    [reports, check_ins]: [Option<Method<'_>>; 2],
    is_pretty: bool,
) -> io::Result<()> {
    client.check_token().map_err(io::Error::other)?;
    if let Some(method) = reports {
        worker.report();
        if let Some((_, body)) = worker.begin_send() {
            print_request(&client.url(method), &body, is_pretty)?;
        }
    }
    if let Some(method) = check_ins {
        let (_, body) = worker.begin_check_in(false);
        print_request(&client.url(method), &body, is_pretty)?;
    }
    Ok(())
}

fn print_request(url: &str, body: &[u8], is_pretty: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "POST {url}")?;
    if is_pretty {
        indent(body, &mut out)?;
    } else {
        out.write_all(body)?;
    }
    out.write_all(b"\n")
}
