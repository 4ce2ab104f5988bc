//! JSON text: its tokens, strings and numbers, and what it takes to check it.

mod cursor;
mod decimal;
mod escape;
mod float;
mod integer;
mod key;
mod magnitude;
mod number;
mod parsed;
mod quoted;
mod scan;
mod short;
mod tokens;

pub(crate) use cursor::{Cursor, END};
pub(crate) use decimal::{
    decimal, decimal_len, fixed_len, four_digits, put, put_fixed, put_integer, put_quoted, two_pairs,
};
pub use escape::escaped_len;
#[cfg(feature = "alloc")]
pub(crate) use escape::unescape;
pub(crate) use escape::{Escape, escape_len};
pub(crate) use float::float;
#[cfg(target_pointer_width = "64")]
pub(crate) use float::short_double;
pub(crate) use integer::{NotAnInteger, integer, split_digits};
pub use key::Key;
pub(crate) use magnitude::exceeds_double;
pub(crate) use number::{is_number, skip_number};
pub(crate) use parsed::Parsed;
pub(crate) use quoted::Quoted;
pub(crate) use scan::{clean_prefix, find, is_escaped, is_space};
#[cfg(target_pointer_width = "64")]
pub(crate) use scan::{first_needs_escape, first_needs_escape_of_four};
pub(crate) use short::{SHORT, Short};
pub(crate) use tokens::tokens;
