//! Classes of characters.

/// Returns how many bytes at the start of `text` are letters, digits or one of `others`.
#[inline(never)] // Used in several places.
#[allow(clippy::manual_contains)] // `contains` searches by words, which takes more flash.
pub(crate) fn span(text: &[u8], others: &[u8]) -> usize {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || others.iter().any(|&other| other == byte);
    text.iter().take_while(|&&byte| belongs(byte)).count()
}
