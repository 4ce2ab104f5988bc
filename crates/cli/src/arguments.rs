//! The command line.

#[cfg(not(feature = "fleet"))]
use crate::no_fleet::{self, SendingCommand};
#[cfg(feature = "fleet")]
use crate::{bridge, simulate};
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
    #[cfg(feature = "fleet")]
    Bridge(bridge::Arguments),
    #[cfg(feature = "fleet")]
    Simulate(simulate::Arguments),
    #[cfg(not(feature = "fleet"))]
    #[command(hide = true, about = no_fleet::ADVICE)]
    Bridge(SendingCommand),
    #[cfg(not(feature = "fleet"))]
    #[command(hide = true, about = no_fleet::ADVICE)]
    Simulate(SendingCommand),
    Transcode(transcode::Arguments),
    /// Prints a shell's completions for this command
    Completions {
        /// The shell
        shell: Shell,
    },
}
