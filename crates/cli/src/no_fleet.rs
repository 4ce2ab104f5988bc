//! What this build lacks: it says so, rather than not knowing the options and commands of the others.

use clap::error::ErrorKind;
use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};

/// How to get a build that has it.
pub const ADVICE: &str =
    "this vitalwire was built without what sends: cargo install --path crates/cli --features fleet";

/// The options by which `sidecar` sends: each is an error.
pub struct SendingOptions;

const SENDING_OPTIONS: [&str; 15] = [
    "endpoint",
    "project",
    "worker",
    "interval",
    "min-interval",
    "max-interval",
    "state",
    "events",
    "shutdown-reason",
    "once",
    "dry-run",
    "token-file",
    "token-command",
    "ca-file",
    "config",
];

impl Args for SendingOptions {
    fn augment_args(command: Command) -> Command {
        // With a value or without: that makes no difference.
        command.args(SENDING_OPTIONS.map(|name| Arg::new(name).long(name).num_args(0..=1).hide(true)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for SendingOptions {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let is_set = SENDING_OPTIONS.iter().any(|name| matches.contains_id(name));
        if is_set { Err(error()) } else { Ok(Self) }
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        Self::from_arg_matches(matches).map(drop)
    }
}

/// A command that sends: it takes any arguments, and is an error.
pub enum SendingCommand {}

impl Args for SendingCommand {
    fn augment_args(command: Command) -> Command {
        command.arg(Arg::new("arguments").num_args(0..).trailing_var_arg(true).allow_hyphen_values(true).hide(true))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for SendingCommand {
    fn from_arg_matches(_: &ArgMatches) -> Result<Self, Error> {
        Err(error())
    }

    fn update_from_arg_matches(&mut self, _: &ArgMatches) -> Result<(), Error> {
        Err(error())
    }
}

fn error() -> Error {
    Error::raw(ErrorKind::UnknownArgument, ADVICE)
}
