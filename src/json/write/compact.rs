//! Writing JSON text without its white space.

use super::Sink;
use crate::error::SyntaxError;
use crate::json::read::check;
use crate::json::text::tokens;

/// Checks that `text` is one JSON value, and writes it to `sink` without the white space around its
/// tokens.
///
/// Uses constant stack for any text: one bit per level stores the kind of its bracket.
///
/// # Errors
/// Returns where the text stops being JSON. Nothing has been written then.
pub fn compact<S: Sink + ?Sized>(text: &str, sink: &mut S) -> Result<(), SyntaxError> {
    check(text)?;
    tokens(text).for_each(|token| sink.write(token.as_bytes()));
    Ok(())
}
