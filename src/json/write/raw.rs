//! JSON text that another crate passes on.

use super::sink::{Sink, write_quoted};
use crate::error::SerializeError;
use crate::json::read::check;
use crate::json::text::{PrivateName, StringToken, is_number, tokens};

/// Checks JSON text with a private name, and writes it as this crate would have written it: without white space or
/// unneeded escapes. Numbers keep their digits.
pub(crate) fn write_raw<S: Sink + ?Sized>(sink: &mut S, name: PrivateName, json: &str) -> Result<(), SerializeError> {
    let is_valid = match name {
        PrivateName::Number => is_number(json.as_bytes()),
        PrivateName::RawValue => check(json).is_ok(),
    };
    if !is_valid {
        return Err(SerializeError::NotJson);
    }
    for token in tokens(json) {
        if token.starts_with('"') && token.contains('\\') {
            write_quoted(sink, StringToken::token(token));
        } else {
            sink.write(token.as_bytes());
        }
    }
    Ok(())
}
