//! JSON's numbers, to the letter of RFC 8259.

use super::Value;
use super::pairs::{json_pair, pair, serde_pair};
use serde::de::IgnoredAny;
use vitalwire::DecodeErrorKind::{self, OutOfRange, Syntax};
use vitalwire::SyntaxErrorKind::*;
use vitalwire::json;

const END: DecodeErrorKind = Syntax(UnexpectedEnd);
const BYTE: DecodeErrorKind = Syntax(UnexpectedByte);
const MORE: DecodeErrorKind = Syntax(TrailingData);
const NUMBER: DecodeErrorKind = Syntax(InvalidNumber);

#[test]
fn signs_and_leading_zeros() {
    pairs! { json_pair::<Value>;
        "0" is "0", and "00" fails at 1: NUMBER;
        "-0" is "-0", and "--0" fails at 1: NUMBER;
        "1" is "1", and "+1" fails at 0: BYTE;
        "10" is "10", and "01" fails at 1: NUMBER;
        "-10" is "-10", and "-01" fails at 2: NUMBER;
        "-1" is "-1", and "-" fails at 1: END;
        "[-1]" is "[-1]", and "[-]" fails at 2: NUMBER;
        "-1" is "-1", and "- 1" fails at 1: NUMBER;
        "-1" is "-1", and "\u{2212}1" fails at 0: BYTE;
        "-5" is "-5", and "-x" fails at 1: NUMBER;
        "1" is "1", and "1-" fails at 1: MORE;
    }
}

#[test]
fn fractions() {
    pairs! { json_pair::<Value>;
        "0.5" is "0.5", and ".5" fails at 0: BYTE;
        "-0.5" is "-0.5", and "-.5" fails at 1: NUMBER;
        "1.0" is "1.0", and "1." fails at 2: END;
        "[1.0]" is "[1.0]", and "[1.]" fails at 3: NUMBER;
        "1.00" is "1.00", and "1.0.0" fails at 3: MORE;
        "1.5" is "1.5", and "1,5" fails at 1: MORE;
        "1.5" is "1.5", and "1. 5" fails at 2: NUMBER;
        "1.5" is "1.5", and "1.-5" fails at 2: NUMBER;
        "0.0" is "0.0", and "00.0" fails at 1: NUMBER;
    }
}

#[test]
fn exponents() {
    pairs! { json_pair::<Value>;
        "1e5" is "1e5", and "1e" fails at 2: END;
        "1E5" is "1E5", and "[1E]" fails at 3: NUMBER;
        "1e+5" is "1e+5", and "1e+" fails at 3: END;
        "1e-5" is "1e-5", and "[1e-]" fails at 4: NUMBER;
        "1e-5" is "1e-5", and "1e--5" fails at 3: NUMBER;
        "1.5e10" is "1.5e10", and "1.e10" fails at 2: NUMBER;
        "1e10" is "1e10", and "1e1.5" fails at 3: MORE;
        "1e10" is "1e10", and "1e10e" fails at 4: MORE;
        "1e01" is "1e01", and "e1" fails at 0: BYTE;
        "0e0" is "0e0", and "0e" fails at 2: END;
    }
}

#[test]
fn what_other_languages_write() {
    pairs! { json_pair::<Value>;
        "1000" is "1000", and "1_000" fails at 1: MORE;
        "[1000]" is "[1000]", and "[1,000]" fails at 4: NUMBER;
        "16" is "16", and "0x10" fails at 1: MORE;
        "[16]" is "[16]", and "[0x10]" fails at 2: BYTE;
        "8" is "8", and "0o10" fails at 1: MORE;
        "1" is "1", and "1n" fails at 1: MORE;
        "1" is "1", and "1f" fails at 1: MORE;
        "13" is "13", and "1\u{663}" fails at 1: MORE;
        "5" is "5", and "\u{ff15}" fails at 0: BYTE;
        "0.1" is "0.1", and "10%" fails at 2: MORE;
    }
}

#[test]
fn of_any_length_but_within_a_double() {
    let long = &*format!("0.{}1", "0".repeat(50));
    pairs! { pair::<Value>;
        "1.7976931348623157e308" is "1.7976931348623157e308",
            and "1.7976931348623159e308" fails at 0: Syntax(NumberTooLarge);
        "-1.7976931348623157e308" is "-1.7976931348623157e308", and "-1.8e308" fails at 0: Syntax(NumberTooLarge);
        "[1e308]" is "[1e308]", and "[1e309]" fails at 1: Syntax(NumberTooLarge);
        "1e-400" is "1e-400", and "1e400" fails at 0: Syntax(NumberTooLarge);
        "0e999999999999" is "0e999999999999", and "1e999999999999" fails at 0: Syntax(NumberTooLarge);
        "12345678901234567890123" is "12345678901234567890123", and "12345678901234567890123." fails at 24: END;
        long is long, and "{\"a\":1,\"b\":-9e999}" fails at 11: Syntax(NumberTooLarge);
    }
    pairs! { serde_pair::<serde_json::Value>;
        "1e308" is "1e+308", and "[1e309]" fails at 1: OutOfRange("a double");
        "0e999999999999" is "0.0", and "-1e999999999999" fails at 0: OutOfRange("a double");
    }
    // An ignored number may be out of range.
    assert!(json::from_str::<IgnoredAny>("1e999999999999").is_ok());
}
