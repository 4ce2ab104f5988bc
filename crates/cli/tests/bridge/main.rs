//! `vitalwire bridge`: a process between a device, which is this test, and a backend.
#![cfg(target_os = "linux")]

mod backend;
mod command;
mod device;
mod failures;
mod log;
mod plugs;
mod requests;
