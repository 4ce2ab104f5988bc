//! Where in JSON text an error is.

use super::Error;

/// What precedes a position in text that is JSON up to there.
pub(super) struct Context {
    /// Whether each open bracket is an object's, with the innermost in the lowest bit: at most
    /// [`MAX_DEPTH`](crate::json::MAX_DEPTH).
    are_objects: u128,
    depth: u32,
    last: Last,
}

/// What comes last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Open,
    Comma,
    Colon,
    Key,
    Value,
    /// The start of a string, a number or a word.
    PartOfString,
    PartOfNumber,
    PartOfWord,
}

impl Context {
    pub(super) fn after(text: &[u8]) -> Self {
        let mut context = Self { are_objects: 0, depth: 0, last: Last::Nothing };
        let mut rest = text;
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            context.last = match byte {
                b' ' | b'\t' | b'\n' | b'\r' => context.last,
                b'{' | b'[' => {
                    context.are_objects = context.are_objects << 1 | u128::from(byte == b'{');
                    context.depth += 1;
                    Last::Open
                }
                b'}' | b']' => {
                    context.are_objects >>= 1;
                    context.depth = context.depth.saturating_sub(1);
                    Last::Value
                }
                b',' => Last::Comma,
                b':' => Last::Colon,
                b'"' => {
                    let is_key = context.is_in_object() && matches!(context.last, Last::Open | Last::Comma);
                    let after = after_string(after);
                    rest = after.unwrap_or_default();
                    match after {
                        None => Last::PartOfString,
                        Some(_) if is_key => Last::Key,
                        Some(_) => Last::Value,
                    }
                }
                _ => {
                    let len = after.iter().position(|byte| !is_bare(*byte)).unwrap_or(after.len());
                    let token;
                    (token, rest) = after.split_at_checked(len).unwrap_or((after, &[]));
                    last_of_bare(byte, token)
                }
            };
        }
        context
    }

    /// The error if the text ends here.
    pub(super) fn at_end(&self) -> Error {
        match self.last {
            Last::PartOfString => Error::EofWhileParsingString,
            Last::PartOfNumber => Error::EofWhileParsingNumber,
            Last::PartOfWord => Error::ExpectedSomeIdent,
            Last::Comma | Last::Colon => Error::EofWhileParsingValue,
            _ if self.depth == 0 => Error::EofWhileParsingValue,
            _ if self.is_in_object() => Error::EofWhileParsingObject,
            _ => Error::EofWhileParsingList,
        }
    }

    /// The error if `byte` can't follow.
    pub(super) fn at(&self, byte: u8) -> Error {
        match self.last {
            Last::PartOfWord => Error::ExpectedSomeIdent,
            Last::Comma if matches!(byte, b'}' | b']') => Error::TrailingComma,
            Last::Open | Last::Comma if self.is_in_object() => Error::KeyMustBeAString,
            Last::Key => Error::ExpectedColon,
            Last::Value if self.is_in_object() => Error::ExpectedObjectCommaOrEnd,
            Last::Value => Error::ExpectedListCommaOrEnd,
            _ => Error::ExpectedSomeValue,
        }
    }

    /// Whether an element starts with `byte`.
    pub(super) fn is_before_element(&self, byte: u8) -> bool {
        matches!(self.last, Last::Open | Last::Comma) && !self.is_in_object() && byte != b']'
    }

    fn is_in_object(&self) -> bool {
        self.are_objects & 1 != 0
    }
}

/// What follows a string whose opening quote has been read, if it ends.
fn after_string(text: &[u8]) -> Option<&[u8]> {
    let mut rest = text;
    loop {
        rest = match rest {
            [b'"', after @ ..] => return Some(after),
            [b'\\', _, after @ ..] | [_, after @ ..] => after,
            [] => return None,
        };
    }
}

/// Whether `byte` can be in a number or a word.
fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

/// A number or a word of `first` and `rest`, whole or in part.
fn last_of_bare(first: u8, rest: &[u8]) -> Last {
    if first.is_ascii_alphabetic() {
        let is_whole = matches!((first, rest), (b't', b"rue") | (b'f', b"alse") | (b'n', b"ull"));
        if is_whole { Last::Value } else { Last::PartOfWord }
    } else {
        let last = rest.last().unwrap_or(&first);
        if last.is_ascii_digit() { Last::Value } else { Last::PartOfNumber }
    }
}
