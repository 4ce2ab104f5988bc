//! Reads messages as JSON, and prints their encodings or errors.

mod arguments;
mod input;
mod message;
mod messages;
mod output;

pub use arguments::Arguments;
use input::Input;
use output::Output;
use std::io;
use std::process::ExitCode;

pub fn run(arguments: Arguments) -> io::Result<ExitCode> {
    let mut input = Input::new(arguments.whole);
    let mut output = Output::new(&arguments);
    match transcode_all(&mut input, &mut output) {
        // The reader has closed the pipe, which isn't an error: `transcode … | head -1`.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(if output.has_rejected() { ExitCode::FAILURE } else { ExitCode::SUCCESS }),
    }
}

fn transcode_all(input: &mut Input, output: &mut Output) -> io::Result<()> {
    while let Some(document) = input.next_document()? {
        output.print(document)?;
        // A process that writes to a pipe, or a person typing, may wait for the result.
        if input.is_empty() {
            output.flush()?;
        }
    }
    output.flush()
}
