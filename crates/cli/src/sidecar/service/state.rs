//! The directory of what a restart has to know.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// A directory that this process has for itself.
pub struct State {
    folder: PathBuf,
    /// How often a sidecar was started with it: greater each time.
    pub start: u32,
    /// Locked until the process ends, however that happens.
    _lock: File,
}

impl State {
    /// Opens a directory, which is created if there is none, and counts the start.
    ///
    /// # Errors
    /// It can't be used: a sentence for the user.
    pub fn open(folder: &Path) -> Result<Self, String> {
        let shown = folder.display();
        let failed = |error: io::Error| format!("the state directory {shown} can't be used: {error}");
        fs::create_dir_all(folder).map_err(failed)?;
        let lock = File::create(folder.join("lock")).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(format!("another sidecar has the state directory {shown}")),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        let mut state = Self { folder: folder.to_owned(), start: 0, _lock: lock };
        state.start = state.next_start()?;
        // Before anything is sent with it: a receiver drops what has a lower one than it has seen.
        state.write(STARTS, &state.start.to_string())?;
        Ok(state)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Returns the content of a file, if there is one.
    ///
    /// # Errors
    /// The file's error.
    pub fn read(&self, name: &str) -> io::Result<Option<String>> {
        match fs::read_to_string(self.path(name)) {
            Ok(text) => Ok(Some(text.trim_ascii().to_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Replaces a file at once: whenever the power fails, it's the old one or the new one.
    ///
    /// # Errors
    /// It may be either: a sentence for the user.
    pub fn write(&self, name: &str, text: &str) -> Result<(), String> {
        self.replace(name, text).map_err(|error| format!("{} can't be written: {error}", self.path(name).display()))
    }

    fn replace(&self, name: &str, text: &str) -> io::Result<()> {
        let new = self.path(&format!("{name}.new"));
        let mut file = File::create(&new)?;
        file.write_all(format!("{text}\n").as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, self.path(name))?;
        File::open(&self.folder)?.sync_all()
    }

    fn next_start(&self) -> Result<u32, String> {
        let path = self.path(STARTS);
        let error = |reason: &str| {
            format!(
                "{} {reason}: it has the number of starts, and must not fall; without the file, it goes on with the \
                 seconds since 1970",
                path.display()
            )
        };
        match self.read(STARTS) {
            Ok(Some(starts)) => {
                let starts = starts.parse::<u32>().map_err(|_| error("isn't a number"))?;
                starts.checked_add(1).ok_or_else(|| error("can't be greater"))
            }
            // If the directory is new, the worker needn't be: what it has counted before is less than the seconds since
            // then.
            Ok(None) => Ok(seconds_since_1970()),
            Err(reason) => Err(error(&format!("can't be read ({reason})"))),
        }
    }
}

/// The name of the file.
const STARTS: &str = "starts";

fn seconds_since_1970() -> u32 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    u32::try_from(seconds).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_of_starts_that_is_damaged_is_not_guessed() {
        let folder = tempfile::tempdir().expect("a folder");
        let starts = folder.path().join(STARTS);
        for damaged in ["", "x", "4294967295", "-1"] {
            fs::write(&starts, damaged).expect("written");
            let error = State::open(folder.path()).map(|state| state.start).expect_err(damaged);
            assert!(error.ends_with("without the file, it goes on with the seconds since 1970"), "{error}");
            assert_eq!(fs::read_to_string(&starts).expect("read"), damaged);
        }
        fs::remove_file(&starts).expect("removed");
        let start = State::open(folder.path()).expect("opened").start;
        assert!(start > 1_000_000_000);
        assert_eq!(State::open(folder.path()).expect("opened").start, start + 1);
    }
}
