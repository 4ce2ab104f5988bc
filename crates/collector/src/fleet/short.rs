//! Texts of workers in lists: a message has no limit of its own, but a list of many has.

/// How many characters of a text a list shows at most.
const LONGEST: usize = 300;

/// Returns the beginning of a text, with an ellipsis if that isn't all.
pub fn short(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, short};

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let text = "é".repeat(LONGEST);
        assert_eq!(short(text.clone()), text);
        assert_eq!(short(format!("{text}e")), format!("{text}…"));
    }
}
