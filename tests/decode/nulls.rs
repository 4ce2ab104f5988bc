//! `null`: an absent field, and an error in a list or a map.

use super::pairs::pair;
use heapless::{LinearMap, String, Vec};
use vitalwire::DecodeErrorKind::{self, UnexpectedType};
use vitalwire::dataflow::*;
use vitalwire::genomics::{CheckInRequest, CheckInResponse};
use vitalwire::proto::{Duration, List, Map, Text, Timestamp, Value};
use vitalwire::{JsonType, Microcontroller, message};

const NULL: DecodeErrorKind = UnexpectedType(JsonType::Null);
const NUMBER: DecodeErrorKind = UnexpectedType(JsonType::Number);

message! {
    struct Open {
        value: Option<Value<String<32>>> as "value",
        values: List<Vec<Value<String<32>>, 2>> as "values",
        texts: Map<LinearMap<Text<String<4>>, Text<String<4>>, 2>> as "texts",
    }
}

#[test]
fn in_fields() {
    pairs! { pair::<WorkerMessage<Microcontroller>>;
        r#"{"time":null}"# is "{}", and r#"{"time":1}"# fails at 8 in "time": NUMBER;
        r#"{"labels":null}"# is "{}", and r#"{"labels":1}"# fails at 10 in "labels": NUMBER;
        r#"{ "labels" : null }"# is "{}", and r#"{"labels":[]}"# fails at 10 in "labels": UnexpectedType(JsonType::Array);
        r#"{"workerHealthReport":null}"# is "{}",
            and r#"{"workerHealthReport":1}"# fails at 22 in "workerHealthReport": NUMBER;
        r#"{"workerMetrics":{"cpuTime":null}}"# is r#"{"workerMetrics":{}}"#,
            and r#"{"workerMetrics":{"cpuTime":{}}}"# fails at 28 in "cpuTime": UnexpectedType(JsonType::Object);
        r#"{"workerMetrics":{"cpuTime":[{"timestamp":null}]}}"# is r#"{"workerMetrics":{"cpuTime":[{}]}}"#,
            and r#"{"workerMetrics":{"cpuTime":[{"timestamp":0}]}}"# fails at 42 in "timestamp": NUMBER;
        r#"{"workerMessageCode":{"parameters":null}}"# is r#"{"workerMessageCode":{}}"#,
            and r#"{"workerMessageCode":{"parameters":0}}"# fails at 35 in "parameters": NUMBER;
        r#"{"workerMessageCode":{"code":null}}"# is r#"{"workerMessageCode":{}}"#,
            and r#"{"workerMessageCode":{"code":0}}"# fails at 29 in "code": NUMBER;
        r#"{"workerLifecycleEvent":{"event":null}}"# is r#"{"workerLifecycleEvent":{}}"#,
            and r#"{"workerLifecycleEvent":{"event":false}}"# fails at 33 in "event": UnexpectedType(JsonType::Bool);
    }
    pairs! { pair::<CheckInRequest<Microcontroller>>;
        r#"{"sosReport":null}"# is "{}", and r#"{"sosReport":0}"# fails at 13 in "sosReport": NUMBER;
        r#"{"event":null}"# is "{}", and r#"{"event":0}"# fails at 9 in "event": NUMBER;
        r#"{"deadlineExpired":null}"# is "{}", and r#"{"deadlineExpired":0}"# fails at 19 in "deadlineExpired": NUMBER;
        r#"{"result":{"code":null}}"# is r#"{"result":{}}"#,
            and r#"{"result":{"code":[]}}"# fails at 18 in "code": UnexpectedType(JsonType::Array);
        r#"{"events":null}"# is "{}", and r#"{"events":0}"# fails at 10 in "events": NUMBER;
    }
    pairs! { pair::<CheckInResponse>;
        r#"{"metadata":null,"deadline":null}"# is "{}", and r#"{"deadline":0}"# fails at 12 in "deadline": NUMBER;
    }
}

#[test]
fn in_oneofs() {
    pairs! { pair::<WorkerMessage<Microcontroller>>;
        r#"{"workerHealthReport":null,"workerShutdownNotice":{}}"# is r#"{"workerShutdownNotice":{}}"#,
            and r#"{"workerHealthReport":null,"workerShutdownNotice":0}"# fails at 50 in "workerShutdownNotice": NUMBER;
        r#"{"workerShutdownNotice":{},"workerHealthReport":null}"# is r#"{"workerShutdownNotice":{}}"#,
            and r#"{"workerShutdownNotice":0,"workerHealthReport":null}"# fails at 24 in "workerShutdownNotice": NUMBER;
    }
}

#[test]
fn in_lists() {
    pairs! { pair::<SendWorkerMessagesRequest<Microcontroller>>;
        r#"{"workerMessages":[{}]}"# is r#"{"workerMessages":[{}]}"#,
            and r#"{"workerMessages":[null]}"# fails at 19 in "workerMessages": NULL;
        r#"{"workerMessages":null}"# is "{}",
            and r#"{"workerMessages":[{},null]}"# fails at 22 in "workerMessages": NULL;
    }
    pairs! { pair::<DataflowHistogramValue<Microcontroller>>;
        r#"{"bucketCounts":[1,"2"]}"# is r#"{"bucketCounts":["1","2"]}"#,
            and r#"{"bucketCounts":[1, null]}"# fails at 20 in "bucketCounts": NULL;
    }
    pairs! { pair::<WorkerHealthReport<Microcontroller>>;
        r#"{"pods":[{}]}"# is r#"{"pods":[{}],"vmIsHealthy":false}"#,
            and r#"{"pods":[null]}"# fails at 9 in "pods": NULL;
    }
    pairs! { pair::<CheckInRequest<Microcontroller>>;
        r#"{"result":{"details":[{}]}}"# is r#"{"result":{"details":[{}]}}"#,
            and r#"{"result":{"details":[null]}}"# fails at 22 in "details": NULL;
    }
}

#[test]
fn in_maps() {
    pairs! { pair::<WorkerMessage<Microcontroller>>;
        r#"{"labels":{"A":""}}"# is r#"{"labels":{"A":""}}"#,
            and r#"{"labels":{"A":null}}"# fails at 15 in "labels": NULL;
        r#"{"labels":{"null":"a"}}"# is r#"{"labels":{"null":"a"}}"#,
            and r#"{"labels":{null:"a"}}"#
                fails at 11 in "labels": DecodeErrorKind::Syntax(vitalwire::SyntaxErrorKind::UnexpectedByte);
        r#"{"workerMetrics":{"containers":{"a":{}}}}"# is r#"{"workerMetrics":{"containers":{"a":{}}}}"#,
            and r#"{"workerMetrics":{"containers":{"a":null}}}"# fails at 36 in "containers": NULL;
    }
}

#[test]
fn at_the_top() {
    pairs! { pair::<WorkerMessage<Microcontroller>>;
        "{}" is "{}", and "null" fails at 0: NULL;
        " {}" is "{}", and " null" fails at 1: NULL;
    }
    pairs! { pair::<Timestamp>;
        r#""1970-01-01T00:00:00Z""# is r#""1970-01-01T00:00:00Z""#, and "null" fails at 0: NULL;
    }
    pairs! { pair::<Duration>;
        r#""0s""# is r#""0s""#, and "null" fails at 0: NULL;
    }
}

/// `null` is a value of `google.protobuf.Value`.
#[test]
fn as_a_value() {
    pairs! { pair::<Open>;
        r#"{"value":null}"# is r#"{"value":null}"#, and r#"{"texts":{"a":null}}"# fails at 14 in "texts": NULL;
        r#"{"values":[null,{"a":null}]}"# is r#"{"values":[null,{"a":null}]}"#,
            and r#"{"values":[nul]}"#
                fails at 14 in "values": DecodeErrorKind::Syntax(vitalwire::SyntaxErrorKind::UnexpectedByte);
        r#"{"value":[null]}"# is r#"{"value":[null]}"#, and r#"{"values":0}"# fails at 10 in "values": NUMBER;
    }
    pairs! { pair::<Value<String<8>>>;
        "null" is "null", and "" fails at 0: DecodeErrorKind::Syntax(vitalwire::SyntaxErrorKind::UnexpectedEnd);
    }
}
