//! Golden messages: JSON as the library writes it, reviewed by people.

/// A message and its JSON on each line: every message, and some with all of their fields.
const GOLDEN: &str = include_str!("../golden.txt");

/// Returns the names and the JSON of all golden messages.
pub fn golden() -> impl Iterator<Item = (&'static str, &'static str)> {
    GOLDEN.lines().map(|line| line.split_once(' ').expect("a message and its JSON"))
}
