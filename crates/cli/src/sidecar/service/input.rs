//! What the loop is told.

use crate::client::{Failure, Response};
use std::sync::mpsc::SyncSender;
use vitalwire_agent::link::{CheckInExchange, SendExchange};

/// What other threads tell the loop.
pub enum Input {
    /// A line of another process. It's told what became of it.
    Event { line: String, reply: SyncSender<String> },
    /// A request of messages has ended.
    Sent(SendExchange, Result<Response, Failure>),
    /// A check-in has ended.
    CheckedIn(CheckInExchange, Result<Response, Failure>),
    /// A signal by this name.
    Stop(&'static str),
}
