//! The command `vitalwire`: samples this machine as a worker, and checks messages.

mod arguments;
#[cfg(feature = "fleet")]
mod bridge;
#[cfg(feature = "fleet")]
mod client;
mod indent;
mod interval;
#[cfg(feature = "fleet")]
mod log;
#[cfg(not(feature = "fleet"))]
mod no_fleet;
mod sidecar;
#[cfg(feature = "fleet")]
mod simulate;
mod transcode;
mod wrong_arguments;

use arguments::{Arguments, Command};
use clap::CommandFactory;
use clap_complete::Shell;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use wrong_arguments::WrongArguments;

fn main() -> ExitCode {
    let outcome = match parse().command {
        Command::Sidecar(arguments) => sidecar::run(*arguments),
        #[cfg(feature = "fleet")]
        Command::Bridge(arguments) => bridge::run(arguments),
        #[cfg(feature = "fleet")]
        Command::Simulate(arguments) => simulate::run(&arguments),
        #[cfg(not(feature = "fleet"))]
        Command::Bridge(never) | Command::Simulate(never) => match never {},
        Command::Transcode(arguments) => transcode::run(arguments).map_err(Into::into),
        Command::Completions { shell } => print_completions(shell).map(|()| ExitCode::SUCCESS).map_err(Into::into),
    };
    match outcome {
        Ok(code) => code,
        // The reader has closed the pipe, which isn't an error: `vitalwire sidecar --watch 1 | head -3`.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            // If this fails, the exit code still reports the error.
            let _ = writeln!(io::stderr(), "vitalwire: {error}");
            if error.is::<WrongArguments>() { WrongArguments::exit_code() } else { ExitCode::FAILURE }
        }
    }
}

/// Commands that send may also be told their options in the environment and in a file.
#[cfg(feature = "fleet")]
fn parse() -> Arguments {
    vitalwire_settings::parse("VITALWIRE")
}

#[cfg(not(feature = "fleet"))]
fn parse() -> Arguments {
    clap::Parser::parse()
}

fn print_completions(shell: Shell) -> io::Result<()> {
    let mut completions = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "vitalwire", &mut completions);
    io::stdout().write_all(&completions)
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
