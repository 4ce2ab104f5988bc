//! The names of a message's members.

use crate::json::{Key, StringToken};

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
    /// A bit for each required field.
    pub required: u64,
}

impl Schema {
    /// Creates a schema, which is checked at compile time.
    #[must_use]
    pub const fn new(
        name: &'static str,
        fields: &'static [Key],
        oneofs: &'static [&'static [Key]],
        required: u64,
    ) -> Self {
        let mut members = fields.len();
        let mut rest = oneofs;
        while let [oneof, others @ ..] = rest {
            members += oneof.len();
            rest = others;
        }
        assert!(members <= u64::BITS as usize, "a message has at most 64 members");
        assert!(are_distinct(fields, oneofs, members), "two members of a message have the same name");
        Self { name, fields, oneofs, required }
    }

    /// Returns the name of a member.
    #[cold]
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

    /// Returns `index` if it is that of a required field, or else [`NO_INDEX`].
    #[cold]
    pub(in crate::proto) fn required_index(&self, index: usize) -> usize {
        if self.required >> index & 1 != 0 { index } else { NO_INDEX }
    }

    /// Returns the index of the member whose name on the wire is `key`, or whose name in the `.proto` is:
    /// `vm_is_healthy` for `vmIsHealthy`.
    #[inline(never)]
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
#[inline(never)]
fn is_key(key: StringToken<'_>, name: &[u8]) -> bool {
    // On 32 bits, the code that decodes escapes serves all keys.
    match key.as_spelled() {
        Some(spelled) if cfg!(target_pointer_width = "64") => is_name(spelled.iter().copied(), name),
        _ => is_name(key.bytes(), name),
    }
}

const fn are_distinct(fields: &[Key], oneofs: &[&[Key]], members: usize) -> bool {
    let mut index = 1;
    while index < members {
        let mut before = 0;
        while before < index {
            if is_same(key(fields, oneofs, index), key(fields, oneofs, before)) {
                return false;
            }
            before += 1;
        }
        index += 1;
    }
    true
}

const fn key<'a>(mut keys: &'a [Key], mut oneofs: &'a [&'a [Key]], mut index: usize) -> &'static [u8] {
    loop {
        if let Some((_, [key, ..])) = keys.split_at_checked(index) {
            return key.as_bytes();
        }
        index -= keys.len();
        match oneofs {
            [oneof, others @ ..] => (keys, oneofs) = (oneof, others),
            [] => return &[],
        }
    }
}

const fn is_same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first_of_a, others_of_a @ ..], [first_of_b, others_of_b @ ..]) = (a, b) {
        if *first_of_a != *first_of_b {
            return false;
        }
        (a, b) = (others_of_a, others_of_b);
    }
    a.is_empty() && b.is_empty()
}

/// An index that no member has.
pub(in crate::proto) const NO_INDEX: usize = u64::BITS as usize;

#[inline(always)]
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
