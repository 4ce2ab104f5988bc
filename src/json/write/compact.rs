//! Writing JSON text without its white space.

use super::Sink;
use crate::error::SyntaxError;
use crate::json::text::{Scanner, walk};

/// Checks that `text` is one JSON value, and writes it to `sink` without the white space around its
/// tokens.
///
/// Takes constant stack whatever the text; a bit remembers what kind of bracket is open at each level.
///
/// # Errors
/// Where the text stops being JSON. What was written to the sink up to there means nothing.
pub fn compact<S: Sink + ?Sized>(text: &str, sink: &mut S) -> Result<(), SyntaxError> {
    let mut scanner = Scanner::new(text);
    walk(&mut scanner, 0, |token| {
        sink.write(token.as_bytes());
        Ok(())
    })?;
    scanner.end()
}
