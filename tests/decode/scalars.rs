//! ProtoJSON's booleans, integers and doubles.

use super::pairs::pair;
use vitalwire::DecodeErrorKind::{self, Malformed, OutOfRange, Syntax, UnexpectedType};
use vitalwire::JsonType::*;
use vitalwire::SyntaxErrorKind::*;
use vitalwire::message;

message! {
    struct Numbers {
        boolean: bool as "boolean",
        int: i32 as "int",
        count: u32 as "count",
        long: i64 as "long",
        size: u64 as "size",
        double: f64 as "double",
        float: f32 as "float",
    }
}

const NO_I32: DecodeErrorKind = OutOfRange("a 32-bit integer");
const NO_I64: DecodeErrorKind = OutOfRange("a 64-bit integer");
const NO_U32: DecodeErrorKind = OutOfRange("an unsigned 32-bit integer");
const NO_U64: DecodeErrorKind = OutOfRange("an unsigned 64-bit integer");
const NO_INTEGER: DecodeErrorKind = Malformed("a 32-bit integer");
const NO_DOUBLE: DecodeErrorKind = Malformed("a double");

#[test]
fn booleans() {
    pairs! { pair::<Numbers>;
        r#"{"boolean":true}"# is r#"{"boolean":true}"#,
            and r#"{"boolean":"true"}"# fails at 11 in "boolean": UnexpectedType(String);
        r#"{"boolean":false}"# is "{}", and r#"{"boolean":"false"}"# fails at 11 in "boolean": UnexpectedType(String);
        r#"{"boolean":null}"# is "{}", and r#"{"boolean":0}"# fails at 11 in "boolean": UnexpectedType(Number);
        r#"{"boolean": true}"# is r#"{"boolean":true}"#,
            and r#"{"boolean": 1}"# fails at 12 in "boolean": UnexpectedType(Number);
        r#"{"boolean":true}"# is r#"{"boolean":true}"#,
            and r#"{"boolean":[true]}"# fails at 11 in "boolean": UnexpectedType(Array);
        r#"{"boolean":true}"# is r#"{"boolean":true}"#,
            and r#"{"boolean":{}}"# fails at 11 in "boolean": UnexpectedType(Object);
        r#"{"boolean":true}"# is r#"{"boolean":true}"#,
            and r#"{"boolean":True}"# fails at 11 in "boolean": Syntax(UnexpectedByte);
        r#"{"boolean":true}"# is r#"{"boolean":true}"#,
            and r#"{"boolean":tru}"# fails at 14 in "boolean": Syntax(UnexpectedByte);
    }
}

#[test]
fn integer_bounds() {
    pairs! { pair::<Numbers>;
        r#"{"int":2147483647}"# is r#"{"int":2147483647}"#, and r#"{"int":2147483648}"# fails at 7 in "int": NO_I32;
        r#"{"int":-2147483648}"# is r#"{"int":-2147483648}"#, and r#"{"int":-2147483649}"# fails at 7 in "int": NO_I32;
        r#"{"int":"2147483647"}"# is r#"{"int":2147483647}"#, and r#"{"int":"2147483648"}"# fails at 7 in "int": NO_I32;
        r#"{"int":2.147483647e9}"# is r#"{"int":2147483647}"#,
            and r#"{"int":2.147483648e9}"# fails at 7 in "int": NO_I32;
        r#"{"int":"-21474836480e-1"}"# is r#"{"int":-2147483648}"#,
            and r#"{"int":"-21474836490e-1"}"# fails at 7 in "int": NO_I32;
        r#"{"int":0}"# is "{}", and r#"{"int":99999999999999999999}"# fails at 7 in "int": NO_I32;

        r#"{"count":4294967295}"# is r#"{"count":4294967295}"#,
            and r#"{"count":4294967296}"# fails at 9 in "count": NO_U32;
        r#"{"count":"4294967295"}"# is r#"{"count":4294967295}"#,
            and r#"{"count":"4294967296"}"# fails at 9 in "count": NO_U32;
        r#"{"count":-0}"# is "{}", and r#"{"count":-1}"# fails at 9 in "count": NO_U32;
        r#"{"count":"-0.0"}"# is "{}", and r#"{"count":"-1"}"# fails at 9 in "count": NO_U32;

        r#"{"long":9223372036854775807}"# is r#"{"long":"9223372036854775807"}"#,
            and r#"{"long":9223372036854775808}"# fails at 8 in "long": NO_I64;
        r#"{"long":"9223372036854775807"}"# is r#"{"long":"9223372036854775807"}"#,
            and r#"{"long":"9223372036854775808"}"# fails at 8 in "long": NO_I64;
        r#"{"long":-9223372036854775808}"# is r#"{"long":"-9223372036854775808"}"#,
            and r#"{"long":-9223372036854775809}"# fails at 8 in "long": NO_I64;
        r#"{"long":"-9223372036854775808"}"# is r#"{"long":"-9223372036854775808"}"#,
            and r#"{"long":"-9223372036854775809"}"# fails at 8 in "long": NO_I64;
        r#"{"long":9.223372036854775807e18}"# is r#"{"long":"9223372036854775807"}"#,
            and r#"{"long":9.223372036854775808e18}"# fails at 8 in "long": NO_I64;

        r#"{"size":18446744073709551615}"# is r#"{"size":"18446744073709551615"}"#,
            and r#"{"size":18446744073709551616}"# fails at 8 in "size": NO_U64;
        r#"{"size":"18446744073709551615"}"# is r#"{"size":"18446744073709551615"}"#,
            and r#"{"size":"18446744073709551616"}"# fails at 8 in "size": NO_U64;
        r#"{"size":1.8446744073709551615e19}"# is r#"{"size":"18446744073709551615"}"#,
            and r#"{"size":1.8446744073709551616e19}"# fails at 8 in "size": NO_U64;
        r#"{"size":"0"}"# is "{}", and r#"{"size":"-1"}"# fails at 8 in "size": NO_U64;
        r#"{"size":"1e19"}"# is r#"{"size":"10000000000000000000"}"#,
            and r#"{"size":"1e536870000"}"# fails at 8 in "size": NO_U64;
    }
}

#[test]
fn integers_have_no_fraction() {
    pairs! { pair::<Numbers>;
        r#"{"int":1e5}"# is r#"{"int":100000}"#, and r#"{"int":1e-5}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"1e5"}"# is r#"{"int":100000}"#, and r#"{"int":"15e-1"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":1.0}"# is r#"{"int":1}"#, and r#"{"int":1.5}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"1.0"}"# is r#"{"int":1}"#, and r#"{"int":"0.5"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":1.50e1}"# is r#"{"int":15}"#, and r#"{"int":1.55e1}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":0e99999999999}"# is "{}", and r#"{"int":1e99999999999}"# fails at 7 in "int": NO_I32;
        r#"{"int":100000.000}"# is r#"{"int":100000}"#, and r#"{"int":100000.001}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":1.0e9}"# is r#"{"int":1000000000}"#, and r#"{"int":99999999999999999999.5}"# fails at 7 in "int": NO_INTEGER;
        r#"{"long":1E2}"# is r#"{"long":"100"}"#, and r#"{"long":1E-2}"# fails at 8 in "long": Malformed("a 64-bit integer");
        r#"{"size":"1.5e1"}"# is r#"{"size":"15"}"#, and r#"{"size":"1.5e0"}"# fails at 8 in "size": Malformed("an unsigned 64-bit integer");
    }
}

#[test]
fn integers_are_numbers() {
    pairs! { pair::<Numbers>;
        r#"{"int":"1"}"# is r#"{"int":1}"#, and r#"{"int":""}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"1"}"# is r#"{"int":1}"#, and r#"{"int":" 1"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"1"}"# is r#"{"int":1}"#, and r#"{"int":"1 "}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"1"}"# is r#"{"int":1}"#, and r#"{"int":"+1"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"1"}"# is r#"{"int":1}"#, and r#"{"int":"01"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"10"}"# is r#"{"int":10}"#, and r#"{"int":"1_0"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"16"}"# is r#"{"int":16}"#, and r#"{"int":"0x10"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"1.0"}"# is r#"{"int":1}"#, and r#"{"int":"1."}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"0.0"}"# is "{}", and r#"{"int":".0"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"1e0"}"# is r#"{"int":1}"#, and r#"{"int":"1e"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"-1"}"# is r#"{"int":-1}"#, and r#"{"int":"--1"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"-0"}"# is "{}", and r#"{"int":"-"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"0"}"# is "{}", and r#"{"int":"NaN"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"1"}"# is r#"{"int":1}"#, and r#"{"int":"١"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"\u0031"}"# is r#"{"int":1}"#, and r#"{"int":"\u002b1"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":"1"}"# is r#"{"int":1}"#, and r#"{"int":"1\u0000"}"# fails at 7 in "int": NO_INTEGER;
        r#"{"int":1}"# is r#"{"int":1}"#, and r#"{"int":+1}"# fails at 7 in "int": Syntax(UnexpectedByte);
        r#"{"int":1}"# is r#"{"int":1}"#, and r#"{"int":01}"# fails at 8 in "int": Syntax(InvalidNumber);
        r#"{"int":null}"# is "{}", and r#"{"int":true}"# fails at 7 in "int": UnexpectedType(Bool);
        r#"{"int":1}"# is r#"{"int":1}"#, and r#"{"int":[1]}"# fails at 7 in "int": UnexpectedType(Array);
        r#"{"int":1}"# is r#"{"int":1}"#, and r#"{"int":{"a":1}}"# fails at 7 in "int": UnexpectedType(Object);
    }
}

#[test]
fn doubles() {
    pairs! { pair::<Numbers>;
        r#"{"double":1}"# is r#"{"double":1.0}"#,
            and r#"{"double":true}"# fails at 10 in "double": UnexpectedType(Bool);
        r#"{"double":0}"# is "{}", and r#"{"double":[0]}"# fails at 10 in "double": UnexpectedType(Array);
        r#"{"double":null}"# is "{}", and r#"{"double":{}}"# fails at 10 in "double": UnexpectedType(Object);
        r#"{"double":"1"}"# is r#"{"double":1.0}"#, and r#"{"double":""}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"1.5"}"# is r#"{"double":1.5}"#, and r#"{"double":"1.5 "}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"-2"}"# is r#"{"double":-2.0}"#, and r#"{"double":"+2"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"0.5"}"# is r#"{"double":0.5}"#, and r#"{"double":".5"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"5.0"}"# is r#"{"double":5.0}"#, and r#"{"double":"5."}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"10"}"# is r#"{"double":10.0}"#, and r#"{"double":"1_0"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"1"}"# is r#"{"double":1.0}"#, and r#"{"double":"01"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"8"}"# is r#"{"double":8.0}"#, and r#"{"double":"0x1p3"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"2e-1"}"# is r#"{"double":0.2}"#, and r#"{"double":"2e-"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"1\u002e5"}"# is r#"{"double":1.5}"#,
            and r#"{"double":"1\u002c5"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":1.5}"# is r#"{"double":1.5}"#,
            and r#"{"double":1.}"# fails at 12 in "double": Syntax(InvalidNumber);
    }
}

#[test]
fn doubles_that_are_no_numbers() {
    pairs! { pair::<Numbers>;
        r#"{"double":"NaN"}"# is r#"{"double":"NaN"}"#, and r#"{"double":"nan"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"NaN"}"# is r#"{"double":"NaN"}"#, and r#"{"double":"-NaN"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"N\u0061N"}"# is r#"{"double":"NaN"}"#,
            and r#"{"double":NaN}"# fails at 10 in "double": Syntax(UnexpectedByte);
        r#"{"double":"Infinity"}"# is r#"{"double":"Infinity"}"#,
            and r#"{"double":"inf"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"Infinity"}"# is r#"{"double":"Infinity"}"#,
            and r#"{"double":"infinity"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"Infinity"}"# is r#"{"double":"Infinity"}"#,
            and r#"{"double":"+Infinity"}"# fails at 10 in "double": NO_DOUBLE;
        r#"{"double":"-Infinity"}"# is r#"{"double":"-Infinity"}"#,
            and r#"{"double":-Infinity}"# fails at 11 in "double": Syntax(InvalidNumber);
        r#"{"float":"-Infinity"}"# is r#"{"float":"-Infinity"}"#,
            and r#"{"float":"-inf"}"# fails at 9 in "float": Malformed("a float");
    }
}

#[test]
fn double_bounds() {
    let beyond = OutOfRange("a double");
    pairs! { pair::<Numbers>;
        r#"{"double":1.7976931348623157e308}"# is r#"{"double":1.7976931348623157e+308}"#,
            and r#"{"double":1.7976931348623159e308}"# fails at 10 in "double": beyond;
        r#"{"double":1.7976931348623158079e308}"# is r#"{"double":1.7976931348623157e+308}"#,
            and r#"{"double":-1.8e308}"# fails at 10 in "double": beyond;
        r#"{"double":"1e308"}"# is r#"{"double":1e+308}"#, and r#"{"double":"1e400"}"# fails at 10 in "double": beyond;
        r#"{"double":1e-400}"# is "{}", and r#"{"double":1e400}"# fails at 10 in "double": beyond;
        r#"{"double":5e-324}"# is r#"{"double":5e-324}"#,
            and r#"{"double":1e999999999}"# fails at 10 in "double": beyond;
        // The shortest text of the largest float is beyond it, and rejected by other readers.
        r#"{"float":3.4028235e38}"# is r#"{"float":3.4028234e+38}"#,
            and r#"{"float":3.4028236e38}"# fails at 9 in "float": OutOfRange("a float");
        r#"{"float":-3.4028234e38}"# is r#"{"float":-3.4028234e+38}"#,
            and r#"{"float":-3.4028236e38}"# fails at 9 in "float": OutOfRange("a float");
        r#"{"float":3.4028233e38}"# is r#"{"float":3.4028233e+38}"#,
            and r#"{"float":1e39}"# fails at 9 in "float": OutOfRange("a float");
        r#"{"float":"1e-60"}"# is "{}", and r#"{"float":"1e60"}"# fails at 9 in "float": OutOfRange("a float");
        // Rounded to a double first, it would end in 2.
        r#"{"float":1.00000017881393432617187499}"# is r#"{"float":1.0000001}"#,
            and r#"{"float":-4e38}"# fails at 9 in "float": OutOfRange("a float");
    }
}
