//! The command `vitalwire`, as a person calls it.

mod command;
#[cfg(target_os = "linux")]
mod sidecar;
mod transcode;
