//! What can't be sampled, and telling so.

use std::collections::HashSet;
use std::fmt::{self, Display};
use std::io::{self, Write};
use std::path::Path;

/// Messages for the user. Each cause is told once, however often it comes back.
pub struct Notices {
    /// On stderr, except in tests.
    out: Box<dyn Write>,
    told: HashSet<String>,
    is_verbose: bool,
}

impl Notices {
    pub fn new(out: impl Write + 'static, is_verbose: bool) -> Self {
        Self { out: Box::new(out), told: HashSet::new(), is_verbose }
    }

    /// Returns the value of `result`. If it has none, tells why there is no `what`.
    pub fn known<T>(&mut self, what: &str, result: Result<T, SampleError>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.tell(&error.cause, format_args!("no {what}: {error}"));
                None
            }
        }
    }

    /// Tells what is no error, if the user wants to know.
    pub fn explain(&mut self, message: &str) {
        if self.is_verbose {
            self.tell(message, message);
        }
    }

    /// Tells `message`, unless `cause` was told before.
    pub fn tell(&mut self, cause: &str, message: impl Display) {
        if self.told.insert(cause.to_owned()) {
            // Without a stderr, what is known still goes to stdout.
            let _ = writeln!(self.out, "vitalwire: {message}");
        }
    }
}

/// Why something isn't known.
#[derive(Debug, PartialEq)]
pub struct SampleError {
    /// The same for each sample, unlike what was found.
    pub cause: String,
    /// What was found in place of something usable.
    pub found: Option<String>,
    /// What the user can do.
    pub advice: Option<&'static str>,
}

impl SampleError {
    pub fn new(cause: impl Display) -> Self {
        Self { cause: cause.to_string(), found: None, advice: None }
    }

    pub fn unusable_line(path: &Path, line: &[u8]) -> Self {
        let found = Some(String::from_utf8_lossy(line).into_owned());
        Self { found, ..Self::new(format_args!("{} has a line that can't be parsed", path.display())) }
    }

    pub fn with_advice(self, advice: &'static str) -> Self {
        Self { advice: Some(advice), ..self }
    }

    pub fn unreadable(path: &Path, error: &io::Error) -> Self {
        Self::new(format_args!("can't read {}: {error}", path.display()))
    }

    /// `found` is in `path`, and is no `what`.
    pub fn unusable(path: &Path, what: &str, found: &str) -> Self {
        Self { found: Some(found.to_owned()), ..Self::new(format_args!("{} has no usable {what}", path.display())) }
    }
}

impl Display for SampleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.cause)?;
        if let Some(found) = &self.found {
            write!(f, ": {found:?}")?;
        }
        self.advice.map_or(Ok(()), |advice| write!(f, "; {advice}"))
    }
}
