//! The command `vitalwire`, run as a process.

mod command;
#[cfg(target_os = "linux")]
mod sidecar;
mod transcode;
