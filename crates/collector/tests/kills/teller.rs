//! A process that tells a sidecar events: it remembers for which of them the sidecar has vouched.

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

#[derive(Default)]
pub struct Told {
    /// Each must arrive once.
    pub committed: BTreeSet<String>,
    /// The sidecar was killed before it could reply: each arrives once or not at all.
    pub uncertain: BTreeSet<String>,
}

/// Tells events at a socket until it's stopped. Each has a code of its own.
pub fn start(socket: PathBuf, name: String, stop: Arc<AtomicBool>) -> JoinHandle<Told> {
    thread::spawn(move || {
        let (mut told, mut number) = (Told::default(), 0);
        while !stop.load(Ordering::Relaxed) {
            let Ok(stream) = UnixStream::connect(&socket) else {
                thread::sleep(Duration::from_millis(20));
                continue;
            };
            // Until the sidecar is killed.
            let _ = tell(&stream, &name, &mut number, &mut told, &stop);
        }
        told
    })
}

fn tell(stream: &UnixStream, name: &str, number: &mut u32, told: &mut Told, stop: &AtomicBool) -> io::Result<()> {
    let mut replies = BufReader::new(stream);
    while !stop.load(Ordering::Relaxed) {
        *number += 1;
        let code = format!("{name}.{number}");
        told.uncertain.insert(code.clone());
        (&*stream).write_all(format!("{code}\n").as_bytes())?;
        let mut reply = String::new();
        if replies.read_line(&mut reply)? == 0 {
            return Ok(());
        }
        if reply == "ok\n" {
            told.uncertain.remove(&code);
            told.committed.insert(code);
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}
