//! Signals that stop the sidecar.

use super::input::Input;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, signal_name};
use std::io;
use std::sync::mpsc::SyncSender;
use std::thread;

/// Tells the loop of the first signal. The second one ends the process.
///
/// # Errors
/// The system's.
pub fn watch(inputs: SyncSender<Input>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let mut is_stopping = false;
        for signal in signals.forever() {
            if is_stopping {
                let _ = emulate_default_handler(signal);
            }
            is_stopping = true;
            // It fails if the loop has ended, and so will the process.
            let _ = inputs.send(Input::Stop(signal_name(signal).unwrap_or("SIGNAL")));
        }
    })?;
    Ok(())
}
