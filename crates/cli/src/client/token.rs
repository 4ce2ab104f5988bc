//! Access tokens, from a file or a command.

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::SIGCHLD;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::Instant;
use vitalwire_agent::http::{Secret, SecretBuffer};

/// An access token, which is read when it's needed, and then kept.
pub struct Token {
    source: Source,
    secret: Mutex<Box<SecretBuffer<LONGEST>>>,
}

/// Where a token comes from.
pub enum Source {
    File(PathBuf),
    /// What a shell prints.
    Command(String),
}

/// The longest token, in bytes. Google's reach 12,288.
const LONGEST: usize = 16_384;

impl Token {
    pub fn new(source: Source) -> Self {
        Self { source, secret: Mutex::default() }
    }

    /// Returns what `send` makes of the token.
    ///
    /// # Errors
    /// There is none: a sentence for the user.
    pub fn with<T>(&self, deadline: Instant, send: impl FnOnce(Secret<'_>) -> T) -> Result<T, String> {
        let mut secret = self.lock();
        if secret.secret().is_none() {
            self.source.read(&mut secret, deadline)?;
        }
        secret.secret().map(send).ok_or_else(|| "no token".to_owned())
    }

    /// Reads the token again.
    ///
    /// # Errors
    /// There is none any more: a sentence for the user.
    pub fn read(&self, deadline: Instant) -> Result<(), String> {
        self.source.read(&mut self.lock(), deadline)
    }

    /// A token is whole, also if a thread has panicked.
    fn lock(&self) -> MutexGuard<'_, Box<SecretBuffer<LONGEST>>> {
        self.secret.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Source {
    fn read(&self, secret: &mut SecretBuffer<LONGEST>, deadline: Instant) -> Result<(), String> {
        match self {
            Self::File(path) => {
                // A named pipe is opened at once, too: its writer is waited for when it's read.
                let file = open(path, OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::RDONLY, Mode::empty());
                let read = file.map_err(Into::into).and_then(|file| fill(secret, File::from(file), deadline));
                read.map_err(|error| format!("no token in {}: {error}", path.display()))
            }
            Self::Command(command) => {
                call(command, secret, deadline).map_err(|error| format!("no token from `{command}`: {error}"))
            }
        }
    }
}

/// Reads what a command prints. If it takes too long, it's killed, with all that it has started and that is still in
/// its process group: what isn't may have the pipe for longer.
fn call(command: &str, secret: &mut SecretBuffer<LONGEST>, deadline: Instant) -> io::Result<()> {
    wait_for_children();
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).stdin(Stdio::null()).stdout(Stdio::piped()).process_group(0);
    let mut child = shell.spawn()?;
    let stdout = child.stdout.take().ok_or(ErrorKind::BrokenPipe)?;
    let group = Pid::from_child(&child);
    let (ended, end) = mpsc::channel::<()>();
    let guard = thread::spawn(move || {
        let is_late =
            end.recv_timeout(deadline.saturating_duration_since(Instant::now())) == Err(RecvTimeoutError::Timeout);
        if is_late {
            // It may have ended just now.
            let _ = kill_process_group(group, Signal::KILL);
        }
        is_late
    });
    let filled = fill(secret, stdout, deadline);
    let status = child.wait();
    drop(ended);
    if guard.join().unwrap_or_default() {
        return Err(ErrorKind::TimedOut.into());
    }
    let status = status?;
    if !status.success() {
        return Err(io::Error::other(status.to_string()));
    }
    filled
}

/// Sees to it that a command's end is known. If whoever has started this process ignores its children, so does this one.
fn wait_for_children() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // If this fails, so does waiting, perhaps, which says why.
        let _ = signal_hook::flag::register(SIGCHLD, Arc::default());
    });
}

/// Reads a token, without white space at its end, to where it stays: there is no other copy.
fn fill(secret: &mut SecretBuffer<LONGEST>, mut source: impl Read + AsFd, deadline: Instant) -> io::Result<()> {
    let mut read = Ok(());
    let set = secret.set_with(|space| match read_to_end(&mut source, space, deadline) {
        Ok(len) => space.get(..len).unwrap_or_default().trim_ascii_end().len(),
        Err(error) => {
            read = Err(error);
            0
        }
    });
    read?;
    set.map_err(io::Error::other)
}

fn read_to_end(source: &mut (impl Read + AsFd), space: &mut [u8], deadline: Instant) -> io::Result<usize> {
    let mut len = 0;
    loop {
        let left = space.get_mut(len..).unwrap_or_default();
        if left.is_empty() {
            return Err(io::Error::other(format!("it has {LONGEST} bytes or more")));
        }
        match wait(source, deadline).and_then(|()| source.read(left)) {
            Ok(0) => return Ok(len),
            Ok(read) => len += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Waits until there is something to read, or its end. Files always have that.
fn wait(source: &impl AsFd, deadline: Instant) -> io::Result<()> {
    let left = deadline.saturating_duration_since(Instant::now());
    match poll(&mut [PollFd::new(source, PollFlags::IN)], left.try_into().ok().as_ref()) {
        Ok(0) => Err(ErrorKind::TimedOut.into()),
        Ok(_) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use vitalwire_agent::http::{Head, Method};

    fn token(source: Source, patience: Duration) -> Result<String, String> {
        Token::new(source).with(Instant::now() + patience, |secret| {
            let project = "cellar".try_into().expect("a project");
            let head = Head::new(Method::WorkerMessages { project }, 0).secret(secret);
            let head = String::from_utf8(head.pieces().collect::<Vec<_>>().concat()).expect("ASCII");
            head.lines().find_map(|line| line.strip_prefix("Authorization: Bearer ")).expect("a token").to_owned()
        })
    }

    fn of_command(command: &str) -> Result<String, String> {
        token(Source::Command(command.to_owned()), Duration::from_secs(60))
    }

    #[test]
    fn a_token_is_what_a_command_prints() {
        assert_eq!(of_command("printf 'ya29.a\\n\\n'"), Ok("ya29.a".to_owned()));
        for (command, reason) in [
            ("exit 3", "exit status: 3"),
            ("echo a; exit 3", "exit status: 3"),
            ("true", "expected a bearer token"),
            ("echo 'a b'", "expected a bearer token"),
            ("head -c 16384 /dev/zero | tr '\\0' a", "it has 16384 bytes or more"),
        ] {
            let error = of_command(command).expect_err("no token");
            assert!(error.starts_with(&format!("no token from `{command}`: ")) && error.contains(reason), "{error}");
        }
        assert_eq!(of_command("head -c 16383 /dev/zero | tr '\\0' a").map(|token| token.len()), Ok(16_383));
    }

    #[test]
    fn a_command_that_hangs_is_killed_with_its_children() {
        let error = token(Source::Command("sleep 1000 & sleep 1000".to_owned()), Duration::from_millis(50));
        assert_eq!(error, Err("no token from `sleep 1000 & sleep 1000`: timed out".to_owned()));
    }

    /// It has left the process group, and has the pipe.
    #[test]
    fn a_child_that_cant_be_killed_isnt_waited_for() {
        let start = Instant::now();
        let command = "setsid sleep 30 & echo ya29.a";
        let error = token(Source::Command(command.to_owned()), Duration::from_millis(500));
        assert_eq!(error, Err(format!("no token from `{command}`: timed out")));
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn a_named_pipe_has_a_token_as_soon_as_it_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("token");
        let made = Command::new("mkfifo").arg(&path).status().expect("a command");
        assert!(made.success());
        let error = token(Source::File(path.clone()), Duration::from_millis(50)).expect_err("no writer");
        assert!(error.ends_with(": timed out"), "{error}");
        let writer = path.clone();
        let writer = thread::spawn(move || std::fs::write(writer, "ya29.a\n").expect("a reader"));
        assert_eq!(token(Source::File(path), Duration::from_secs(60)), Ok("ya29.a".to_owned()));
        writer.join().expect("a writer");
    }

    #[test]
    fn a_file_without_a_token_is_named() {
        let error = token(Source::File("/nowhere/token".into()), Duration::ZERO).expect_err("no token");
        assert!(error.starts_with("no token in /nowhere/token: No such file"), "{error}");
    }
}
