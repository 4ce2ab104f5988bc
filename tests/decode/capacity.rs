//! Capacities, fixed lengths, required fields and ranges.

use super::pairs::pair;
use heapless::{String, Vec};
use vitalwire::DecodeErrorKind::{self, Capacity, Length, Missing, OutOfRange, Reserved};
use vitalwire::SyntaxErrorKind::{InvalidUtf8, UnexpectedEnd};
use vitalwire::dataflow::*;
use vitalwire::genomics::WorkerStatus;
use vitalwire::proto::{List, Text};
use vitalwire::{CapacityError, Microcontroller, message};

fn full(capacity: &'static str, limit: usize, needed: usize) -> DecodeErrorKind {
    Capacity(CapacityError { capacity, limit, needed })
}

/// A string's length is that of its own encoding: unneeded escapes in the input don't count.
#[test]
fn texts() {
    message! {
        struct Note {
            text: Text<String<4>> as "text",
        }
    }
    pairs! { pair::<Note>;
        r#"{"text":"abcd"}"# is r#"{"text":"abcd"}"#,
            and r#"{"text":"abcde"}"# fails at 8 in "text": full("string", 4, 5);
        r#"{"text":"ab\""}"# is r#"{"text":"ab\""}"#,
            and r#"{"text":"abc\""}"# fails at 8 in "text": full("string", 4, 5);
        r#"{"text":"\n\t"}"# is r#"{"text":"\n\t"}"#,
            and r#"{"text":"\u0001"}"# fails at 8 in "text": full("string", 4, 6);
        r#"{"text":"\u0061\u0062\u0063\/"}"# is r#"{"text":"abc/"}"#,
            and r#"{"text":"\u0061\u0062\u0063\\"}"# fails at 8 in "text": full("string", 4, 5);
        r#"{"text":"\ud834\udd1e"}"# is r#"{"text":"𝄞"}"#,
            and r#"{"text":"\ud834\udd1ea"}"# fails at 8 in "text": full("string", 4, 5);
        r#"{"text":"éé"}"# is r#"{"text":"éé"}"#, and r#"{"text":"ééé"}"# fails at 8 in "text": full("string", 4, 6);
        r#"{"text":""}"# is "{}", and r#"{"text":"0123456789\u0000"}"# fails at 8 in "text": full("string", 4, 16);
    }
    let longest = &*format!(r#"{{"location":"{}"}}"#, "x".repeat(32));
    let too_long = &longest.replace("xx\"", "xx\\\"\"");
    pairs! { pair::<SendWorkerMessagesRequest<Microcontroller>>;
        longest is longest, and too_long fails at 12 in "location": full("location", 32, 34);
    }
}

#[test]
fn lists() {
    message! {
        struct Lists {
            counts: List<Vec<i32, 2>> as "counts",
            nothing: List<Vec<i32, 0>> as "nothing",
        }
    }
    pairs! { pair::<Lists>;
        r#"{"counts":[1,2]}"# is r#"{"counts":[1,2]}"#,
            and r#"{"counts":[1,2,3]}"# fails at 15 in "counts": full("list", 2, 3);
        r#"{"counts":[1, 2]}"# is r#"{"counts":[1,2]}"#,
            and r#"{"counts":[1, 2, x]}"# fails at 17 in "counts": full("list", 2, 3);
        r#"{"nothing":[]}"# is "{}", and r#"{"nothing":[1]}"# fails at 12 in "nothing": full("list", 0, 1);
    }
    pairs! { pair::<SendWorkerMessagesRequest<Microcontroller>>;
        r#"{"workerMessages":[{},{},{},{}]}"# is r#"{"workerMessages":[{},{},{},{}]}"#,
            and r#"{"workerMessages":[{},{},{},{},{}]}"# fails at 31 in "workerMessages": full("messages", 4, 5);
    }
    pairs! { pair::<ResourceUtilizationReport<Microcontroller>>;
        r#"{"gpuUsage":[]}"# is "{}", and r#"{"gpuUsage":[{}]}"# fails at 13 in "gpuUsage": full("gpu_samples", 0, 1);
    }
    let eight = &*format!(r#"{{"cpuTime":[{}{{}}]}}"#, "{},".repeat(7));
    let nine = &eight.replace("[", "[{},");
    pairs! { pair::<ResourceUtilizationReport<Microcontroller>>;
        eight is eight, and nine fails at 36 in "cpuTime": full("cpu_samples", 8, 9);
    }
}

#[test]
fn maps() {
    pairs! { pair::<WorkerMessage<Microcontroller>>;
        r#"{"labels":{"A":"","B":"","C":"","D":""}}"# is r#"{"labels":{"A":"","B":"","C":"","D":""}}"#,
            and r#"{"labels":{"A":"","B":"","C":"","D":"","E":""}}"# fails at 39 in "labels": full("labels", 4, 5);
        // A duplicate key is reported as such even if the map is full.
        r#"{"labels":{"A":"","B":"","C":"","D":""}}"# is r#"{"labels":{"A":"","B":"","C":"","D":""}}"#,
            and r#"{"labels":{"A":"","B":"","C":"","D":"","A":""}}"#
                fails at 39 in "labels": DecodeErrorKind::DuplicateKey;
    }
    pairs! { pair::<WorkerStatus<Microcontroller>>;
        r#"{"attachedDisks":{"a":{},"b":{}}}"# is r#"{"attachedDisks":{"a":{},"b":{}}}"#,
            and r#"{"attachedDisks":{"a":{},"b":{},"c":{}}}"#
                fails at 32 in "attachedDisks": full("attached_disks", 2, 3);
    }
    pairs! { pair::<ResourceUtilizationReport<Microcontroller>>;
        r#"{"containers":{"a":{"cpuTime":[{}]}}}"# is r#"{"containers":{"a":{"cpuTime":[{}]}}}"#,
            and r#"{"containers":{"a":{"containers":{"b":{}}}}}"#
                fails at 34 in "containers": full("containers", 0, 1);
    }
}

#[test]
fn label_keys() {
    let reserved = Reserved("LABEL_UNSPECIFIED");
    let longest = &*format!(r#"{{"labels":{{"{}":""}}}}"#, "K".repeat(32));
    let too_long = &longest.replace("KK\"", "KKK\"");
    pairs! { pair::<WorkerMessage<Microcontroller>>;
        r#"{"labels":{"LABEL_UNSPECIFIED_":""}}"# is r#"{"labels":{"LABEL_UNSPECIFIED_":""}}"#,
            and r#"{"labels":{"LABEL_UNSPECIFIED":""}}"# fails at 11 in "labels": reserved;
        r#"{"labels":{"label_unspecified":""}}"# is r#"{"labels":{"label_unspecified":""}}"#,
            and r#"{"labels":{"LABEL\u005fUNSPECIFIED":""}}"# fails at 11 in "labels": reserved;
        r#"{"labels":{"A":"LABEL_UNSPECIFIED"}}"# is r#"{"labels":{"A":"LABEL_UNSPECIFIED"}}"#,
            and r#"{"labels":{"A":"", "LABEL_UNSPECIFIED":""}}"# fails at 19 in "labels": reserved;
        longest is longest, and too_long fails at 11 in "labels": full("label_key", 32, 33);
    }
}

#[test]
fn fixed_arrays() {
    type One = HealthRequest<Microcontroller>;
    const ONE: &str = r#"{"workerMessages":[{}]}"#;
    pairs! { pair::<One>;
        r#"{"workerMessages":[{}]}"# is ONE, and r#"{"workerMessages":[]}"# fails at 19 in "workerMessages": Length(0);
        r#"{"worker_messages":[{}]}"# is ONE,
            and r#"{"workerMessages":[{},{}]}"# fails at 22 in "workerMessages": Length(2);
        r#"{"workerMessages":[{"new":1}]}"# is ONE, and "{}" fails at 1 in "workerMessages": Missing;
        r#"{"workerMessages":[{}],"location":""}"# is ONE,
            and r#"{"workerMessages":null}"# fails at 22 in "workerMessages": Missing;
    }
}

#[test]
fn required_fields() {
    let (count, width) = (r#"{"numberOfBuckets":3}"#, r#"{"numberOfBuckets":3,"width":0.5}"#);
    let not_in_range = OutOfRange("an integer in the field's range");
    pairs! { pair::<Base2Exponent>;
        r#"{"numberOfBuckets":3}"# is count, and "{}" fails at 1 in "numberOfBuckets": Missing;
        r#"{"number_of_buckets":"3"}"# is count,
            and r#"{"numberOfBuckets":0}"# fails at 19 in "numberOfBuckets": not_in_range;
        r#"{"numberOfBuckets":3.0}"# is count,
            and r#"{"numberOfBuckets":null}"# fails at 23 in "numberOfBuckets": Missing;
        r#"{"numberOfBuckets":3,"scale":0}"# is count,
            and r#"{"numberOfBuckets":-1}"# fails at 19 in "numberOfBuckets": not_in_range;
        r#"{"scale":-3,"numberOfBuckets":1}"# is r#"{"numberOfBuckets":1,"scale":-3}"#,
            and r#"{"scale":-4,"numberOfBuckets":1}"# fails at 9 in "scale": not_in_range;
        r#"{"scale":3,"numberOfBuckets":1}"# is r#"{"numberOfBuckets":1,"scale":3}"#,
            and r#"{"scale":4,"numberOfBuckets":1}"# fails at 9 in "scale": not_in_range;
    }
    pairs! { pair::<Linear>;
        r#"{"numberOfBuckets":3,"width":0.5}"# is width, and r#"{"numberOfBuckets":3}"# fails at 20 in "width": Missing;
        r#"{"width":0.5,"numberOfBuckets":3}"# is width,
            and r#"{"width":0.5}"# fails at 12 in "numberOfBuckets": Missing;
        r#"{"numberOfBuckets":3,"width":0.5}"# is width,
            and r#"{"numberOfBuckets":3,"width":null}"# fails at 33 in "width": Missing;
        r#"{"numberOfBuckets":3,"width":0.5,"start":0}"# is width,
            and r#"{"numberOfBuckets":3,"width":0.5,"start":"NaN"}"#
                fails at 41 in "start": OutOfRange("a finite double");
    }
    for width in ["0", "-1", r#""Infinity""#, r#""NaN""#, r#""-0""#, "1e400"] {
        let input = format!(r#"{{"numberOfBuckets":3,"width":{width}}}"#);
        let error = vitalwire::decode::<Linear>(input.as_bytes()).expect_err(&input);
        assert_eq!((error.offset, error.field), (29, Some("width")), "{input}");
        assert!(matches!(error.kind, OutOfRange(what) if !what.is_empty()), "{input}: {error}");
    }
}

/// An error describes the fault itself, not the list around it.
#[test]
fn inside_lists() {
    message! {
        struct VecMap {
            pairs: List<Vec<[i32; 4], 2>> as "pairs",
        }
    }
    pairs! { pair::<VecMap>;
        r#"{"pairs":[[1,2,3,4]]}"# is r#"{"pairs":[[1,2,3,4]]}"#,
            and r#"{"pairs":[[1,2,3]]}"# fails at 16 in "pairs": Length(3);
    }
    let metrics = |width| {
        format!(
            r#"{{"metricValues":[{{"valueHistogram":{{"bucketOptions":{{"linear":{{"numberOfBuckets":1,"width":{width}}}}}}}}}]}}"#
        )
    };
    let alone = vitalwire::decode::<Linear>(br#"{"numberOfBuckets":1,"width":-1}"#).expect_err("below 0");
    let inside =
        vitalwire::decode::<PerStepNamespaceMetrics<Microcontroller>>(metrics(-1).as_bytes()).expect_err("below 0");
    assert_eq!((inside.field, inside.kind), (alone.field, alone.kind));
    assert!(vitalwire::decode::<PerStepNamespaceMetrics<Microcontroller>>(metrics(1).as_bytes()).is_ok());
}

/// A comma alone isn't another element.
#[test]
fn input_that_ends_where_nothing_more_would_fit() {
    fn problem<'de, T: serde::Deserialize<'de> + std::fmt::Debug>(input: &'de [u8]) -> (usize, DecodeErrorKind) {
        let error = vitalwire::json::from_slice::<T>(input).expect_err("it ends too early");
        (error.offset, error.kind)
    }
    message! {
        struct Counts {
            counts: List<Vec<u32, 1>> as "counts",
        }
    }
    let (end, utf8) = (DecodeErrorKind::Syntax(UnexpectedEnd), DecodeErrorKind::Syntax(InvalidUtf8));
    let counts = |input: &[u8]| vitalwire::decode::<Counts>(input).map_err(|error| (error.offset, error.kind));
    assert_eq!(counts(br#"{"counts":[1,"#), Err((13, end)));
    assert_eq!(counts(b"{\"counts\":[1,\xFF"), Err((13, utf8)));
    assert_eq!(problem::<[u8; 2]>(b"[1,2,"), (5, end));
    assert_eq!(problem::<[u8; 2]>(b"[1,2, \xFF"), (6, utf8));
    assert_eq!(problem::<(u8,)>(b"[1,"), (3, end));
    assert_eq!(problem::<Vec<u8, 1>>(b"[1,"), (3, end));
}
