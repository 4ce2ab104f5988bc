//! `vitalwire sidecar --endpoint` and `vitalwire simulate`, run as processes, and a backend for them.

#![cfg(target_os = "linux")]

mod backend;
mod check_ins;
mod events;
mod kills;
mod manager;
mod once;
mod outage;
mod process;
mod reports;
mod settings;
mod simulate;
mod state;
mod stopping;
mod tokens;
