//! The longest value of a message.

use super::leaf::leaf;
use super::{Form, Sampler};

/// Makes the value with the longest JSON or, if there is no limit, a long one.
#[derive(Default)]
pub struct Longest {
    /// The number of strings made. No two are the same, so that all can be keys.
    texts: usize,
    text: String,
    /// The number of elements in lists and maps without a limit.
    elements: usize,
}

/// The length of a string without a limit.
const ENOUGH: usize = 100;

/// The most elements in all lists and maps without a limit, which may be nested.
const MAX_ELEMENTS: usize = 60;

fn limited(limit: usize) -> usize {
    if limit == usize::MAX { ENOUGH } else { limit }
}

impl Sampler for Longest {
    fn choose(&mut self, alternatives: usize, len: &mut dyn FnMut(&mut dyn Sampler, usize) -> usize) -> usize {
        (0..alternatives).max_by_key(|&alternative| len(self, alternative)).expect("an alternative")
    }

    fn integer(&mut self, min: i128, max: i128) -> i128 {
        [min, max].into_iter().max_by_key(|number| number.to_string().len()).expect("two")
    }

    fn double(&mut self) -> f64 {
        -f64::MIN_POSITIVE
    }

    fn float(&mut self) -> f32 {
        -1.000_000_1e-6
    }

    fn count(&mut self, limit: usize) -> usize {
        if limit < usize::MAX {
            return limit;
        }
        let count = (MAX_ELEMENTS - self.elements).min(3);
        self.elements += count;
        count
    }

    fn bytes(&mut self, limit: usize) -> &[u8] {
        &[0xFF; 1 << 16][..limited(limit)]
    }

    /// Returns the string's number in base 64, padded to the limit.
    fn text(&mut self, limit: usize) -> &str {
        const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

        let mut rest = self.texts;
        self.texts += 1;
        let digits = (0..limited(limit)).map(|_| {
            let digit = DIGITS[rest % 64];
            rest /= 64;
            char::from(digit)
        });
        self.text = digits.collect();
        &self.text
    }

    fn json(&mut self, form: Form, limit: usize) -> &str {
        let (prefix, suffix) = match form {
            Form::Message => {
                self.text = leaf(self);
                return &self.text;
            }
            Form::Value => ("\"", "\""),
            Form::Struct => ("{\"", "\":1}"),
            Form::Any => ("{\"@type\":\"/x", "\"}"),
        };
        self.text = match limited(limit).checked_sub(prefix.len() + suffix.len()) {
            Some(len) => format!("{prefix}{}{suffix}", "x".repeat(len)),
            None if form == Form::Value => "null".to_owned(),
            None => "{}".to_owned(),
        };
        &self.text
    }
}
