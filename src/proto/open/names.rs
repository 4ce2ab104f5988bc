//! The names in checked JSON: those of one object differ.

use crate::error::{OpenJsonError, OpenJsonErrorKind};
use crate::json::{StringToken, Tokens, tokens};

/// Checks that no object, at any depth, has two members of the same name. `limit` is the capacity for the text: without
/// one, names are sorted, which takes memory; with one, they're compared, which takes at most its square in time.
#[inline(never)] // One copy for all types.
pub(super) fn expect_distinct_names(json: &str, limit: usize) -> Result<(), OpenJsonError> {
    #[cfg(feature = "alloc")]
    let duplicate = if limit == usize::MAX { first_duplicate_sorted(json) } else { first_duplicate(json) };
    #[cfg(not(feature = "alloc"))]
    let duplicate = {
        let _ = limit;
        first_duplicate(json)
    };
    duplicate.map_or(Ok(()), |name| {
        let offset = name.as_ptr().addr() - json.as_ptr().addr();
        Err(OpenJsonError { offset, kind: OpenJsonErrorKind::DuplicateName })
    })
}

/// Returns the second occurrence of the first name that has one.
fn first_duplicate(json: &str) -> Option<&str> {
    let (mut rest, mut name) = (tokens(json), "");
    while let Some(token) = rest.next() {
        if token == ":"
            && let Some(again) = find_again(name, rest.clone())
        {
            return Some(again);
        }
        name = token;
    }
    None
}

/// Finds a name in the rest of its object.
fn find_again<'a>(name: &str, rest: Tokens<'a>) -> Option<&'a str> {
    let (mut previous, mut depth) = ("", 0_usize);
    for token in rest {
        match token.as_bytes() {
            [b'{' | b'['] => depth += 1,
            [b'}' | b']'] => depth = depth.checked_sub(1)?,
            [b':'] if depth == 0 && StringToken::token(name).is_same(&StringToken::token(previous)) => {
                return Some(previous);
            }
            _ => {}
        }
        previous = token;
    }
    None
}

/// The same, in less time.
#[cfg(feature = "alloc")]
fn first_duplicate_sorted(json: &str) -> Option<&str> {
    use alloc::vec::Vec;

    // Each name with the number of its object, and the numbers of the open ones. An array has one, too.
    let (mut names, mut open, mut count) = (Vec::new(), Vec::new(), 0_usize);
    let mut previous = "";
    for token in tokens(json) {
        match token {
            "{" | "[" => {
                open.push(count);
                count += 1;
            }
            "}" | "]" => {
                open.pop();
            }
            ":" => names.push((open.last().copied(), previous)),
            _ => {}
        }
        previous = token;
    }
    let in_order = |(object, name): &(Option<usize>, &str), (other_object, other): &(Option<usize>, &str)| {
        object.cmp(other_object).then_with(|| StringToken::token(name).bytes().cmp(StringToken::token(other).bytes()))
    };
    // Equal ones stay in the order of the text.
    names.sort_by(in_order);
    let pairs = names.iter().zip(names.iter().skip(1));
    pairs
        .filter(|(one, other)| in_order(one, other).is_eq())
        .min_by_key(|((_, first), _)| first.as_ptr())
        .map(|(_, (_, again))| *again)
}
