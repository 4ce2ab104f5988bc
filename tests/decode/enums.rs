//! Enum values: by name, by number, and unknown.

use super::pairs::{pair, strict_pair};
use heapless::Vec;
use vitalwire::DecodeErrorKind::{self, Malformed, OutOfRange, UnexpectedType, UnknownValue};
use vitalwire::dataflow::WorkerLifecycleEvent;
use vitalwire::proto::List;
use vitalwire::rpc::{Code, ErrorDetails};
use vitalwire::{JsonType, Microcontroller, enumeration, message};

type Event = WorkerLifecycleEvent<Microcontroller>;

const NO_EVENT: DecodeErrorKind = OutOfRange("a 32-bit integer");
const NO_INTEGER: DecodeErrorKind = Malformed("a 32-bit integer");

enumeration! {
    #[derive(Default)]
    enum Mode {
        #[default]
        Off = 0 as "OFF",
        On = 1 as "ON",
    }
}

message! {
    struct Kettle {
        mode: Mode as "mode",
        modes: List<Vec<Mode, 3>> as "modes",
    }
}

#[test]
fn names() {
    pairs! { strict_pair::<Event>;
        r#"{"event":"OS_START"}"# is r#"{"event":"OS_START"}"#,
            and r#"{"event":"os_start"}"# fails at 9 in "event": UnknownValue;
        r#"{"event":"NETWORK_UP"}"# is r#"{"event":"NETWORK_UP"}"#,
            and r#"{"event":"NETWORK_UP "}"# fails at 9 in "event": UnknownValue;
        r#"{"event":"OS\u005fSTART"}"# is r#"{"event":"OS_START"}"#,
            and r#"{"event":"OS\u002dSTART"}"# fails at 9 in "event": UnknownValue;
        r#"{"event":"UNKNOWN_EVENT"}"# is "{}", and r#"{"event":"UNKNOWN"}"# fails at 9 in "event": UnknownValue;
        r#"{"event":"SDK_INSTALL_FINISH"}"# is r#"{"event":"SDK_INSTALL_FINISH"}"#,
            and r#"{"event":"SDK_INSTALL_FINISHED"}"# fails at 9 in "event": UnknownValue;
        r#"{"event":null}"# is "{}", and r#"{"event":""}"# fails at 9 in "event": UnknownValue;
        r#"{"event":1}"# is r#"{"event":"OS_START"}"#, and r#"{"event":"1 "}"# fails at 9 in "event": UnknownValue;
    }
}

#[test]
fn quoted_numbers() {
    pairs! { strict_pair::<Event>;
        r#"{"event":"3"}"# is r#"{"event":"NETWORK_UP"}"#, and r#"{"event":"3x"}"# fails at 9 in "event": UnknownValue;
        r#"{"event":"1e0"}"# is r#"{"event":"OS_START"}"#, and r#"{"event":"0.5"}"# fails at 9 in "event": NO_EVENT;
        r#"{"event":"\u0037"}"# is r#"{"event":"SDK_INSTALL_FINISH"}"#,
            and r#"{"event":"-"}"# fails at 9 in "event": UnknownValue;
        r#"{"event":"123"}"# is r#"{"event":123}"#, and r#"{"event":"0123"}"# fails at 9 in "event": UnknownValue;
        r#"{"event":"0"}"# is "{}", and r#"{"event":"2147483648"}"# fails at 9 in "event": NO_EVENT;
        r#"{"event":"-2147483648"}"# is r#"{"event":-2147483648}"#,
            and r#"{"event":"99999999999999999999"}"# fails at 9 in "event": NO_EVENT;
    }
    pairs! { pair::<Kettle>;
        r#"{"modes":["1","ON","NO",1]}"# is r#"{"modes":["ON","ON","ON"]}"#,
            and r#"{"modes":["1e99"]}"# fails at 10 in "modes": NO_EVENT;
    }
}

#[test]
fn a_name_comes_before_a_number() {
    enumeration! {
        enum Numbered {
            Two = 1 as "2",
            One = 2 as "1",
        }
    }
    message! {
        struct Of {
            number: Option<Numbered> as "number",
        }
    }
    pairs! { pair::<Of>;
        r#"{"number":"1"}"# is r#"{"number":"1"}"#, and r#"{"number":true}"# fails at 10 in "number": UnexpectedType(JsonType::Bool);
        r#"{"number":1}"# is r#"{"number":"2"}"#, and r#"{"number":"3e10"}"# fails at 10 in "number": NO_EVENT;
    }
}

#[test]
fn numbers() {
    pairs! { strict_pair::<Event>;
        r#"{"event":7}"# is r#"{"event":"SDK_INSTALL_FINISH"}"#, and r#"{"event":7.5}"# fails at 9 in "event": NO_INTEGER;
        r#"{"event":1e0}"# is r#"{"event":"OS_START"}"#, and r#"{"event":1e-1}"# fails at 9 in "event": NO_INTEGER;
        r#"{"event":0}"# is "{}", and r#"{"event":1e400}"# fails at 9 in "event": NO_EVENT;
        r#"{"event":123}"# is r#"{"event":123}"#,
            and r#"{"event":[123]}"# fails at 9 in "event": UnexpectedType(JsonType::Array);
        r#"{"event":2147483647}"# is r#"{"event":2147483647}"#,
            and r#"{"event":2147483648}"# fails at 9 in "event": NO_EVENT;
        r#"{"event":-2147483648}"# is r#"{"event":-2147483648}"#,
            and r#"{"event":-2147483649}"# fails at 9 in "event": NO_EVENT;
        r#"{"event":-1}"# is r#"{"event":-1}"#, and r#"{"event":true}"# fails at 9 in "event": UnexpectedType(JsonType::Bool);
        r#"{"event":2}"# is r#"{"event":"CONTAINER_START"}"#,
            and r#"{"event":{}}"# fails at 9 in "event": UnexpectedType(JsonType::Object);
    }
}

#[test]
fn a_zero_with_a_meaning() {
    pairs! { strict_pair::<Kettle>;
        r#"{"mode":"OFF"}"# is "{}", and r#"{"mode":"Off"}"# fails at 8 in "mode": UnknownValue;
        r#"{"mode":0}"# is "{}", and r#"{"mode":""}"# fails at 8 in "mode": UnknownValue;
        r#"{"modes":["OFF",1,7]}"# is r#"{"modes":["OFF","ON",7]}"#,
            and r#"{"modes":["OFF","NEW"]}"# fails at 16 in "modes": UnknownValue;
        r#"{"modes":[0]}"# is r#"{"modes":["OFF"]}"#,
            and r#"{"modes":[null]}"# fails at 10 in "modes": UnexpectedType(JsonType::Null);
    }
}

#[test]
fn names_that_are_not_known_are_no_values() {
    pairs! { pair::<Event>;
        r#"{"event":"NEW_EVENT"}"# is "{}",
            and r#"{"event":"NEW_EVENT","event":1}"# fails at 21 in "event": DecodeErrorKind::DuplicateField;
    }
    pairs! { pair::<Kettle>;
        r#"{"mode":"NEW"}"# is "{}",
            and r#"{"mode":"NEW}"# fails at 13 in "mode": DecodeErrorKind::Syntax(vitalwire::SyntaxErrorKind::UnexpectedEnd);
        r#"{"modes":["NEW","ON","NEWER","OFF"]}"# is r#"{"modes":["ON","OFF"]}"#,
            and r#"{"modes":["NEW",true]}"# fails at 16 in "modes": UnexpectedType(JsonType::Bool);
    }
}

#[test]
fn codes_by_name_and_by_number() {
    let status = |input: &str| vitalwire::decode::<ErrorDetails>(input.as_bytes()).map(|error| error.status);
    assert_eq!(status(r#"{"status":"ABORTED"}"#), Ok(Some(Code::Aborted)));
    assert_eq!(status(r#"{"status":10}"#), Ok(Some(Code::Aborted)));
    assert_eq!(status(r#"{"status":"OK"}"#), Ok(Some(Code::Ok)));
    assert_eq!(status(r#"{"status":0}"#), Ok(Some(Code::Ok)));
    assert_eq!(status(r#"{"status":"BORED"}"#), Ok(None));
    assert_eq!(status(r#"{"status":99}"#).map(|code| code.map(Code::number)), Ok(Some(99)));
    assert_eq!(
        status(r#"{"status":false}"#).map_err(|error| (error.offset, error.kind)),
        Err((10, UnexpectedType(JsonType::Bool)))
    );
}

/// A list can omit an unknown element; an array can't.
#[test]
fn unknown_names_in_arrays() {
    message! {
        struct Both {
            pair: [Mode; 2] as "pair",
        }
    }
    pairs! { pair::<Both>;
        r#"{"pair":["OFF","ON"]}"# is r#"{"pair":["OFF","ON"]}"#,
            and r#"{"pair":["NEW","ON"]}"# fails at 9 in "pair": UnknownValue;
    }
}
