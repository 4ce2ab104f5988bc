//! The socket at which other processes tell events.

use super::input::Input;
use std::fs;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::os::unix::fs::FileTypeExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, SyncSender};
use std::thread;
use std::time::Duration;

/// A socket that is removed when this is dropped.
pub struct Socket(PathBuf);

/// The longest line: what is stored has less space.
const LONGEST: u64 = 4096;
/// The most processes that are connected at once.
const CONNECTIONS: usize = 64;

impl Socket {
    /// Listens at `path`. Each line goes to the loop, and the loop's reply back.
    ///
    /// # Errors
    /// There can't be a socket: a sentence for the user.
    pub fn listen(path: &Path, inputs: SyncSender<Input>) -> Result<Self, String> {
        let failed = |error: io::Error| format!("can't listen at {}: {error}", path.display());
        remove_stale(path).map_err(failed)?;
        let listener = UnixListener::bind(path).map_err(failed)?;
        let socket = Self(path.to_owned());
        let accept = move || accept_all(&listener, &inputs);
        thread::Builder::new().name("socket".to_owned()).spawn(accept).map_err(failed)?;
        Ok(socket)
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // The next one that listens there removes it, too.
        let _ = fs::remove_file(&self.0);
    }
}

/// Removes a socket at which nobody listens: that of a process that was killed.
fn remove_stale(path: &Path) -> io::Result<()> {
    let is_socket = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.file_type().is_socket());
    if is_socket && UnixStream::connect(path).is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused) {
        fs::remove_file(path)?;
    }
    Ok(())
}

fn accept_all(listener: &UnixListener, inputs: &SyncSender<Input>) {
    let connections = Arc::new(());
    loop {
        let Ok((stream, _)) = listener.accept() else {
            // There may be too many open files.
            thread::sleep(Duration::from_millis(100));
            continue;
        };
        let (connection, inputs) = (Arc::clone(&connections), inputs.clone());
        if Arc::strong_count(&connections) > CONNECTIONS + 1 {
            let _ = (&stream).write_all(b"error: too many processes are connected\n");
            continue;
        }
        let serve = move || {
            // Whoever has closed the connection needs no reply.
            let _ = serve(&stream, &inputs);
            drop(connection);
        };
        // Without a thread the connection is closed.
        let _ = thread::Builder::new().name("connection".to_owned()).spawn(serve);
    }
}

fn serve(stream: &UnixStream, inputs: &SyncSender<Input>) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let mut line = Vec::new();
        if reader.by_ref().take(LONGEST + 1).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let reply = if line.ends_with(b"\n") {
            reply(line.trim_ascii(), inputs)
        } else if line.len() as u64 > LONGEST {
            reader.skip_until(b'\n')?;
            format!("error: a line has at most {LONGEST} bytes")
        } else {
            // Whoever wrote it may have been killed within it.
            "error: the line has no end".to_owned()
        };
        (&*stream).write_all(format!("{reply}\n").as_bytes())?;
    }
}

fn reply(line: &[u8], inputs: &SyncSender<Input>) -> String {
    let Ok(line) = str::from_utf8(line) else { return "error: the line isn't UTF-8".to_owned() };
    let (reply, replies) = mpsc::sync_channel(1);
    let told = inputs.send(Input::Event { line: line.to_owned(), reply });
    let reply = told.ok().and_then(|()| replies.recv().ok());
    reply.unwrap_or_else(|| "error: the sidecar is stopping".to_owned())
}
