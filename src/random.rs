//! Random text for unit tests.

extern crate std;

use arbitrary::{Result, Unstructured};
use std::string::String;
use std::vec::Vec;

/// Text of these characters, of at most so many.
pub(crate) fn text_of(u: &mut Unstructured<'_>, characters: &str, max: usize) -> Result<String> {
    let characters: Vec<char> = characters.chars().collect();
    (0..u.int_in_range(0..=max)?).map(|_| u.choose(&characters).copied()).collect()
}

/// An integer, of which small ones are as likely as large ones.
pub(crate) fn integer(u: &mut Unstructured<'_>) -> Result<u64> {
    Ok(u.arbitrary::<u64>()? >> u.int_in_range(0..=63)?)
}
