//! JSON text: its tokens, strings and numbers, and what it takes to check it.

mod brackets;
mod decimal;
mod escape;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
mod extent;
mod float;
mod integer;
mod magnitude;
mod parsed;
mod quoted;
mod scan;
mod scanner;
mod short;
mod token;
mod walk;

pub use brackets::MAX_DEPTH;
pub(crate) use decimal::{decimal, four_digits, put, put_fixed, put_integer, put_quoted, two_pairs};
pub(crate) use escape::Escape;
pub use escape::escaped_len;
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
pub(crate) use extent::Extent;
pub(crate) use float::float;
pub(crate) use integer::{NotAnInteger, integer, split_digits};
pub(crate) use magnitude::exceeds_double;
pub(crate) use parsed::Parsed;
pub(crate) use quoted::Quoted;
#[cfg(target_pointer_width = "64")]
pub(crate) use scan::{WORD, first, needs_escape};
pub(crate) use scan::{
    clean_prefix, first_needs_escape, first_needs_escape_of_four, is_escaped, is_plain, needs_escapes,
};
pub(crate) use scanner::Scanner;
pub(crate) use short::{SHORT, Short};
pub(crate) use walk::{check_token, walk};
