//! Reads messages as JSON and prints what the library makes of them.
//!
//! ```text
//! cargo run --release --example transcode -- WorkerMessage < messages.jsonl
//! cargo run --release --example transcode -- --help
//! ```

mod arguments;
mod indent;
mod input;
mod message;
mod messages;
mod output;

use arguments::Arguments;
use clap::Parser;
use input::Input;
use output::Output;
use std::io;
use std::process::ExitCode;
use std::thread;

/// Messages of a sidecar's sizes take up to 13 MB, and are moved. Only what is used of it becomes memory.
const STACK: usize = 512 << 20;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match with_large_stack(move || run(&arguments)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("transcode: {error}");
            ExitCode::FAILURE
        }
    }
}

fn with_large_stack<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    let thread = thread::Builder::new().stack_size(STACK).spawn(work)?;
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let mut input = Input::new(arguments.whole);
    let mut output = Output::new(arguments);
    match transcode_all(&mut input, &mut output) {
        // Whoever read the output has seen enough, which is no fault: `transcode … | head -1`.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(if output.has_refused() { ExitCode::FAILURE } else { ExitCode::SUCCESS }),
    }
}

fn transcode_all(input: &mut Input, output: &mut Output) -> io::Result<()> {
    while let Some(document) = input.next_document()? {
        output.print(document)?;
        // Whoever feeds a pipe, or types, may wait for the answer.
        if input.is_drained() {
            output.flush()?;
        }
    }
    output.flush()
}
