//! `vitalwire sidecar --endpoint`, run as a process, and a backend for it.

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
mod stopping;
mod tokens;
