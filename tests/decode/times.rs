//! Timestamps and durations.

use super::pairs::pair;
use vitalwire::DecodeErrorKind::{self, Malformed, OutOfRange, UnexpectedType};
use vitalwire::JsonType;
use vitalwire::dataflow::CpuTime;
use vitalwire::proto::{Duration, Timestamp};

const NO_TIME: DecodeErrorKind = Malformed("a timestamp as in RFC 3339");
const NEVER: DecodeErrorKind = OutOfRange("a date, time and offset that exist");
const OTHER_YEAR: DecodeErrorKind = OutOfRange("a timestamp in the years 1 to 9999");
const NO_SPAN: DecodeErrorKind = Malformed("a duration in seconds, as in 1.5s");
const TOO_LONG: DecodeErrorKind = OutOfRange("a duration of at most 315,576,000,000 s");

#[test]
fn timestamps_of_any_precision() {
    let second = r#""2026-11-22T01:22:03Z""#;
    pairs! { pair::<Timestamp>;
        r#""2026-11-22T01:22:03Z""# is second, and r#""2026-11-22T01:22Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03.0Z""# is second, and r#""2026-11-22T01:22:03.Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03.5Z""# is r#""2026-11-22T01:22:03.500Z""#,
            and r#""2026-11-22T01:22:03,5Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03.05Z""# is r#""2026-11-22T01:22:03.050Z""#,
            and r#""2026-11-22T01:22:03.0 5Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03.0005Z""# is r#""2026-11-22T01:22:03.000500Z""#,
            and r#""2026-11-22T01:22:03.-5Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03.12345Z""# is r#""2026-11-22T01:22:03.123450Z""#,
            and r#""2026-11-22T01:22:03.12.5Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03.1234567Z""# is r#""2026-11-22T01:22:03.123456700Z""#,
            and r#""2026-11-22T01:22:03.5e1Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03.000000001Z""# is r#""2026-11-22T01:22:03.000000001Z""#,
            and r#""2026-11-22T01:22:03.0000000010Z""# fails at 0: NO_TIME;
    }
}

#[test]
fn timestamps_as_they_are_written() {
    let second = r#""2026-11-22T01:22:03Z""#;
    pairs! { pair::<Timestamp>;
        r#""2026-11-22T01:22:03\u005a""# is second, and r#""2026-11-22T01:22:03\u007a""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""2026-11-22t01:22:03Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""2026-11-22T01:22:03z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""2026-11-22 01:22:03Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""2026-11-22T01:22:03""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""2026-11-22T01:22:03ZZ""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#"" 2026-11-22T01:22:03Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""2026-11-22T01:22:03Z ""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""2026-11-22T1:22:03Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""2026-11-22T01:22:3Z""# fails at 0: NO_TIME;
        r#""2026-01-02T01:22:03Z""# is r#""2026-01-02T01:22:03Z""#, and r#""2026-1-2T01:22:03Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""20261122T012203Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""2026-11-22""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""2026-W47-7T01:22:03Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""２026-11-22T01:22:03Z""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and r#""""# fails at 0: NO_TIME;
        r#""2026-11-22T01:22:03Z""# is second, and "1795310523" fails at 0: UnexpectedType(JsonType::Number);
        r#" "2026-11-22T01:22:03Z""# is second, and " {}" fails at 1: UnexpectedType(JsonType::Object);
    }
    pairs! { pair::<CpuTime>;
        r#"{"timestamp":"2026-11-22T01:22:03Z"}"# is r#"{"timestamp":"2026-11-22T01:22:03Z"}"#,
            and r#"{"timestamp":"yesterday"}"# fails at 13 in "timestamp": NO_TIME;
    }
}

#[test]
fn moments_that_exist() {
    pairs! { pair::<Timestamp>;
        r#""2026-11-22T23:59:59Z""# is r#""2026-11-22T23:59:59Z""#, and r#""2026-11-22T23:59:60Z""# fails at 0: NEVER;
        r#""2016-12-31T23:59:59Z""# is r#""2016-12-31T23:59:59Z""#, and r#""2016-12-31T23:59:60Z""# fails at 0: NEVER;
        r#""2026-11-22T00:00:00Z""# is r#""2026-11-22T00:00:00Z""#, and r#""2026-11-22T24:00:00Z""# fails at 0: NEVER;
        r#""2026-11-22T01:59:00Z""# is r#""2026-11-22T01:59:00Z""#, and r#""2026-11-22T01:60:00Z""# fails at 0: NEVER;
        r#""2026-11-30T00:00:00Z""# is r#""2026-11-30T00:00:00Z""#, and r#""2026-11-31T00:00:00Z""# fails at 0: NEVER;
        r#""2026-12-31T00:00:00Z""# is r#""2026-12-31T00:00:00Z""#, and r#""2026-12-32T00:00:00Z""# fails at 0: NEVER;
        r#""2026-12-01T00:00:00Z""# is r#""2026-12-01T00:00:00Z""#, and r#""2026-13-01T00:00:00Z""# fails at 0: NEVER;
        r#""2026-01-01T00:00:00Z""# is r#""2026-01-01T00:00:00Z""#, and r#""2026-00-01T00:00:00Z""# fails at 0: NEVER;
        r#""2026-01-01T00:00:00Z""# is r#""2026-01-01T00:00:00Z""#, and r#""2026-01-00T00:00:00Z""# fails at 0: NEVER;
        r#""2024-02-29T00:00:00Z""# is r#""2024-02-29T00:00:00Z""#, and r#""2026-02-29T00:00:00Z""# fails at 0: NEVER;
        r#""2000-02-29T00:00:00Z""# is r#""2000-02-29T00:00:00Z""#, and r#""2100-02-29T00:00:00Z""# fails at 0: NEVER;
        r#""0001-01-01T00:00:00Z""# is r#""0001-01-01T00:00:00Z""#, and r#""0000-12-31T23:59:59Z""# fails at 0: OTHER_YEAR;
        r#""9999-12-31T23:59:59.999999999Z""# is r#""9999-12-31T23:59:59.999999999Z""#,
            and r#""10000-01-01T00:00:00Z""# fails at 0: NO_TIME;
    }
}

#[test]
fn offsets_from_utc() {
    let epoch = r#""1970-01-01T00:00:00Z""#;
    pairs! { pair::<Timestamp>;
        r#""1970-01-01T00:00:00+00:00""# is epoch, and r#""1970-01-01T00:00:00+00""# fails at 0: NO_TIME;
        r#""1970-01-01T00:00:00-00:00""# is epoch, and r#""1970-01-01T00:00:00+0000""# fails at 0: NO_TIME;
        r#""1970-01-01T23:59:00+23:59""# is epoch, and r#""1970-01-01T00:00:00+24:00""# fails at 0: NEVER;
        r#""1969-12-31T00:01:00-23:59""# is epoch, and r#""1969-12-31T00:00:00-24:00""# fails at 0: NEVER;
        r#""1970-01-01T00:59:00+00:59""# is epoch, and r#""1970-01-01T00:59:00+00:60""# fails at 0: NEVER;
        r#""1970-01-01T05:30:00+05:30""# is epoch, and r#""1970-01-01T05:30:00+5:30""# fails at 0: NO_TIME;
        r#""1970-01-01T05:30:00.0+05:30""# is epoch, and r#""1970-01-01T05:30:00Z+05:30""# fails at 0: NO_TIME;
        r#""1970-01-01T01:00:00+01:00""# is epoch, and r#""1970-01-01T01:00:00 +01:00""# fails at 0: NO_TIME;
        r#""1970-01-01T01:00:00+01:00""# is epoch, and r#""1970-01-01T01:00:00+01:00:00""# fails at 0: NO_TIME;
        r#""0001-01-01T00:00:00-00:01""# is r#""0001-01-01T00:01:00Z""#,
            and r#""0001-01-01T00:00:00+00:01""# fails at 0: OTHER_YEAR;
        r#""0000-12-31T23:30:00-01:00""# is r#""0001-01-01T00:30:00Z""#,
            and r#""0000-12-31T22:59:59-01:00""# fails at 0: OTHER_YEAR;
        r#""9999-12-31T23:59:59+00:01""# is r#""9999-12-31T23:58:59Z""#,
            and r#""9999-12-31T23:59:59-00:01""# fails at 0: OTHER_YEAR;
    }
}

#[test]
fn durations() {
    pairs! { pair::<Duration>;
        r#""0s""# is r#""0s""#, and r#""0""# fails at 0: NO_SPAN;
        r#""-0s""# is r#""0s""#, and r#""--0s""# fails at 0: NO_SPAN;
        r#""1.5s""# is r#""1.500s""#, and r#""1.5""# fails at 0: NO_SPAN;
        r#""-0.5s""# is r#""-0.500s""#, and r#""-.5s""# fails at 0: NO_SPAN;
        r#""1s""# is r#""1s""#, and r#""1S""# fails at 0: NO_SPAN;
        r#""1s""# is r#""1s""#, and r#""+1s""# fails at 0: NO_SPAN;
        r#""1s""# is r#""1s""#, and r#""1 s""# fails at 0: NO_SPAN;
        r#""1s""# is r#""1s""#, and r#"" 1s""# fails at 0: NO_SPAN;
        r#""1s""# is r#""1s""#, and r#""1ss""# fails at 0: NO_SPAN;
        r#""1.0s""# is r#""1s""#, and r#""1.s""# fails at 0: NO_SPAN;
        r#""100s""# is r#""100s""#, and r#""1e2s""# fails at 0: NO_SPAN;
        r#""60s""# is r#""60s""#, and r#""1m""# fails at 0: NO_SPAN;
        r#""0.1s""# is r#""0.100s""#, and r#""100ms""# fails at 0: NO_SPAN;
        r#""0.000000001s""# is r#""0.000000001s""#, and r#""0.0000000001s""# fails at 0: NO_SPAN;
        r#""1\u002e5s""# is r#""1.500s""#, and r#""1\u002c5s""# fails at 0: NO_SPAN;
        r#""0007s""# is r#""7s""#, and r#""s""# fails at 0: NO_SPAN;
        r#""7s""# is r#""7s""#, and r#""""# fails at 0: NO_SPAN;
        r#""7s""# is r#""7s""#, and r#""Infinitys""# fails at 0: NO_SPAN;
        r#""7s""# is r#""7s""#, and "7" fails at 0: UnexpectedType(JsonType::Number);
        r#""315576000000.999999999s""# is r#""315576000000.999999999s""#, and r#""315576000001s""# fails at 0: TOO_LONG;
        r#""-315576000000.999999999s""# is r#""-315576000000.999999999s""#,
            and r#""-315576000001s""# fails at 0: TOO_LONG;
        r#""315576000000s""# is r#""315576000000s""#, and r#""99999999999999999999999999s""# fails at 0: TOO_LONG;
    }
}
