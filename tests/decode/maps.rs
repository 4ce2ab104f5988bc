//! Maps: keys of all types, without duplicates.

use super::pairs::{pair, strict_pair};
use heapless::{LinearMap, String};
use vitalwire::DecodeErrorKind::{self, DuplicateKey, Malformed, OutOfRange, Syntax, UnexpectedType};
use vitalwire::dataflow::{ResourceUtilizationReport, WorkerMessage};
use vitalwire::genomics::WorkerStatus;
use vitalwire::proto::{Map, Text};
use vitalwire::{JsonType, Microcontroller, SyntaxErrorKind, enumeration, message};

enumeration! {
    enum Mode {
        On = 1 as "ON",
    }
}

type Table<K, V> = Map<LinearMap<K, V, 2>>;

message! {
    struct Maps {
        texts: Table<Text<String<4>>, bool> as "texts",
        booleans: Table<bool, u64> as "booleans",
        ints: Table<i32, bool> as "ints",
        longs: Table<i64, bool> as "longs",
        counts: Table<u32, bool> as "counts",
        sizes: Table<u64, bool> as "sizes",
        modes: Table<Text<String<4>>, Mode> as "modes",
    }
}

const NO_I32: DecodeErrorKind = OutOfRange("a 32-bit integer");
const NO_INTEGER: DecodeErrorKind = Malformed("a 32-bit integer");
const NO_BOOL: DecodeErrorKind = Malformed("true or false");

#[test]
fn integers_as_keys() {
    pairs! { pair::<Maps>;
        r#"{"ints":{"1":true}}"# is r#"{"ints":{"1":true}}"#,
            and r#"{"ints":{1:true}}"# fails at 9 in "ints": Syntax(SyntaxErrorKind::UnexpectedByte);
        r#"{"ints":{"-2147483648":true}}"# is r#"{"ints":{"-2147483648":true}}"#,
            and r#"{"ints":{"-2147483649":true}}"# fails at 9 in "ints": NO_I32;
        r#"{"ints":{"2147483647":true}}"# is r#"{"ints":{"2147483647":true}}"#,
            and r#"{"ints":{"2147483648":true}}"# fails at 9 in "ints": NO_I32;
        r#"{"ints":{"0":false}}"# is r#"{"ints":{"0":false}}"#,
            and r#"{"ints":{"":true}}"# fails at 9 in "ints": NO_INTEGER;
        r#"{"ints":{"\u0031":true}}"# is r#"{"ints":{"1":true}}"#,
            and r#"{"ints":{"+1":true}}"# fails at 9 in "ints": NO_INTEGER;
        r#"{"ints":{"7":true}}"# is r#"{"ints":{"7":true}}"#,
            and r#"{"ints":{"07":true}}"# fails at 9 in "ints": NO_INTEGER;
        r#"{"ints":{"7":true}}"# is r#"{"ints":{"7":true}}"#,
            and r#"{"ints":{" 7":true}}"# fails at 9 in "ints": NO_INTEGER;
        r#"{"ints":{"7":true}}"# is r#"{"ints":{"7":true}}"#,
            and r#"{"ints":{"7.5":true}}"# fails at 9 in "ints": NO_INTEGER;
        r#"{"longs":{"-9223372036854775808":true}}"# is r#"{"longs":{"-9223372036854775808":true}}"#,
            and r#"{"longs":{"-9223372036854775809":true}}"#
                fails at 10 in "longs": OutOfRange("a 64-bit integer");
        r#"{"counts":{"4294967295":true}}"# is r#"{"counts":{"4294967295":true}}"#,
            and r#"{"counts":{"-1":true}}"#
                fails at 11 in "counts": OutOfRange("an unsigned 32-bit integer");
        r#"{"sizes":{"18446744073709551615":true}}"# is r#"{"sizes":{"18446744073709551615":true}}"#,
            and r#"{"sizes":{"18446744073709551616":true}}"#
                fails at 10 in "sizes": OutOfRange("an unsigned 64-bit integer");
    }
}

#[test]
fn booleans_as_keys() {
    pairs! { pair::<Maps>;
        r#"{"booleans":{"true":1}}"# is r#"{"booleans":{"true":"1"}}"#,
            and r#"{"booleans":{true:1}}"# fails at 13 in "booleans": Syntax(SyntaxErrorKind::UnexpectedByte);
        r#"{"booleans":{"false":1}}"# is r#"{"booleans":{"false":"1"}}"#,
            and r#"{"booleans":{"False":1}}"# fails at 13 in "booleans": NO_BOOL;
        r#"{"booleans":{"tru\u0065":1}}"# is r#"{"booleans":{"true":"1"}}"#,
            and r#"{"booleans":{"1":1}}"# fails at 13 in "booleans": NO_BOOL;
        r#"{"booleans":{"true":1,"false":0}}"# is r#"{"booleans":{"true":"1","false":"0"}}"#,
            and r#"{"booleans":{"":1}}"# fails at 13 in "booleans": NO_BOOL;
    }
}

#[test]
fn each_key_once() {
    pairs! { pair::<Maps>;
        r#"{"texts":{"a":true,"A":true}}"# is r#"{"texts":{"a":true,"A":true}}"#,
            and r#"{"texts":{"a":true,"a":true}}"# fails at 19 in "texts": DuplicateKey;
        r#"{"texts":{"a":true}}"# is r#"{"texts":{"a":true}}"#,
            and r#"{"texts":{"a":true, "\u0061":false}}"# fails at 20 in "texts": DuplicateKey;
        r#"{"texts":{"":true}}"# is r#"{"texts":{"":true}}"#,
            and r#"{"texts":{"":true,"":true}}"# fails at 18 in "texts": DuplicateKey;
        r#"{"ints":{"1":true,"-1":true}}"# is r#"{"ints":{"1":true,"-1":true}}"#,
            and r#"{"ints":{"1":true,"1":true}}"# fails at 18 in "ints": DuplicateKey;
        r#"{"ints":{"10":true}}"# is r#"{"ints":{"10":true}}"#,
            and r#"{"ints":{"10":true,"1e1":true}}"# fails at 19 in "ints": DuplicateKey;
        r#"{"booleans":{"true":0}}"# is r#"{"booleans":{"true":"0"}}"#,
            and r#"{"booleans":{"true":0,"true":0}}"# fails at 22 in "booleans": DuplicateKey;
    }
    pairs! { pair::<WorkerMessage<Microcontroller>>;
        r#"{"labels":{"A":"1","B":"1"}}"# is r#"{"labels":{"A":"1","B":"1"}}"#,
            and r#"{"labels":{"A":"1","A":"1"}}"# fails at 19 in "labels": DuplicateKey;
    }
}

/// The error has the field's name on the wire, like every other error.
#[test]
fn duplicate_key_error_has_the_wire_name() {
    pairs! { pair::<WorkerStatus<Microcontroller>>;
        r#"{"attachedDisks":{"a":{},"b":{}}}"# is r#"{"attachedDisks":{"a":{},"b":{}}}"#,
            and r#"{"attachedDisks":{"a":{},"a":{}}}"# fails at 25 in "attachedDisks": DuplicateKey;
    }
    pairs! { pair::<ResourceUtilizationReport<Microcontroller>>;
        r#"{"containers":{"a":{},"b":{}}}"# is r#"{"containers":{"a":{},"b":{}}}"#,
            and r#"{"containers":{"a":{},"a":{}}}"# fails at 22 in "containers": DuplicateKey;
    }
}

#[test]
fn values_of_maps() {
    pairs! { pair::<Maps>;
        r#"{"booleans":{"true":"1e2"}}"# is r#"{"booleans":{"true":"100"}}"#,
            and r#"{"booleans":{"true":true}}"# fails at 20 in "booleans": UnexpectedType(JsonType::Bool);
        r#"{"texts":{}}"# is "{}", and r#"{"texts":[]}"# fails at 9 in "texts": UnexpectedType(JsonType::Array);
        r#"{"texts":null}"# is "{}", and r#"{"texts":"a"}"# fails at 9 in "texts": UnexpectedType(JsonType::String);
        r#"{"modes":{"a":"ON","b":"NEW"}}"# is r#"{"modes":{"a":"ON"}}"#,
            and r#"{"modes":{"a":"ON","b":0,"b":null}}"# fails at 29 in "modes": UnexpectedType(JsonType::Null);
    }
    pairs! { strict_pair::<Maps>;
        r#"{"modes":{"a":"ON"}}"# is r#"{"modes":{"a":"ON"}}"#,
            and r#"{"modes":{"a":"NEW"}}"# fails at 14 in "modes": DecodeErrorKind::UnknownValue;
    }
}
