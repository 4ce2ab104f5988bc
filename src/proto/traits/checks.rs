//! What is checked of a declaration while it's compiled.

use crate::sentence::Sentence;

/// The number of members that a message can have.
const MAX_MEMBERS: usize = 64;

/// Checks the members of a message or a oneof: the name that each has in the declaration, and on the wire.
#[doc(hidden)]
#[track_caller]
pub const fn check_members(declaration: &str, members: &[(&str, &str)]) {
    expect_at_most_64(declaration, members.len());
    let mut others = members;
    while let [(member, wire), rest @ ..] = others {
        others = rest;
        let mut rest = rest;
        while let [(other, other_wire), after @ ..] = rest {
            rest = after;
            if clash(wire, other_wire) {
                fail(about(declaration, [member, other]), [wire, other_wire]);
            }
        }
    }
}

/// Checks that each field of a message has a default.
#[doc(hidden)]
#[track_caller]
pub const fn check_defaults(declaration: &str, mut fields: &[(&str, bool)]) {
    while let [(field, has_default), rest @ ..] = fields {
        fields = rest;
        if !*has_default {
            let sentence = Sentence::new()
                .text("in `")
                .text(declaration)
                .text("`, `")
                .text(field)
                .text("` has no default: 0 isn't in ");
            sentence.text("its range; make it an `Option`, or declare the message `without Default`").fail();
        }
    }
}

/// Checks that a field of a message, or a member of a oneof, contains nothing that may be unset.
#[doc(hidden)]
#[track_caller]
pub const fn check_elements(declaration: &str, field: &str, holds_unset: bool) {
    if holds_unset {
        let sentence = Sentence::new().text("in `").text(declaration).text("`, an element or a value in `").text(field);
        sentence.text("` can't be unset: use its type without `Option`").fail();
    }
}

/// Checks the values of an enum: the name that each has in the declaration, its number, and its name on the wire.
#[doc(hidden)]
#[track_caller]
pub const fn check_values(declaration: &str, values: &[(&str, i32, &str)]) {
    let mut others = values;
    while let [(value, number, wire), rest @ ..] = others {
        others = rest;
        let mut rest = rest;
        while let [(other, other_number, other_wire), after @ ..] = rest {
            rest = after;
            if *number == *other_number {
                let sentence = about(declaration, [value, other]).text(" have the same number, ");
                let sentence = if *number < 0 { sentence.text("-") } else { sentence };
                sentence.number(number.unsigned_abs() as usize).fail();
            }
            if is_same(wire.as_bytes(), other_wire.as_bytes()) {
                fail(about(declaration, [value, other]), [wire, other_wire]);
            }
        }
    }
}

#[track_caller]
pub(super) const fn expect_at_most_64(declaration: &str, members: usize) {
    if members > MAX_MEMBERS {
        let sentence = Sentence::new().text("`").text(declaration).text("` has ").number(members);
        sentence.text(" members: there can be at most 64").fail();
    }
}

/// Whether a reader couldn't tell two names apart: they are the same, or one is the other in snake case.
pub(super) const fn clash(one: &str, other: &str) -> bool {
    is_snake_case(one.as_bytes(), other.as_bytes()) || is_snake_case(other.as_bytes(), one.as_bytes())
}

/// Fails the compilation: `members`, the start of a sentence, have wire names that clash.
#[track_caller]
pub(super) const fn fail(members: Sentence, wire: [&str; 2]) -> ! {
    let [one, other] = wire;
    if is_same(one.as_bytes(), other.as_bytes()) {
        members.text(" have the same wire name, \"").text(one).text("\"").fail()
    }
    let sentence = members.text(" have the wire names \"").text(one).text("\" and \"").text(other);
    sentence.text("\", which are the same in snake case").fail()
}

const fn about(declaration: &str, members: [&str; 2]) -> Sentence {
    let [one, other] = members;
    Sentence::new().text("in `").text(declaration).text("`, `").text(one).text("` and `").text(other).text("`")
}

/// Whether `key` is `name`, each capital letter of which may be replaced by `_` and the small letter.
const fn is_snake_case(mut key: &[u8], mut name: &[u8]) -> bool {
    if is_same(key, name) {
        return true;
    }
    while let [letter, after @ ..] = name {
        (key, name) = match key {
            [b'_', small, rest @ ..] if letter.is_ascii_uppercase() && *small == letter.to_ascii_lowercase() => {
                (rest, after)
            }
            [same, rest @ ..] if *same == *letter && !letter.is_ascii_uppercase() => (rest, after),
            _ => return false,
        };
    }
    key.is_empty()
}

pub(super) const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([letter, rest @ ..], [other_letter, other_rest @ ..]) = (one, other) {
        if *letter != *other_letter {
            return false;
        }
        (one, other) = (rest, other_rest);
    }
    one.is_empty() && other.is_empty()
}
