//! The standard input and output.

extern crate std;

use std::io::{Read, Write, stdin, stdout};
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Mutex, PoisonError};
use std::thread;

static RECEIVED: OnceLock<Mutex<Receiver<u8>>> = OnceLock::new();

pub fn start() {
    let (sender, receiver) = mpsc::sync_channel(64);
    if RECEIVED.set(Mutex::new(receiver)).is_ok() {
        thread::spawn(move || stdin().lock().bytes().map_while(Result::ok).try_for_each(|byte| sender.send(byte)));
    }
}

pub fn write(byte: u8) {
    // A line that is unplugged takes what is written, too.
    let mut output = stdout();
    let _ = output.write_all(&[byte]).and_then(|()| output.flush());
}

pub fn read() -> Option<u8> {
    RECEIVED.get()?.lock().unwrap_or_else(PoisonError::into_inner).try_recv().ok()
}
