//! A sidecar that sends: health, metrics and events of this machine, and its check-ins, until it's stopped.
//!
//! The loop of [`running`] owns the worker, and never waits for the backend: requests, signals and the socket have
//! threads of their own, which tell it what has happened ([`input`]). So an event is on the disk at once, whatever a
//! request does.

mod arguments;
mod event;
mod input;
mod manager;
mod once;
mod running;
mod setup;
mod signals;
mod socket;
mod state;
mod store;
mod worker;

pub use arguments::{Arguments, DETAILS, EXAMPLES};
pub use setup::Setup;

use crate::client::{Client, Endpoint};
use manager::Manager;
use running::Running;
use socket::Socket;
use std::error::Error;
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use worker::Worker;

/// How many inputs wait for the loop; who has more to tell waits.
const INPUTS: usize = 64;

pub fn run(setup: Setup, endpoint: Endpoint, first_interval: Duration) -> Result<ExitCode, Box<dyn Error>> {
    setup.check()?;
    // Threads have these until the process ends.
    let client: &'static Client = Box::leak(Box::new(Client::new(endpoint, &setup.sending.access)?));
    let setup: &'static Setup = Box::leak(Box::new(setup));
    let methods = [setup.reports()?, setup.check_ins()?];
    let is_lasting = !setup.sending.once && !setup.sending.dry_run;
    let mut worker = Worker::new(setup, is_lasting)?;
    if !is_lasting {
        thread::sleep(first_interval);
    }
    if setup.sending.dry_run {
        once::print(&mut worker, client, methods, setup.is_pretty)?;
        return Ok(ExitCode::SUCCESS);
    }
    if setup.sending.once {
        let is_accepted = once::send(&mut worker, client, methods);
        return Ok(if is_accepted { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }

    let (sender, inputs) = mpsc::sync_channel(INPUTS);
    signals::watch(sender.clone())?;
    let _socket = setup.sending.events.as_ref().map(|path| Socket::listen(path, sender.clone())).transpose()?;
    let manager = Manager::new();
    let mut running = Running { worker, client, methods, manager, inputs, sender, under_way: 0 };
    let signal = running.run();
    running.stop(setup.sending.shutdown_reason.as_deref().unwrap_or(signal));
    Ok(ExitCode::SUCCESS)
}
