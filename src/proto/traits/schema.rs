//! The names of a message's members.

use super::checks::{clash, expect_at_most_64, fail};
use crate::json::{Key, StringToken};
use crate::sentence::Sentence;

/// What is special about members of a message: a bit for each of its 64.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Special {
    /// The fields that are required.
    pub required: u64,
    /// The members of which `null` is a value.
    pub nulls: u64,
}

/// The description of a message's members.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// The message's name.
    pub name: &'static str,
    /// Its fields, except for oneofs.
    pub fields: &'static [Key],
    /// The members of each oneof, which are counted after the fields.
    pub oneofs: &'static [&'static [Key]],
    /// What is special about some of its members; mostly nothing.
    pub special: Option<&'static Special>,
}

impl Schema {
    /// Creates a schema, which is checked at compile time.
    #[must_use]
    #[track_caller]
    pub const fn new(
        name: &'static str,
        fields: &'static [Key],
        oneofs: &'static [&'static [Key]],
        special: &'static Special,
    ) -> Self {
        let mut members = fields.len();
        let mut rest = oneofs;
        while let [oneof, others @ ..] = rest {
            members += oneof.len();
            rest = others;
        }
        if !oneofs.is_empty() {
            expect_at_most_64(name, members);
            expect_distinct(name, fields, oneofs, members);
        }
        let special = if special.required == 0 && special.nulls == 0 { None } else { Some(special) };
        Self { name, fields, oneofs, special }
    }

    /// Returns the name of a member.
    #[cold] // For errors only.
    #[inline(never)]
    pub(in crate::proto) fn name_of(&self, mut index: usize) -> &'static str {
        let mut keys = self.fields;
        let mut oneofs = self.oneofs.iter();
        loop {
            if let Some(key) = keys.get(index) {
                return key.name();
            }
            index -= keys.len();
            let Some(oneof) = oneofs.next() else { return "" };
            keys = oneof;
        }
    }

    /// A bit for each required field.
    pub(in crate::proto) fn required(&self) -> u64 {
        self.special.map_or(0, |special| special.required)
    }

    /// Returns `index` if it is that of a required field, or else [`NO_INDEX`].
    #[cold] // For `null` and unknown values.
    pub(in crate::proto) fn required_index(&self, index: usize) -> usize {
        if self.required() >> index & 1 != 0 { index } else { NO_INDEX }
    }

    /// Returns the index of the member whose name on the wire is `key`, or whose name in the `.proto` is:
    /// `vm_is_healthy` for `vmIsHealthy`.
    #[inline(never)] // Off the hot path: keys that `eat_key` doesn't know.
    pub(in crate::proto) fn find(&self, key: StringToken<'_>) -> Option<usize> {
        let first = key.first();
        let mut index = 0;
        let mut keys = self.fields;
        let mut oneofs = self.oneofs.iter();
        loop {
            for known in keys {
                let name = known.name_bytes();
                if (name.first().copied() == first || matches!(first, Some(b'\\' | b'_'))) && is_key(key, name) {
                    return Some(index);
                }
                index += 1;
            }
            keys = oneofs.next()?;
        }
    }
}

/// Whether `key` is `name` in camel case or in snake case.
#[inline(never)] // Keeps the loop over names short.
fn is_key(key: StringToken<'_>, name: &[u8]) -> bool {
    // On 32 bits, the code that decodes escapes serves all keys.
    match key.as_spelled() {
        Some(spelled) if cfg!(target_pointer_width = "64") => is_name(spelled.iter().copied(), name),
        _ => is_name(key.bytes(), name),
    }
}

/// The macros check the names of fields, and those of a oneof's members; both together are known only here.
#[track_caller]
const fn expect_distinct(message: &str, fields: &[Key], oneofs: &[&[Key]], members: usize) {
    let mut index = fields.len();
    while index < members {
        let mut before = 0;
        while before < index {
            let (one, other) = (name(fields, oneofs, before), name(fields, oneofs, index));
            if clash(one, other) {
                fail(Sentence::new().text("in `").text(message).text("`, two members"), [one, other]);
            }
            before += 1;
        }
        index += 1;
    }
}

const fn name<'a>(mut keys: &'a [Key], mut oneofs: &'a [&'a [Key]], mut index: usize) -> &'static str {
    loop {
        if let Some((_, [key, ..])) = keys.split_at_checked(index) {
            return key.name();
        }
        index -= keys.len();
        match oneofs {
            [oneof, others @ ..] => (keys, oneofs) = (oneof, others),
            [] => return "",
        }
    }
}

/// An index that no member has.
pub(in crate::proto) const NO_INDEX: usize = u64::BITS as usize;

#[inline(always)] // Fits each kind of iterator.
fn is_name(mut key: impl Iterator<Item = u8>, name: &[u8]) -> bool {
    let (mut is_camel_case, mut is_snake_case) = (true, true);
    for &letter in name {
        let (mut letter, mut next) = (letter, key.next());
        if letter.is_ascii_uppercase() {
            if next == Some(b'_') {
                is_camel_case = false;
                letter |= 0x20;
                next = key.next();
            } else {
                is_snake_case = false;
            }
        }
        if next != Some(letter) {
            return false;
        }
    }
    (is_camel_case || is_snake_case) && key.next().is_none()
}
