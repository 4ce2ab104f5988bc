//! UTF-8, valid and invalid.

use super::pairs::{json_pair, json_serde_pair, pair};
use vitalwire::DecodeErrorKind::{self, Syntax};
use vitalwire::SyntaxErrorKind::*;

const UTF8: DecodeErrorKind = Syntax(InvalidUtf8);

#[test]
fn in_strings() {
    pairs! { json_serde_pair::<String>;
        b"\"\xC2\x80\"" is "\"\u{80}\"", and b"\"\xC1\xBF\"" fails at 1: UTF8;
        b"\"\xC3\xA9\"" is "\"é\"", and b"\"\xE9\"" fails at 1: UTF8;
        b"\"/\"" is "\"/\"", and b"\"\xC0\xAF\"" fails at 1: UTF8;
        b"\"\xDF\xBF\"" is "\"\u{7ff}\"", and b"\"\xDF\"" fails at 1: UTF8;
        b"\"\xE0\xA0\x80\"" is "\"\u{800}\"", and b"\"\xE0\x9F\xBF\"" fails at 1: UTF8;
        b"\"\xED\x9F\xBF\"" is "\"\u{d7ff}\"", and b"\"\xED\xA0\x80\"" fails at 1: UTF8;
        b"\"\xEE\x80\x80\"" is "\"\u{e000}\"", and b"\"\xED\xBF\xBF\"" fails at 1: UTF8;
        b"\"\xEF\xBF\xBF\"" is "\"\u{ffff}\"", and b"\"\xEF\xBF\"" fails at 1: UTF8;
        b"\"\xEF\xBB\xBF\"" is "\"\u{feff}\"", and b"\"\xEF\xBB\"" fails at 1: UTF8;
        b"\"\xF0\x90\x80\x80\"" is "\"\u{10000}\"", and b"\"\xF0\x8F\xBF\xBF\"" fails at 1: UTF8;
        b"\"\xF4\x8F\xBF\xBF\"" is "\"\u{10ffff}\"", and b"\"\xF4\x90\x80\x80\"" fails at 1: UTF8;
        b"\"\xF0\x9D\x84\x9E\"" is "\"𝄞\"", and b"\"\xF0\x9D\x84\"" fails at 1: UTF8;
        b"\"\xF3\xA0\x80\x81\"" is "\"\u{e0001}\"", and b"\"\xF5\x80\x80\x80\"" fails at 1: UTF8;
        b"\"a\"" is "\"a\"", and b"\"a\x80\"" fails at 2: UTF8;
        b"\"a\"" is "\"a\"", and b"\"a\xFE\"" fails at 2: UTF8;
        b"\"a\"" is "\"a\"", and b"\"a\xFF\"" fails at 2: UTF8;
        b"\"a\\n\"" is "\"a\\n\"", and b"\"a\\n\xFF\"" fails at 4: UTF8;
        // Java's encoding of surrogates and NUL.
        b"\"\xF0\x9F\x98\x80\"" is "\"😀\"", and b"\"\xED\xA0\xBD\xED\xB8\x80\"" fails at 1: UTF8;
        b"\"\\u0000\"" is "\"\\u0000\"", and b"\"\xC0\x80\"" fails at 1: UTF8;
    }
}

#[test]
fn elsewhere() {
    pairs! { json_pair::<super::Value>;
        b"1" is "1", and b"1\xFF" fails at 1: UTF8;
        b"1" is "1", and b"\xFF1" fails at 0: UTF8;
        b"[1]" is "[1]", and b"[1]\xC3\xA9\xFF" fails at 3: Syntax(TrailingData);
        b"[1]" is "[1]", and b"[1\xFF]" fails at 2: UTF8;
        b"[1,2]" is "[1,2]", and b"[1,\xFF]" fails at 3: UTF8;
        b"true" is "true", and b"tru\xFF" fails at 3: UTF8;
        b"1.5" is "1.5", and b"1.\xFF" fails at 2: UTF8;
        b"\"\\u0041\"" is "\"A\"", and b"\"\\u00\xFF\"" fails at 5: UTF8;
        b"{\"\xC3\xA9\":1}" is "{\"é\":1}", and b"{\"\xE9\":1}" fails at 2: UTF8;
        b"{\"a\":1}" is "{\"a\":1}", and b"{\"a\"\xFF:1}" fails at 4: UTF8;
        // The first error is reported.
        b"[1]" is "[1]", and b"[x\xFF]" fails at 1: Syntax(UnexpectedByte);
        // Other encodings, and UTF-8's byte order mark.
        b"1" is "1", and b"1\0" fails at 1: Syntax(TrailingData);
        b"1" is "1", and b"\x001" fails at 0: Syntax(UnexpectedByte);
        b"1" is "1", and b"\xFF\xFE1\0" fails at 0: UTF8;
        b"1" is "1", and b"\xEF\xBB\xBF1" fails at 0: Syntax(UnexpectedByte);
    }
}

#[test]
fn in_messages() {
    type Code = vitalwire::dataflow::WorkerMessageCode<vitalwire::Microcontroller>;
    pairs! { pair::<Code>;
        b"{\"code\":\"\xC3\xA9\"}" is "{\"code\":\"é\"}", and b"{\"code\":\"\xE9\"}" fails at 9 in "code": UTF8;
        b"{\"new\":\"\xC3\xA9\"}" is "{}", and b"{\"new\":\"\xE9\"}" fails at 8: UTF8;
        b"{\"parameters\":{\"a\":\"\xC3\xA9\"}}" is "{\"parameters\":{\"a\":\"é\"}}",
            and b"{\"parameters\":{\"a\":\"\xE9\"}}" fails at 20 in "parameters": UTF8;
    }
}
