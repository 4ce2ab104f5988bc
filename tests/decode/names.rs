//! Field names: both spellings, duplicates, and unknown names.

use super::pairs::{pair, strict_pair};
use vitalwire::DecodeErrorKind::{self, DuplicateField, Syntax, UnexpectedType, UnknownField};
use vitalwire::dataflow::{MetricValue, StreamingScalingReport, WorkerHealthReport, WorkerMessage};
use vitalwire::{JsonType, Microcontroller, SyntaxErrorKind};

type Message = WorkerMessage<Microcontroller>;
type Health = WorkerHealthReport<Microcontroller>;

#[test]
fn in_either_spelling() {
    const ONE: &str = r#"{"activeThreadCount":1}"#;
    pairs! { strict_pair::<StreamingScalingReport>;
        r#"{"activeThreadCount":1}"# is ONE, and r#"{"ActiveThreadCount":1}"# fails at 1: UnknownField;
        r#"{"active_thread_count":1}"# is ONE, and r#"{"active_threadCount":1}"# fails at 1: UnknownField;
        r#"{"active_thread_count":1}"# is ONE, and r#"{"activethreadcount":1}"# fails at 1: UnknownField;
        r#"{"active_thread_count":1}"# is ONE, and r#"{"active__thread_count":1}"# fails at 1: UnknownField;
        r#"{"active_thread_count":1}"# is ONE, and r#"{"_active_thread_count":1}"# fails at 1: UnknownField;
        r#"{"active_thread_count":1}"# is ONE, and r#"{"Active_Thread_Count":1}"# fails at 1: UnknownField;
        r#"{"active_thread_count":1}"# is ONE, and r#"{"active-thread-count":1}"# fails at 1: UnknownField;
        r#"{"activeThre\u0061dCount":1}"# is ONE, and r#"{"activeThre\u0041dCount":1}"# fails at 1: UnknownField;
        r#"{"active\u005fthread\u005Fcount":1}"# is ONE, and r#"{"active\nthread_count":1}"# fails at 1: UnknownField;
        r#"{ "activeThreadCount":1}"# is ONE, and r#"{ " activeThreadCount":1}"# fails at 2: UnknownField;
        r#"{"activeThreadCount":1}"# is ONE, and r#"{"activeThreadCount\u0000":1}"# fails at 1: UnknownField;
        r#"{"activeThreadCount":1}"# is ONE, and r#"{"activeThreadCoun":1}"# fails at 1: UnknownField;
        r#"{"activeThreadCount":1}"# is ONE, and r#"{"":1}"# fails at 1: UnknownField;
    }
    pairs! { strict_pair::<MetricValue<Microcontroller>>;
        r#"{"value_int64":"1"}"# is r#"{"valueInt64":"1"}"#, and r#"{"value_int_64":"1"}"# fails at 1: UnknownField;
    }
}

#[test]
fn once() {
    pairs! { pair::<Health>;
        r#"{"msg":"a"}"# is r#"{"msg":"a","vmIsHealthy":false}"#,
            and r#"{"msg":"a","msg":"b"}"# fails at 11 in "msg": DuplicateField;
        r#"{"vm_is_healthy":true}"# is r#"{"vmIsHealthy":true}"#,
            and r#"{"vm_is_healthy":true,"vmIsHealthy":true}"# fails at 22 in "vmIsHealthy": DuplicateField;
        r#"{"vmIsHealthy":true}"# is r#"{"vmIsHealthy":true}"#,
            and r#"{"vmIsHealthy":true, "vm_is_healthy":true}"# fails at 21 in "vmIsHealthy": DuplicateField;
        r#"{"vmIsHealthy":null}"# is r#"{"vmIsHealthy":false}"#,
            and r#"{"vmIsHealthy":null,"vmIsHealthy":true}"# fails at 20 in "vmIsHealthy": DuplicateField;
        r#"{"\u006dsg":""}"# is r#"{"vmIsHealthy":false}"#,
            and r#"{"msg":"","\u006dsg":""}"# fails at 10 in "msg": DuplicateField;
        r#"{"pods":[]}"# is r#"{"vmIsHealthy":false}"#,
            and r#"{"pods":[{}],"pods":[{}]}"# fails at 13 in "pods": DuplicateField;
        // Unknown names may occur any number of times.
        r#"{"a":1,"a":2}"# is r#"{"vmIsHealthy":false}"#,
            and r#"{"a":1,"a":}"# fails at 11: Syntax(SyntaxErrorKind::UnexpectedByte);
    }
    pairs! { pair::<Message>;
        r#"{"labels":{"A":"1","a":"2"}}"# is r#"{"labels":{"A":"1","a":"2"}}"#,
            and r#"{"labels":{},"labels":{}}"# fails at 13 in "labels": DuplicateField;
        r#"{"time":null}"# is "{}", and r#"{"time":null,"time":null}"# fails at 13 in "time": DuplicateField;
        r#"{"workerThreadScalingReport":{}}"# is r#"{"workerThreadScalingReport":{}}"#,
            and r#"{"workerThreadScalingReport":{},"worker_thread_scaling_report":{}}"#
                fails at 32 in "workerThreadScalingReport":
            DuplicateField;
    }
}

#[test]
fn skipped_or_rejected() {
    let health = r#"{"vmIsHealthy":false}"#;
    pairs! { strict_pair::<Health>;
        "{}" is health, and r#"{"new":1}"# fails at 1: UnknownField;
        "{}" is health, and r#"{ "msg":"", "new":{"a":[]}}"# fails at 12: UnknownField;
        "{}" is health, and r#"{"new":null}"# fails at 1: UnknownField;
        r#"{"pods":[{"new":1}]}"# is r#"{"pods":[{"new":1}],"vmIsHealthy":false}"#,
            and r#"{"pods":[{}],"new":1}"# fails at 13: UnknownField;
    }
    pairs! { strict_pair::<Message>;
        r#"{"workerHealthReport":{}}"# is r#"{"workerHealthReport":{"vmIsHealthy":false}}"#,
            and r#"{"workerHealthReport":{"new":1}}"# fails at 23 in "workerHealthReport": UnknownField;
    }
    pairs! { pair::<Health>;
        r#"{"new":1}"# is health, and r#"{"new":01}"# fails at 8: Syntax(SyntaxErrorKind::InvalidNumber);
        r#"{"new":"a\n"}"# is health, and r#"{"new":"a\x"}"# fails at 9: Syntax(SyntaxErrorKind::InvalidEscape);
        r#"{"new":true}"# is health, and r#"{"new":tru}"# fails at 10: Syntax(SyntaxErrorKind::UnexpectedByte);
        r#"{"new":null}"# is health, and r#"{"new":}"# fails at 7: Syntax(SyntaxErrorKind::UnexpectedByte);
        r#"{"new":[1,[],{}]}"# is health, and r#"{"new":[1,]}"# fails at 10: Syntax(SyntaxErrorKind::UnexpectedByte);
        r#"{"new":{"msg":1}}"# is health, and r#"{"new":{"msg"}}"# fails at 13: Syntax(SyntaxErrorKind::UnexpectedByte);
        r#"{"new":1e999}"# is health, and r#"{"new" 1}"# fails at 7: Syntax(SyntaxErrorKind::UnexpectedByte);
        r#"{"new":1,"msg":""}"# is health, and r#"{"new":1 "msg":""}"# fails at 9: Syntax(SyntaxErrorKind::UnexpectedByte);
        r#"{"a\tb":"\ud834\udd1e"}"# is health, and r#"{"a\tb":"\ud834"}"# fails at 9: Syntax(SyntaxErrorKind::LoneSurrogate);
    }
}

/// The error is at the second member's value: `null` would have been no value.
#[test]
fn one_member_of_a_oneof() {
    const DOUBLE: DecodeErrorKind = DecodeErrorKind::DuplicateOneof;
    pairs! { pair::<MetricValue<Microcontroller>>;
        r#"{"valueInt64":"0"}"# is r#"{"valueInt64":"0"}"#,
            and r#"{"valueInt64":"0","valueGauge64":{}}"# fails at 33 in "valueGauge64": DOUBLE;
        r#"{"valueGauge64":{}}"# is r#"{"valueGauge64":{}}"#,
            and r#"{"valueGauge64":{}, "value_int64":"0"}"# fails at 34 in "valueInt64": DOUBLE;
        r#"{"valueInt64":1,"valueGauge64":null}"# is r#"{"valueInt64":"1"}"#,
            and r#"{"valueInt64":1,"valueGauge64":null,"valueHistogram":{}}"# fails at 53 in "valueHistogram": DOUBLE;
        r#"{"valueInt64":null}"# is "{}",
            and r#"{"valueInt64":null,"valueInt64":1}"# fails at 19 in "valueInt64": DuplicateField;
        r#"{"valueGauge64":{"value":1}}"# is r#"{"valueGauge64":{"value":"1"}}"#,
            and r#"{"valueGauge64":[{"value":1}]}"# fails at 16 in "valueGauge64": UnexpectedType(JsonType::Array);
    }
}
