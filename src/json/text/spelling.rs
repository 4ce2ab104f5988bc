//! Strings that serde types hold as they are spelled.

use super::escape::escape_len;
use super::swar::clean_prefix;

/// The name of the newtype whose text is a spelling. It's that of serde-json-core's type, so that both libraries know
/// the types of both.
pub(crate) const SPELLING: &str = "__serde_json_core_escaped_string__";

/// Whether `text` can be between the quotes of a JSON string.
pub(crate) fn is_spelling(text: &str) -> bool {
    let mut rest = text.as_bytes();
    loop {
        rest = rest.get(clean_prefix(rest)..).unwrap_or_default();
        rest = match (rest.first(), escape_len(rest)) {
            (None, _) => return true,
            (Some(b'\\'), Ok(len)) => rest.get(len..).unwrap_or_default(),
            _ => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_can_be_between_quotes() {
        for text in ["", "boiler", r"\n", r"a\\b\/", r"\u00e9é", r"\uD83D\uDE00", r"\\\\", "\u{7F}\u{2028}"] {
            assert!(is_spelling(text), "{text}");
        }
        for text in ["\"", "a\"b", "\n", "\u{1F}", r"\", r"\\\", r"\x", r"\u12", r"\uD800", r"\uDC00\uD800", r"\u+041"]
        {
            assert!(!is_spelling(text), "{text}");
        }
    }
}
