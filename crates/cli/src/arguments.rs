//! The command line.

use crate::{sidecar, transcode};
use clap::{Parser, Subcommand};
use clap_complete::Shell;

/// Prints this machine's health, metrics and check-ins as JSON, and checks such messages.
#[derive(Parser)]
#[command(name = "vitalwire", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Sidecar(Box<sidecar::Arguments>),
    Transcode(transcode::Arguments),
    #[cfg(feature = "fleet")]
    Simulate(crate::simulate::Arguments),
    /// Prints a shell's completions for this command
    Completions {
        /// The shell
        shell: Shell,
    },
}
