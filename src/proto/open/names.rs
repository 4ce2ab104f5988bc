//! The names in checked JSON: those of one object differ.

use crate::error::{OpenJsonError, OpenJsonErrorKind};
use crate::json::{StringToken, tokens};

/// Checks that no object, at any depth, has two members of the same name. `limit` is the capacity for the text: without
/// one, names are sorted, which takes memory; with one, they're compared, which takes at most its square in time.
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

/// Returns the first name that has occurred before in its object.
fn first_duplicate(json: &str) -> Option<&str> {
    let (mut rest, mut first) = (tokens(json), None::<&str>);
    loop {
        let object = rest.clone();
        match rest.next() {
            Some("{") => {}
            Some(_) => continue,
            None => return first,
        }
        let mut names = Names::of(object);
        while let Some(name) = names.next() {
            let name = StringToken::token(name);
            let again = names.clone().find(|other| name.is_same(&StringToken::token(other)));
            first = [first, again].into_iter().flatten().min_by_key(|name| name.as_ptr());
        }
    }
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
        .map(|(_, (_, again))| *again)
        .min_by_key(|again| again.as_ptr())
}

/// The names in an object, whose tokens come first in `rest`.
#[derive(Clone)]
struct Names<'a, T> {
    rest: T,
    previous: &'a str,
    depth: usize,
}

impl<T> Names<'_, T> {
    fn of(rest: T) -> Self {
        Self { rest, previous: "", depth: 0 }
    }
}

impl<'a, T: Iterator<Item = &'a str>> Iterator for Names<'a, T> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            let token = self.rest.next()?;
            let previous = core::mem::replace(&mut self.previous, token);
            match token {
                "{" | "[" => self.depth += 1,
                "}" | "]" if self.depth <= 1 => {
                    self.depth = 0;
                    return None;
                }
                "}" | "]" => self.depth -= 1,
                ":" if self.depth == 1 => return Some(previous),
                _ => {}
            }
        }
    }
}
