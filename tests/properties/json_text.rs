//! Text that is JSON or nearly JSON.

use arbitrary::{Result, Unstructured};
use vitalwire_testing::sample;

/// Pieces of JSON and of text that is nearly JSON.
#[rustfmt::skip]
const TOKENS: &[&str] = &[
    "{", "}", "[", "]", ",", ":", "\"", "\\", "/", "{}", "[]", "\"\"", "{\"a\":", "\"b\":", ",\"c\":", "\"d\"",
    "null", "true", "false", "nul", "True", "NaN", "-Infinity", "0", "-0", "00", "1", "-", "+", ".", "-.5", "1.",
    "0.0e0", "e", "E", "1e999", "-1e-999", "123456789012345678901", "\\n", "\\x", "\\u", "\\u0000", "\\uD83D",
    "\\uDE00", "\\ud800\\u0041", "\\u00g0", " ", "\t", "\n", "\r", "\u{b}", "\u{c}", "\u{0}", "\u{7f}", "\u{a0}",
    "\u{feff}", "é", "😀", "\"é\":\"😀\"", "\"\\ud83d\\ude00\"",
];

/// Makes text that is often JSON, and otherwise usually close to it.
pub fn near_json(u: &mut Unstructured<'_>) -> Result<String> {
    match u.int_in_range(0..=4)? {
        0 => tokens(u),
        1 => sample::text(u, 20),
        _ => mutated(u),
    }
}

/// Makes random tokens, mostly inside a string, an array or an object.
fn tokens(u: &mut Unstructured<'_>) -> Result<String> {
    const AROUND: [(&str, &str); 5] = [("", ""), ("[", "]"), ("{\"a\":", "}"), ("{\"a\":\"", "\"}"), ("[\"", "\"]")];

    let (before, after) = u.choose(&AROUND)?;
    let mut text = (*before).to_owned();
    for _ in 0..u.int_in_range(0..=7)? {
        text.push_str(u.choose(TOKENS)?);
    }
    Ok(text + after)
}

/// Makes an object with a few random changes.
fn mutated(u: &mut Unstructured<'_>) -> Result<String> {
    let mut text = sample::json_struct(u)?;
    for _ in 0..u.int_in_range(0..=3)? {
        let mut boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        boundaries.push(text.len());
        let from = u.choose_index(boundaries.len())?;
        let to = (from + u.int_in_range(0..=1)?).min(boundaries.len() - 1);
        let inserted = if u.arbitrary()? { u.choose(TOKENS)? } else { "" };
        text.replace_range(boundaries[from]..boundaries[to], inserted);
    }
    Ok(text)
}
