//! What the collector says on stderr.

use std::fmt::Display;
use std::io::{self, Write};

/// Says something. If nobody listens any more, or the disk with the log is full, nothing is said: all else goes on.
pub fn say(text: impl Display) {
    let _ = writeln!(io::stderr(), "vitalwire-collector: {text}");
}
