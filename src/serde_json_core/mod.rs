//! A way over from [serde-json-core]: its functions, with their names, signatures and errors, over
//! [`json`](crate::json). Types that derive serde's traits stay as they are.
//!
//! # Changing over
//!
//! In `Cargo.toml`, serde-json-core becomes vitalwire. It turned on two features that a program names itself now:
//! serde's `derive`, and the one for heapless's containers in derived types, if there are any.
//!
//! ```toml
//! [dependencies]
//! serde = { version = "1", default-features = false, features = ["derive"] }
//! vitalwire = { version = "0.1", features = ["heapless-serde"] }
//! ```
//!
//! In modules that use the library, one import changes. Paths that begin with `serde_json_core` need it, too:
//!
//! ```
//! use vitalwire::serde_json_core; // this line is new
//!
//! #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
//! struct Valve<'a> {
//!     name: &'a str,
//!     open: bool,
//! }
//!
//! let json = serde_json_core::to_string::<_, 64>(&Valve { name: "inlet", open: true }).unwrap();
//! let (valve, used) = serde_json_core::from_str::<Valve>(&json).unwrap();
//! assert_eq!((valve, used), (Valve { name: "inlet", open: true }, json.len()));
//! ```
//!
//! The functions are those of version 0.7, whose heapless is 0.9, as here: [`heapless`]. Programs for an older version
//! change over to heapless 0.9 as well.
//!
//! Then [`json`](crate::json) has more: errors that say where the input is wrong and how many bytes a buffer lacks,
//! several values in sequence, and output to streams.
//!
//! # What differs
//!
//! Tests run each row with both libraries. In short: strings are decoded, what isn't JSON is neither read nor written,
//! and no type makes it panic.
//!
//! Reading JSON:
//!
//! | about | serde-json-core 0.7 | here |
//! | --- | --- | --- |
//! | escapes | [`from_slice`] and [`from_str`] keep them, unchecked, also in keys and variants' names: `"\n"` is `\` and `n` | are decoded. For a `&str` they are an error; an [`EscapedStr`](str::EscapedStr) keeps them |
//! | long strings | with escapes, also in skipped values, must fit the buffer | need no buffer up to 64 bytes, with the feature `alloc`, or where they are skipped |
//! | surrogate pairs | `"\ud83d\udd25"` is an error | is a character |
//! | integers | `1.0`, `1e2`, or `-0` if unsigned, is an error | is an integer |
//! | 128 bits | reading is an error, writing panics | are read and written |
//! | any type | `AnyIsUnsupported` | is read: `serde_json::Value` and, with serde's feature `alloc`, flattened fields and untagged enums |
//! | bytes | reading is `BytesIsUnsupported`. Written as they are, without quotes | a string's bytes are read. Writing is an error |
//! | map keys | reading a `String`, number, boolean, character or variant panics. Numbers and booleans are written without quotes | are read from strings. Writing numbers and booleans is an error |
//!
//! Reading what isn't JSON:
//!
//! | about | serde-json-core 0.7 | here |
//! | --- | --- | --- |
//! | skipped values | may be any characters up to a comma or a bracket, and any escapes; a number outside of brackets is an error | are checked like all others |
//! | forms of floats | `+1`, `.5`, `1.` and `01` are read | are errors |
//! | large floats | `1e400` is infinite | is an error |
//! | NaN | `null` is read as NaN. NaN and infinities are written as `null` | are errors. An `Option` can be `null` |
//! | control characters | are read in strings | are errors |
//! | signs in escapes | `"\u+041"` is `A` | is an error |
//! | commas | `[,1,2]` and `[,1 2]` are arrays | are errors |
//! | depth | has no limit, and each level takes stack | at most 128 levels |
//!
//! Writing:
//!
//! | about | serde-json-core 0.7 | here |
//! | --- | --- | --- |
//! | floats | `1e16`, and `f32::MAX` is `3.4028235e38` | `1e+16`, and `f32::MAX` is `3.4028234e+38` |
//! | escapes with letters | `\u001F` | `\u001f` |
//! | characters | panic | are strings |
//! | tuple variants | panic | `{"Name":[1,2]}` |
//! | names with quotes | of fields and of variants with content aren't escaped | are escaped |
//! | failing types | a `Serialize` implementation that returns an error panics | its error is returned |
//! | small buffers | hold the start of the JSON | are all zeros |
//! | larger buffers | are unchanged after the JSON | have any content there |
//! | spellings | an `EscapedStr` is written unchecked. Its `fragments` return an invalid escape without end | that can't be a string is an error. They end there |
//!
//! Errors, of which all but two have serde-json-core's names, and types:
//!
//! | about | serde-json-core 0.7 | here |
//! | --- | --- | --- |
//! | no value | `x` in its place is `InvalidType`, for a float `InvalidNumber` | is `ExpectedSomeValue` |
//! | malformed numbers | `01` and `1.5` as integers are `TrailingCharacters`; `1.5.` is `InvalidNumber` | are `InvalidNumber`; `TrailingCharacters` or `Expected…` |
//! | ends of input | after `-` and `1e` are `InvalidNumber`; in a skipped number or array `EofWhileParsingString`; in a variant `EofWhileParsingValue` | are `EofWhileParsingNumber`; `…List`, `…Object` |
//! | variants | of other types are `ExpectedSomeValue`; two in one object, too, and none `InvalidType` | are `InvalidType`; `CustomError` |
//! | full lists | a `heapless::Vec` is `CustomError`; a longer array of strings is `TrailingCharacters` | is `TrailingCharacters`; `CustomError` |
//! | missing commas | after the last element that a type has are `TrailingCharacters` | are `ExpectedListCommaOrEnd` |
//! | messages of errors | sentences, and with its feature `custom-error-messages` those of types | shorter, and none of types |
//! | serializers | `ser::Serializer` and `de::Deserializer` | [`json::Decoder`](crate::json::Decoder) is a deserializer; [`json::to_slice`](crate::json::to_slice) hides its serializer |
//!
//! [serde-json-core]: https://docs.rs/serde-json-core/0.7

pub mod de;
pub mod ser;
pub mod str;

#[doc(inline)]
pub use de::{from_slice, from_slice_escaped, from_str, from_str_escaped};
pub use heapless;
#[doc(inline)]
pub use ser::{to_slice, to_string, to_vec};
