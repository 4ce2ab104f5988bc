//! The tokens of checked JSON.

/// Iterates over the tokens of checked JSON text, without the white space between them.
pub(crate) fn tokens(json: &str) -> impl Iterator<Item = &str> {
    let mut rest = json;
    core::iter::from_fn(move || {
        rest = rest.trim_ascii_start();
        let (token, after) =
            rest.split_at_checked(token_len(rest.as_bytes())).filter(|(token, _)| !token.is_empty())?;
        rest = after;
        Some(token)
    })
}

fn token_len(text: &[u8]) -> usize {
    match text {
        [b'"', ..] => string_len(text),
        [b'{' | b'}' | b'[' | b']' | b',' | b':', ..] => 1,
        _ => {
            let is_end = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r');
            text.iter().position(is_end).unwrap_or(text.len())
        }
    }
}

fn string_len(text: &[u8]) -> usize {
    let mut len = 1;
    while let Some(special) = text.get(len..).and_then(|rest| rest.iter().position(|byte| matches!(byte, b'"' | b'\\')))
    {
        len += special;
        match text.get(len) {
            Some(b'"') => return len + 1,
            _ => len += 2,
        }
    }
    text.len()
}
