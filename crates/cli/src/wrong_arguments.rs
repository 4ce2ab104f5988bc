//! Arguments that can't be used, and that clap can't know of.

use std::error::Error;
use std::fmt::{self, Display};
use std::process::ExitCode;

/// Why the arguments, or files that they name, can't be used: a sentence for the user. The exit code is clap's.
#[derive(Debug)]
pub struct WrongArguments(pub String);

impl WrongArguments {
    pub fn exit_code() -> ExitCode {
        ExitCode::from(2)
    }
}

impl Display for WrongArguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for WrongArguments {}
