//! Strings with escapes, without `alloc`: there is the stack, and the buffer that is lent.

use core::fmt;
use serde::de::{Deserialize, Deserializer, Visitor};
use vitalwire::serde_json_core::{de::Error, from_slice, from_slice_escaped};

/// The length of a string.
#[derive(Debug, PartialEq)]
struct Len(usize);

impl<'de> Deserialize<'de> for Len {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LenVisitor;

        impl Visitor<'_> for LenVisitor {
            type Value = Len;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E>(self, text: &str) -> Result<Len, E> {
                Ok(Len(text.len()))
            }
        }
        deserializer.deserialize_str(LenVisitor)
    }
}

#[test]
fn a_string_with_escapes_fits_the_stack_or_the_buffer() {
    /// A string of 66 bytes, of which the last one is escaped; and one of 64.
    const LONG: &[u8] = br#""6666666666666666666666666666666666666666666666666666666666666666-\n""#;
    const SHORT: &[u8] = br#""444444444444444444444444444444444444444444444444444444444444444\n""#;

    assert_eq!(from_slice(SHORT), Ok((Len(64), 67)));
    assert_eq!(from_slice::<Len>(LONG), Err(Error::EscapedStringIsTooLong));
    assert_eq!(from_slice_escaped::<Len>(LONG, &mut [0; 65]), Err(Error::EscapedStringIsTooLong));
    assert_eq!(from_slice_escaped(LONG, &mut [0; 66]), Ok((Len(66), 69)));
}
