//! JSON text: tokens, strings and numbers, and the means to check them.

mod checked_json;
mod cursor;
mod decimal;
mod double_range;
mod escape;
mod float;
mod integer;
mod key;
mod number;
mod private_name;
mod short_string;
mod spelling;
mod string_token;
mod swar;

pub(crate) use checked_json::{CheckedJson, Tokens, tokens};
pub(crate) use cursor::{Cursor, END};
pub(crate) use decimal::{
    decimal, decimal_len, fixed_len, four_digits, two_pairs, write_at, write_fixed, write_integer, write_quoted_integer,
};
pub(crate) use double_range::{exceeds_double, exceeds_float};
pub use escape::escaped_len;
pub(crate) use escape::{Escape, escape_len, unescape};
pub(crate) use float::float;
#[cfg(target_pointer_width = "64")] // Declared only then.
pub(crate) use float::short_double;
pub(crate) use integer::{Integer, NotAnInteger, integer, split_digits};
pub use key::Key;
pub(crate) use number::{is_number, skip_number};
pub(crate) use private_name::PrivateName;
pub(crate) use short_string::{SHORT_LEN, ShortString};
pub(crate) use spelling::{SPELLING, is_spelling};
pub(crate) use string_token::StringToken;
pub(crate) use swar::{clean_prefix, find, is_escaped, is_space};
#[cfg(target_pointer_width = "64")] // Declared only then.
pub(crate) use swar::{first_needs_escape, first_needs_escape_of_four};
