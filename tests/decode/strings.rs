//! JSON's strings, to the letter of RFC 8259.

use super::pairs::json_serde_pair;
use vitalwire::DecodeErrorKind::{self, Syntax};
use vitalwire::SyntaxErrorKind::*;

const END: DecodeErrorKind = Syntax(UnexpectedEnd);
const BYTE: DecodeErrorKind = Syntax(UnexpectedByte);
const ESCAPE: DecodeErrorKind = Syntax(InvalidEscape);
const LONE: DecodeErrorKind = Syntax(LoneSurrogate);
const CONTROL: DecodeErrorKind = Syntax(ControlCharacter);

#[test]
fn quotes() {
    pairs! { json_serde_pair::<String>;
        r#""""# is r#""""#, and r#"""# fails at 1: END;
        r#""a""# is r#""a""#, and r#""a"# fails at 2: END;
        r#""a""# is r#""a""#, and "'a'" fails at 0: BYTE;
        r#""a""# is r#""a""#, and "a" fails at 0: BYTE;
        r#""a""# is r#""a""#, and "\u{201c}a\u{201d}" fails at 0: BYTE;
        r#""it's""# is r#""it's""#, and "`it's`" fails at 0: BYTE;
        r#""a\"b""# is r#""a\"b""#, and r#""a"b""# fails at 3: Syntax(TrailingData);
    }
}

#[test]
fn escapes() {
    pairs! { json_serde_pair::<String>;
        r#""\"""# is r#""\"""#, and r#""\""# fails at 3: END;
        r#""\\""# is r#""\\""#, and r#""\"# fails at 2: END;
        r#""\/""# is r#""/""#, and r#""\'""# fails at 1: ESCAPE;
        r#""\b""# is r#""\b""#, and r#""\a""# fails at 1: ESCAPE;
        r#""\f""# is r#""\f""#, and r#""\v""# fails at 1: ESCAPE;
        r#""\n""# is r#""\n""#, and r#""\N""# fails at 1: ESCAPE;
        r#""\r""# is r#""\r""#, and r#""\e""# fails at 1: ESCAPE;
        r#""\t""# is r#""\t""#, and r#""\0""# fails at 1: ESCAPE;
        r#""abc\t""# is r#""abc\t""#, and r#""abc\ t""# fails at 4: ESCAPE;
        r#""é\n""# is r#""é\n""#, and r#""é\é""# fails at 3: ESCAPE;
        r#""\\n""# is r#""\\n""#, and "\"\\\n\"" fails at 1: ESCAPE;
    }
}

#[test]
fn escapes_by_number() {
    pairs! { json_serde_pair::<String>;
        r#""\u0041""# is r#""A""#, and r#""\U0041""# fails at 1: ESCAPE;
        r#""\u00e9""# is r#""é""#, and r#""\u00g9""# fails at 1: ESCAPE;
        r#""\u00E9""# is r#""é""#, and r#""\u00 9""# fails at 1: ESCAPE;
        r#""\u0000""# is r#""\u0000""#, and r#""\u000""# fails at 1: ESCAPE;
        r#""\u001f""# is r#""\u001f""#, and r#""\u001"# fails at 6: END;
        r#""\u0022""# is r#""\"""#, and r#""\u+022""# fails at 1: ESCAPE;
        r#""\u005c""# is r#""\\""#, and r#""\u""# fails at 1: ESCAPE;
        r#""\u000a""# is r#""\n""#, and r#""\x0a""# fails at 1: ESCAPE;
        r#""\u8c37\u6b4c""# is r#""谷歌""#, and r#""\u8c37\u6b4""# fails at 7: ESCAPE;
        r#""\u20ac""# is r#""€""#, and r#""\u{20ac}""# fails at 1: ESCAPE;
        r#""\uffff""# is "\"\u{ffff}\"", and r#""\uffff"# fails at 7: END;
        r#""\u0041""# is r#""A""#, and r#""\u٠٠٤١""# fails at 1: ESCAPE;
    }
}

#[test]
fn surrogates() {
    pairs! { json_serde_pair::<String>;
        r#""\ud834\udd1e""# is r#""𝄞""#, and r#""\ud834""# fails at 1: LONE;
        r#""\uD834\uDD1E""# is r#""𝄞""#, and r#""\udd1e""# fails at 1: LONE;
        r#""\ud834\uDD1E""# is r#""𝄞""#, and r#""\udd1e\ud834""# fails at 1: LONE;
        r#""a\ud800\udc00""# is "\"a\u{10000}\"", and r#""a\ud800\ud800""# fails at 2: LONE;
        r#""\udbff\udfff""# is "\"\u{10ffff}\"", and r#""\udbff\ue000""# fails at 1: LONE;
        r#""\ud7ff""# is "\"\u{d7ff}\"", and r#""\ud800""# fails at 1: LONE;
        r#""\ue000""# is "\"\u{e000}\"", and r#""\udfff""# fails at 1: LONE;
        r#""\ud834\udd1e\n""# is r#""𝄞\n""#, and r#""\ud834\n""# fails at 1: LONE;
        r#""\ud834\udd1ex""# is r#""𝄞x""#, and r#""\ud834x""# fails at 1: LONE;
        r#""\ud834\udd1e""# is r#""𝄞""#, and r#""\ud834\u0041""# fails at 1: LONE;
        r#""\ud834\udd1e""# is r#""𝄞""#, and r#""\ud834\udd1e\udd1e""# fails at 13: LONE;
    }
}

#[test]
fn half_a_string_ends_too_early() {
    let text = r#""a\n\u00e9\ud834\udd1e\\""#;
    let failed: Vec<_> = (0..text.len())
        .map(|len| vitalwire::json::from_str::<String>(&text[..len]).expect_err("half a string"))
        .enumerate()
        .filter(|(len, error)| (error.offset, error.kind) != (*len, END))
        .collect();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn control_characters() {
    pairs! { json_serde_pair::<String>;
        "\" \"" is "\" \"", and "\"\u{1f}\"" fails at 1: CONTROL;
        r#""\t""# is r#""\t""#, and "\"\t\"" fails at 1: CONTROL;
        r#""\n""# is r#""\n""#, and "\"\n\"" fails at 1: CONTROL;
        r#""\r""# is r#""\r""#, and "\"\r\"" fails at 1: CONTROL;
        r#""\u0000""# is r#""\u0000""#, and "\"\0\"" fails at 1: CONTROL;
        "\"\u{7f}\"" is "\"\u{7f}\"", and "\"\u{1}\"" fails at 1: CONTROL;
        "\"\u{85}\"" is "\"\u{85}\"", and "\"\u{1b}\"" fails at 1: CONTROL;
        "\"\u{2028}\"" is "\"\u{2028}\"", and "\"\u{2028}\n\"" fails at 4: CONTROL;
        "\"abcdefgh \"" is "\"abcdefgh \"", and "\"abcdefgh\u{8}\"" fails at 9: CONTROL;
        "\"abcdefghijklmnop \"" is "\"abcdefghijklmnop \"", and "\"abcdefghijklmnop\u{e}\"" fails at 17: CONTROL;
    }
}

#[test]
fn keys_are_strings_too() {
    type Object = std::collections::BTreeMap<String, u8>;
    pairs! { json_serde_pair::<Object>;
        r#"{"\u0061":1}"# is r#"{"a":1}"#, and r#"{"\u006":1}"# fails at 2: ESCAPE;
        r#"{"a\nb":1}"# is r#"{"a\nb":1}"#, and "{\"a\nb\":1}" fails at 3: CONTROL;
        r#"{"\ud834\udd1e":1}"# is r#"{"𝄞":1}"#, and r#"{"\ud834":1}"# fails at 2: LONE;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a:1}"# fails at 6: END;
    }
}
