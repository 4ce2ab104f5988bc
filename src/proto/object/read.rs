//! Reading a message: the one loop over the members of an object.

use crate::error::DecodeErrorKind;
use crate::json::{Duplicate, Reader, Stop, Tag};
use crate::proto::traits::{Members, NO_INDEX, Schema, TypeTag};

/// Reads a message in place.
#[doc(hidden)]
pub fn read_message(message: &mut dyn Members, schema: &'static Schema, reader: &mut Reader<'_>) -> Result<bool, Stop> {
    read_members(message, schema, None, reader)?;
    Ok(true)
}

/// Reads a message in place from an object that also has a tag.
#[doc(hidden)]
pub fn read_tagged_message(
    message: &mut dyn Members,
    schema: &'static Schema,
    TypeTag(mut tag): TypeTag,
    reader: &mut Reader<'_>,
) -> Result<(), Stop> {
    read_members(message, schema, Some(&mut tag), reader)?;
    tag.end(reader)
}

#[inline(never)] // One copy for all messages.
fn read_members(
    message: &mut dyn Members,
    schema: &'static Schema,
    mut tag: Option<&mut Tag>,
    reader: &mut Reader<'_>,
) -> Result<(), Stop> {
    reader.open(b'{')?;
    let mut seen = Indices::NONE;
    // The first required field that was `null` or had no other value.
    let mut missing = NO_INDEX;
    let (mut expected, mut is_first) = (0, true);
    while reader.has_next(is_first, b'}')? {
        is_first = false;
        // Fields mostly appear in order.
        let index = match reader.eat_key(schema.fields, expected) {
            Some(index) => index,
            None => match read_other_key(schema, tag.as_deref_mut(), reader)? {
                Some(index) => index,
                None => continue,
            },
        };
        expected = index + 1;
        let outcome = if seen.insert(index) {
            reader.mark();
            match reader.first() {
                b'n' => read_null(message, schema, index, reader),
                _ => message.read_member(index, reader),
            }
        } else {
            Err(reader.fail_duplicate(Duplicate::Field))
        };
        match outcome {
            Ok(true) => {}
            Ok(false) => missing = missing.min(schema.required_index(index)),
            Err(stop) => {
                name_field(schema, index, reader);
                return Err(stop);
            }
        }
    }
    if schema.special.is_none() { Ok(()) } else { check_required(schema, &seen, missing, reader) }
}

/// Reads a `null`: a value of some members, and none of others.
#[cold] // Few members are `null`.
#[inline(never)]
fn read_null(message: &mut dyn Members, schema: &Schema, index: usize, reader: &mut Reader<'_>) -> Result<bool, Stop> {
    let is_value = schema.special.is_some_and(|special| special.nulls >> index & 1 != 0);
    if is_value { message.read_member(index, reader) } else { reader.skip().map(|()| false) }
}

#[inline(never)] // Few messages have required fields.
fn check_required(schema: &Schema, seen: &Indices, missing: usize, reader: &mut Reader<'_>) -> Result<(), Stop> {
    match missing.min((schema.required() & !seen.bits()).trailing_zeros() as usize) {
        NO_INDEX => Ok(()),
        index => Err(reader.fail_in(schema.name_of(index), DecodeErrorKind::Missing)),
    }
}

#[cold] // For errors only.
#[inline(never)]
fn name_field(schema: &Schema, index: usize, reader: &mut Reader<'_>) {
    reader.name_field(schema.name_of(index));
}

/// Reads any other key. If it isn't that of a member, the value is read as well.
#[inline(never)] // Off the hot path: oneofs, other spellings, unknown names.
fn read_other_key(schema: &Schema, tag: Option<&mut Tag>, reader: &mut Reader<'_>) -> Result<Option<usize>, Stop> {
    let mut start = schema.fields.len();
    for oneof in schema.oneofs {
        if let Some(index) = reader.eat_key(oneof, 0) {
            return Ok(Some(start + index));
        }
        start += oneof.len();
    }
    let (key, is_usual) = reader.key()?;
    // In the usual spelling, it could only be in snake case.
    let index = if is_usual && !key.contains(b'_') { None } else { schema.find(key) };
    let is_tag = index.is_none() && tag.map_or(Ok(false), |tag| tag.read_after(key, reader))?;
    if index.is_none() && !is_tag {
        if reader.denies_unknown() {
            return Err(reader.fail(DecodeErrorKind::UnknownField));
        }
        reader.skip()?;
    }
    Ok(index)
}

/// A set of members, in machine words.
struct Indices([usize; WORDS]);

const WORDS: usize = 64 / usize::BITS as usize;

impl Indices {
    const NONE: Self = Self([0; WORDS]);

    /// Adds a member; returns whether it is new.
    #[inline(always)] // A few instructions, in the loop over members.
    fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % usize::BITS as usize);
        self.0.get_mut(index / usize::BITS as usize).is_some_and(|word| {
            let is_new = *word & bit == 0;
            *word |= bit;
            is_new
        })
    }

    #[inline(always)] // A load, or two.
    fn bits(&self) -> u64 {
        self.0.iter().rev().fold(0, |bits, word| bits.checked_shl(usize::BITS).unwrap_or_default() | *word as u64)
    }
}
