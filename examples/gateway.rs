//! A gateway combines what its devices send, one message or one request a line, into one request: run with
//!
//! ```text
//! echo '{"workerHealthReport": {"vmIsHealthy": true}, "time": "2026-11-22T01:22:00Z"}' |
//!     cargo run --features std --example gateway
//! ```
//!
//! Messages may be of any size here, as long as a line has at most 16 KB: `Growable` allocates.

use std::error::Error;
use std::io::{self, Read};
use vitalwire::dataflow::{SendWorkerMessagesRequest, WorkerMessage};
use vitalwire::json::{FrameError, Frames};
use vitalwire::{Growable, decode};

type Message = WorkerMessage<Growable>;
type Request = SendWorkerMessagesRequest<Growable>;

fn main() -> Result<(), Box<dyn Error>> {
    // The location is that of the gateway, wherever its devices think they are.
    let mut request = Request::new("europe-west1", Default::default())?;
    // Unlike `BufRead::lines`, this accepts any bytes, and its memory has a limit.
    let (mut lines, mut number) = (Frames::lines(vec![0; 16 * 1024]), 1);
    let (mut stdin, mut bytes) = (io::stdin().lock(), [0; 1024]);
    loop {
        let count = stdin.read(&mut bytes)?;
        // A line at a time, for its number: empty lines count, but aren't frames.
        for mut piece in bytes[..count].split_inclusive(|byte| *byte == b'\n') {
            let ends_line = piece.ends_with(b"\n");
            if let Some(line) = lines.next(&mut piece) {
                add(&mut request, number, line)?;
            }
            number += usize::from(ends_line);
        }
        if count == 0 {
            break;
        }
    }
    // The last line may have no line feed.
    if let Some(line) = lines.finish() {
        add(&mut request, number, line)?;
    }
    vitalwire::to_io(&request, io::stdout())?;
    println!();
    Ok(())
}

/// Adds what a line holds. An invalid line doesn't affect those of other devices.
fn add(request: &mut Request, number: usize, line: Result<&[u8], FrameError>) -> Result<(), Box<dyn Error>> {
    match messages(line) {
        Ok(messages) => {
            for mut message in messages {
                // Written as it was decoded, it would lose what it has to say.
                if message.payload.is_none() {
                    eprintln!("line {number}: a message without a payload that is known");
                    continue;
                }
                message.labels.insert("GATEWAY", "cellar")?;
                request.worker_messages.push(message)?;
            }
        }
        Err(error) => eprintln!("line {number}: {error}"),
    }
    Ok(())
}

/// Returns the messages of a request, or the one that is the line.
fn messages(line: Result<&[u8], FrameError>) -> Result<Vec<Message>, Box<dyn Error>> {
    let line = line?;
    // As a request, a message is an empty one; and the other way round.
    let mut messages = decode::<Request>(line)?.worker_messages.into_inner();
    if messages.is_empty() {
        messages.push(decode(line)?);
        if messages == [Message::default()] {
            return Err("neither a message nor a request".into());
        }
    }
    Ok(messages)
}
