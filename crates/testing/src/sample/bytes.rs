//! Values made of any bytes, the awkward ones more often than chance would have it.

use super::json::{json_any, json_struct, json_value};
use super::{Form, Sampler};
use arbitrary::{Result, Unstructured};
use std::hash::{DefaultHasher, Hash, Hasher};
use vitalwire::proto::Field;

/// Makes a value of bytes: the same of the same, and all there are of all. Where bytes have run out, what is left is small.
pub struct Bytes<'u, 'b> {
    bytes: &'u mut Unstructured<'b>,
    /// How many more elements there may be in all lists and maps together, which limits their nesting as well.
    elements: usize,
    /// What was lent last.
    text: String,
}

const MAX_ELEMENTS: usize = 48;
const MAX_ELEMENTS_IN_A_LIST: usize = 9;
const MAX_CHARACTERS: usize = 80;
const MAX_BYTES: usize = 200;

impl<'u, 'b> Bytes<'u, 'b> {
    pub fn new(bytes: &'u mut Unstructured<'b>) -> Self {
        Self { bytes, elements: MAX_ELEMENTS, text: String::new() }
    }
}

/// A message, or anything else that can be a field.
pub fn value<T: Field>(u: &mut Unstructured<'_>) -> Box<T> {
    Box::new(T::sample(&mut Bytes::new(u), false))
}

/// Reading from [`Unstructured`] as this does never fails.
const NEVER_FAILS: &str = "a value can be made of any bytes";

impl Sampler for Bytes<'_, '_> {
    fn choose(&mut self, alternatives: usize, _: &mut dyn FnMut(&mut dyn Sampler, usize) -> usize) -> usize {
        self.bytes.int_in_range(0..=alternatives - 1).expect(NEVER_FAILS)
    }

    fn integer(&mut self, min: i128, max: i128) -> i128 {
        integer(self.bytes, min, max).expect(NEVER_FAILS)
    }

    fn double(&mut self) -> f64 {
        double(self.bytes).expect(NEVER_FAILS)
    }

    fn float(&mut self) -> f32 {
        float(self.bytes).expect(NEVER_FAILS)
    }

    fn count(&mut self, limit: usize) -> usize {
        let most = limit.min(MAX_ELEMENTS_IN_A_LIST).min(self.elements);
        let count = self.bytes.int_in_range(0..=most).expect(NEVER_FAILS);
        self.elements -= count;
        count
    }

    fn bytes(&mut self, limit: usize) -> &[u8] {
        let most = limit.min(MAX_BYTES).min(self.bytes.len());
        let len = self.bytes.int_in_range(0..=most).expect(NEVER_FAILS).min(self.bytes.len());
        self.bytes.bytes(len).expect(NEVER_FAILS)
    }

    fn text(&mut self, limit: usize) -> &str {
        self.text = text(self.bytes, limit.min(MAX_CHARACTERS)).expect(NEVER_FAILS);
        &self.text
    }

    fn json(&mut self, form: Form, _: usize) -> &str {
        let json = match form {
            Form::Value => json_value(self.bytes),
            Form::Struct => json_struct(self.bytes),
            Form::Any => json_any(self.bytes),
        };
        self.text = json.expect(NEVER_FAILS);
        // As a field's value it says that there is none.
        if form == Form::Value && self.text.trim() == "null" {
            self.text = "[]".to_owned();
        }
        &self.text
    }
}

/// An integer of a range: one of its ends, a small one, or any.
pub fn integer(u: &mut Unstructured<'_>, min: i128, max: i128) -> Result<i128> {
    let any = u.int_in_range(min..=max)?;
    let integer = match u.int_in_range(0..=5)? {
        0 => *u.choose(&[min, max, 0, -1])?,
        1 | 2 => i128::from(u.arbitrary::<i8>()?),
        3 => any >> u.int_in_range(0..=63)?,
        _ => any,
    };
    Ok(if (min..=max).contains(&integer) { integer } else { any })
}

/// Any double, the awkward ones more often.
pub fn double(u: &mut Unstructured<'_>) -> Result<f64> {
    Ok(match u.int_in_range(0..=7)? {
        0 => 0.0,
        1 => *u.choose(&[-0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324])?,
        2 | 3 => f64::from(u.arbitrary::<i16>()?) / 100.0,
        4 => u.arbitrary::<i64>()? as f64,
        _ => u.arbitrary()?,
    })
}

/// Any float, the awkward ones more often.
pub fn float(u: &mut Unstructured<'_>) -> Result<f32> {
    Ok(match u.int_in_range(0..=3)? {
        0 => *u.choose(&[f32::MAX, f32::MIN_POSITIVE, f32::from_bits(1), 1e15, 1e16, 1e17])?,
        1 => u.arbitrary()?,
        _ => double(u)? as f32,
    })
}

/// Text of at most so many characters.
pub fn text(u: &mut Unstructured<'_>, max: usize) -> Result<String> {
    let len = u.int_in_range(0..=max)?;
    let character = |u: &mut Unstructured<'_>| match u.arbitrary::<u8>()? {
        byte @ ..0x80 => Ok(char::from(byte)),
        0x80..0xF0 => Ok(*u.choose(&['"', '\\', '/', '\u{80}', 'é', '\u{2028}', '€', '😀', char::MAX, '@', '_'])?),
        _ => u.arbitrary(),
    };
    (0..len).map(|_| character(u)).collect()
}

/// Random bytes that are the same on every run.
pub fn noise(seed: u64, len: usize) -> Vec<u8> {
    let byte = |at| {
        let mut hasher = DefaultHasher::new();
        (seed, at).hash(&mut hasher);
        hasher.finish() as u8
    };
    (0..len).map(byte).collect()
}
