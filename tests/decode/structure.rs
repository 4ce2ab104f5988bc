//! JSON's white space, punctuation and literals, to the letter of RFC 8259.

use super::Value;
use super::pairs::json_pair;
use vitalwire::DecodeErrorKind::{self, Syntax};
use vitalwire::SyntaxErrorKind::*;

const END: DecodeErrorKind = Syntax(UnexpectedEnd);
const BYTE: DecodeErrorKind = Syntax(UnexpectedByte);
const MORE: DecodeErrorKind = Syntax(TrailingData);

#[test]
fn white_space() {
    pairs! { json_pair::<Value>;
        " \t\r\n1" is "1", and "\u{b}1" fails at 0: BYTE;
        "1 \t\r\n" is "1", and "1\u{c}" fails at 1: MORE;
        "[ 1 , 2 ]" is "[1,2]", and "[\u{a0}1]" fails at 1: BYTE;
        "{ \"a\" : 1 }" is r#"{"a":1}"#, and "{\"a\"\u{2028}:1}" fails at 4: BYTE;
        "{\r\n\"a\":\t1}" is r#"{"a":1}"#, and "\u{feff}{\"a\":1}" fails at 0: BYTE;
        "[1\n,2]" is "[1,2]", and "[1\0,2]" fails at 2: BYTE;
        "[]\n" is "[]", and "[]\0" fails at 2: MORE;
        "[\r]" is "[]", and "[\u{85}]" fails at 1: BYTE;
        "1" is "1", and "/**/1" fails at 0: BYTE;
        "1 " is "1", and "1 // one" fails at 2: MORE;
        "[1]" is "[1]", and "[ # one\n1]" fails at 2: BYTE;
    }
}

#[test]
fn one_value() {
    pairs! { json_pair::<Value>;
        "null" is "null", and "" fails at 0: END;
        " null" is "null", and " \n " fails at 3: END;
        "1" is "1", and "1 2" fails at 2: MORE;
        "true" is "true", and "true false" fails at 5: MORE;
        r#""a""# is r#""a""#, and r#""a" "b""# fails at 4: MORE;
        r#""a""# is r#""a""#, and r#""a""b""# fails at 3: MORE;
        "[]" is "[]", and "[] []" fails at 3: MORE;
        "{}" is "{}", and "{}{}" fails at 2: MORE;
        "1" is "1", and "1," fails at 1: MORE;
        "[1]" is "[1]", and "[1]," fails at 3: MORE;
        "[1,2]" is "[1,2]", and "1,2" fails at 1: MORE;
        "[[1],2]" is "[[1],2]", and "[1],2" fails at 3: MORE;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#""a":1"# fails at 3: MORE;
    }
}

#[test]
fn arrays() {
    pairs! { json_pair::<Value>;
        "[]" is "[]", and "[" fails at 1: END;
        "[1]" is "[1]", and "[1" fails at 2: END;
        "[1,2]" is "[1,2]", and "[1," fails at 3: END;
        "[1,2]" is "[1,2]", and "[1,2" fails at 4: END;
        "[[]]" is "[[]]", and "[[]" fails at 3: END;
        "[[[]]]" is "[[[]]]", and "[[[]]" fails at 5: END;
        "[1,2]" is "[1,2]", and "[1 2]" fails at 3: BYTE;
        "[1,2]" is "[1,2]", and "[1;2]" fails at 2: BYTE;
        "[1,2]" is "[1,2]", and "[1:2]" fails at 2: BYTE;
        "[1]" is "[1]", and "[1,]" fails at 3: BYTE;
        "[1 ]" is "[1]", and "[1 , ]" fails at 5: BYTE;
        "[1]" is "[1]", and "[,1]" fails at 1: BYTE;
        "[1,2]" is "[1,2]", and "[1,,2]" fails at 3: BYTE;
        "[null]" is "[null]", and "[,]" fails at 1: BYTE;
        "[1]" is "[1]", and "[1}" fails at 2: BYTE;
        "[]" is "[]", and "[}" fails at 1: BYTE;
        "[{}]" is "[{}]", and "[{]" fails at 2: BYTE;
        "[]" is "[]", and "]" fails at 0: BYTE;
        "[]" is "[]", and "[]]" fails at 2: MORE;
        "[1]" is "[1]", and "(1)" fails at 0: BYTE;
        r#"["a"]"# is r#"["a"]"#, and "[a]" fails at 1: BYTE;
    }
}

#[test]
fn objects() {
    pairs! { json_pair::<Value>;
        "{}" is "{}", and "{" fails at 1: END;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a"# fails at 3: END;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a""# fails at 4: END;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a":"# fails at 5: END;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a":1"# fails at 6: END;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a":1,"# fails at 7: END;
        r#"{"a":{}}"# is r#"{"a":{}}"#, and r#"{"a":{}"# fails at 7: END;
        r#"{"a":{"b":[]}}"# is r#"{"a":{"b":[]}}"#, and r#"{"a":{"b":[]}"# fails at 13: END;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a"}"# fails at 4: BYTE;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a":}"# fails at 5: BYTE;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a" 1}"# fails at 5: BYTE;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a",1}"# fails at 4: BYTE;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a"=1}"# fails at 4: BYTE;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a"::1}"# fails at 5: BYTE;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a":1,}"# fails at 7: BYTE;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{,"a":1}"# fails at 1: BYTE;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a":1]"# fails at 6: BYTE;
        r#"{"a":[1]}"# is r#"{"a":[1]}"#, and r#"{"a":[1}"# fails at 7: BYTE;
        r#"{"a":1,"b":2}"# is r#"{"a":1,"b":2}"#, and r#"{"a":1,,"b":2}"# fails at 7: BYTE;
        r#"{"a":1,"b":2}"# is r#"{"a":1,"b":2}"#, and r#"{"a":1 "b":2}"# fails at 7: BYTE;
        r#"{"a":1,"b":2}"# is r#"{"a":1,"b":2}"#, and r#"{"a":1;"b":2}"# fails at 6: BYTE;
        r#"{"a":1,"b":2}"# is r#"{"a":1,"b":2}"#, and r#"{"a":1,2}"# fails at 7: BYTE;
        "{}" is "{}", and "}" fails at 0: BYTE;
        "{}" is "{}", and "{]" fails at 1: BYTE;
        r#"{"":0}"# is r#"{"":0}"#, and "{:0}" fails at 1: BYTE;
        r#"{"a":1}"# is r#"{"a":1}"#, and "{a:1}" fails at 1: BYTE;
        r#"{"a":1}"# is r#"{"a":1}"#, and "{'a':1}" fails at 1: BYTE;
        r#"{"1":1}"# is r#"{"1":1}"#, and "{1:1}" fails at 1: BYTE;
        r#"{"null":1}"# is r#"{"null":1}"#, and "{null:1}" fails at 1: BYTE;
        r#"{"[]":1}"# is r#"{"[]":1}"#, and "{[]:1}" fails at 1: BYTE;
    }
}

#[test]
fn literals() {
    pairs! { json_pair::<Value>;
        "true" is "true", and "t" fails at 1: END;
        "true" is "true", and "tru" fails at 3: END;
        "true" is "true", and "trux" fails at 3: BYTE;
        "true" is "true", and "tr@#!:\"q" fails at 2: BYTE;
        "true" is "true", and "True" fails at 0: BYTE;
        "true" is "true", and "TRUE" fails at 0: BYTE;
        "true" is "true", and "truee" fails at 4: MORE;
        "[true]" is "[true]", and "[truee]" fails at 5: BYTE;
        "false" is "false", and "fals" fails at 4: END;
        "false" is "false", and "falsy" fails at 4: BYTE;
        "false" is "false", and "FALSE" fails at 0: BYTE;
        "null" is "null", and "nul" fails at 3: END;
        "null" is "null", and "nil" fails at 1: BYTE;
        "null" is "null", and "NULL" fails at 0: BYTE;
        "null" is "null", and "null0" fails at 4: MORE;
        "null" is "null", and "undefined" fails at 0: BYTE;
        "[null,null]" is "[null,null]", and "[null,nul]" fails at 9: BYTE;
        r#""NaN""# is r#""NaN""#, and "NaN" fails at 0: BYTE;
        r#""Infinity""# is r#""Infinity""#, and "Infinity" fails at 0: BYTE;
        r#""-Infinity""# is r#""-Infinity""#, and "-Infinity" fails at 1: Syntax(InvalidNumber);
        r#""yes""# is r#""yes""#, and "yes" fails at 0: BYTE;
    }
}

#[test]
fn nesting() {
    for (open, middle, close) in [("[", "", "]"), ("{\"\":", "{}", "}"), ("[{\"a\":", "0", "}]")] {
        let brackets = open.chars().filter(|bracket| "[{".contains(*bracket)).count();
        let deep = |depth: usize| open.repeat(depth) + middle + &close.repeat(depth);
        let deepest = (128 - middle.matches('{').count()) / brackets;
        let too_deep = deep(deepest + 1);
        let at = too_deep.match_indices(['[', '{']).nth(128).expect("one bracket too many").0;
        let deep = &deep(deepest);
        pairs! { json_pair::<super::LongValue>;
            deep is deep, and (&too_deep) fails at at: Syntax(TooDeep);
        }
    }
    // Closed brackets don't count.
    let wide = format!("[{}[]]", "[[[]]],".repeat(100));
    assert_eq!(super::pairs::encode(&vitalwire::decode::<super::LongValue>(wide.as_bytes()).expect("wide")), wide);
}

/// Duplicate names are valid JSON, but neither a type with named fields nor a kept value accepts them.
#[test]
fn duplicate_keys() {
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Named {
        a: u8,
    }
    pairs! { super::pairs::pair::<Value>;
        r#"{"a":1,"b":2}"# is r#"{"a":1,"b":2}"#, and r#"{"a":1,"a":2}"# fails at 7: DecodeErrorKind::DuplicateKey;
        r#"{"a":{"a":1}}"# is r#"{"a":{"a":1}}"#, and r#"{"a":1,"\u0061":2}"# fails at 7: DecodeErrorKind::DuplicateKey;
        r#"[{"a":1},{"a":1}]"# is r#"[{"a":1},{"a":1}]"#,
            and r#"[{"b":{"a":[],"":0,"a":{}}}]"# fails at 19: DecodeErrorKind::DuplicateKey;
        r#"{"a":["a","a"]}"# is r#"{"a":["a","a"]}"#, and r#"{"a":1,"a":}"# fails at 11: BYTE;
    }
    pairs! { super::pairs::serde_pair::<Named>;
        r#"{"a":1}"# is r#"{"a":1}"#, and r#"{"a":1,"a":2}"# fails at 7 in "a": DecodeErrorKind::DuplicateField;
        r#"{"\u0061":1}"# is r#"{"a":1}"#, and r#"{"a":1,"\u0061":2}"# fails at 7 in "a": DecodeErrorKind::DuplicateField;
    }
}
