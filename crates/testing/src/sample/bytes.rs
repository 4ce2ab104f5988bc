//! Values made from any bytes, edge cases more often than by chance.

use super::json::{json_any, json_struct, json_value};
use super::leaf::leaf;
use super::scalars::{double, float, integer, text};
use super::{Form, Sampler};
use arbitrary::Unstructured;
use vitalwire::proto::Field;

/// Makes values from bytes: the same bytes make the same value, and all values can be made. After the last byte, values
/// are small.
pub struct Bytes<'u, 'b> {
    bytes: &'u mut Unstructured<'b>,
    /// The number of elements left for all lists and maps together, which limits their nesting as well.
    elements: usize,
    /// The last string returned.
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

/// Makes a message, or anything else that can be a field.
pub fn value<T: Field>(u: &mut Unstructured<'_>) -> Box<T> {
    Box::new(T::sample(&mut Bytes::new(u), false))
}

/// [`Unstructured`] never fails when it's read like this.
const NEVER_FAILS: &str = "a value can be made from any bytes";

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
            Form::Message => Ok(leaf(self)),
        };
        self.text = json.expect(NEVER_FAILS);
        // As a field's value it means an absent field.
        if form == Form::Value && self.text.trim() == "null" {
            self.text = "[]".to_owned();
        }
        &self.text
    }
}
