//! Text files of the kernel.

use crate::sidecar::notices::SampleError;
use rustix::io::Errno;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file of procfs, sysfs or a cgroup. Only lines that are asked for are parsed: the others may be anything.
pub struct File {
    path: PathBuf,
    text: String,
}

impl File {
    pub fn read(path: PathBuf) -> Result<Self, SampleError> {
        let bytes = read(&path)?;
        Ok(Self::new(path, &bytes))
    }

    /// Returns nothing if there is no such file, or not any longer.
    pub fn read_if_exists(path: PathBuf) -> Result<Option<Self>, SampleError> {
        Ok(read_if_exists(&path)?.map(|bytes| Self::new(path, &bytes)))
    }

    fn new(path: PathBuf, bytes: &[u8]) -> Self {
        Self { path, text: String::from_utf8_lossy(bytes).into_owned() }
    }

    pub fn text(&self) -> &str {
        self.text.trim_ascii()
    }

    /// Returns what follows `name` in the first line that starts with it.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim_ascii)
    }

    /// Like [`find`](Self::find), for a line that has to be there.
    pub fn line(&self, name: &str) -> Result<&str, SampleError> {
        let missing = || SampleError::new(format_args!("{} has no {}", self.path.display(), label(name)));
        self.find(name).ok_or_else(missing)
    }

    /// Returns the number that follows `name`, which has to be there.
    pub fn number(&self, name: &str) -> Result<u64, SampleError> {
        let found = self.line(name)?;
        found.parse().map_err(|_| self.unusable(name, found))
    }

    /// Returns the number that is all of the file.
    pub fn whole_number(&self) -> Result<u64, SampleError> {
        self.text().parse().map_err(|_| self.unusable("number", self.text()))
    }

    pub fn unusable(&self, name: &str, found: &str) -> SampleError {
        SampleError::unusable(&self.path, label(name), found)
    }
}

/// Returns the content of a file, which may have names in any encoding.
pub fn read(path: &Path) -> Result<Vec<u8>, SampleError> {
    fs::read(path).map_err(|error| SampleError::unreadable(path, &error))
}

pub fn read_if_exists(path: &Path) -> Result<Option<Vec<u8>>, SampleError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(SampleError::unreadable(path, &error)),
    }
}

/// Reading a file of a cgroup that was removed after it was opened is `ENODEV`.
fn is_absent(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound || Errno::from_io_error(error) == Some(Errno::NODEV)
}

/// Returns the name of a line without what separates it from its value.
fn label(name: &str) -> &str {
    name.trim_end_matches([' ', ':'])
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn file(text: &str) -> File {
        File::new(PathBuf::from("file"), text.as_bytes())
    }

    #[test]
    fn a_line_is_found_by_all_of_its_name() {
        let text = "oom_kill_x 4\nSwapFree:18014398503714728 kB\noom_kill 18446744073709551615\n";
        assert_eq!(file(text).number("oom_kill "), Ok(u64::MAX));
        assert_eq!(file(text).line("SwapFree:"), Ok("18014398503714728 kB"));
    }

    #[test]
    fn errors_name_the_file_and_the_line() {
        let error = |text: &str| file(text).number("btime ").map_err(|error| error.to_string());
        assert_eq!(error("cpu 1\n"), Err("file has no btime".to_owned()));
        assert_eq!(error("btime soon\n"), Err(r#"file has no usable btime: "soon""#.to_owned()));
        assert_eq!(error("btime -1\n"), Err(r#"file has no usable btime: "-1""#.to_owned()));
        let absent = File::read(PathBuf::from("/nowhere/stat")).map(|_| ()).map_err(|error| error.to_string());
        assert_eq!(absent, Err("can't read /nowhere/stat: No such file or directory (os error 2)".to_owned()));
    }
}
