//! Messages from any JSON.

use super::profiles::{Leaf, Odd, Zoo};
use super::reference::{Verdict, check_error, judge_ignored, read};
use super::round_trip::{Message, encode, round_trip, strictly};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;
#[cfg(feature = "alloc")]
use vitalwire::Growable;
use vitalwire::capacity::{Capacity, name};
use vitalwire::dataflow::*;
use vitalwire::genomics::*;
use vitalwire::json;
use vitalwire::proto::{Any, AnyOf, StructOf};
use vitalwire::rpc::{ErrorResponse, Status};
use vitalwire::{DecodeErrorKind, MaxJsonLen, Microcontroller};

type Opaque<C> = Any<<C as Capacity>::Any, name::Any>;

macro_rules! check_kind {
    ($check:ident, $Profile:ident, $kind:expr, $json:expr) => {{
        type C = $Profile;
        match $kind {
            0 => $check::<SendWorkerMessagesRequest<C>>($json),
            1 => $check::<WorkerMessage<C>>($json),
            2 => $check::<SendWorkerMessagesResponse<C>>($json),
            3 => $check::<CheckInRequest<C>>($json),
            4 => $check::<CheckInResponse<Opaque<C>, Opaque<C>>>($json),
            5 => error_response($json),
            6 => spans($json),
            7 => $check::<HealthRequest<C>>($json),
            8 => $check::<
                SendWorkerMessagesRequest<
                    C,
                    (WorkerMessage<C, WorkerHealthReport<C>>, WorkerMessage<C, ResourceUtilizationReport<C>>),
                >,
            >($json),
            9 => $check::<CheckInResponse<AnyOf<Leaf>, AnyOf<Leaf>>>($json),
            10 => $check::<Zoo>($json),
            11 => $check::<WorkerHealthReport<C>>($json),
            12 => $check::<ResourceUtilizationReport<C>>($json),
            13 => $check::<PerWorkerMetrics<C>>($json),
            14 => $check::<WorkerLifecycleEvent<C>>($json),
            15 => $check::<WorkerMessageCode<C>>($json),
            16 => $check::<WorkerMessageCode<C, StructOf<Leaf>>>($json),
            17 => $check::<WorkerStatus<C>>($json),
            18 => $check::<Status<C>>($json),
            19 => $check::<TimestampedEvent<Opaque<C>>>($json),
            20 => $check::<MetricValue<C>>($json),
            21 => $check::<DataflowHistogramValue<C>>($json),
            22 => $check::<BucketOptions>($json),
            23 => $check::<StreamingScalingReport>($json),
            24 => $check::<DataSamplingReport>($json),
            25 => $check::<WorkerMessageResponse>($json),
            26 => $check::<WorkerShutdownNotice<C>>($json),
            27 => $check::<WorkerMessage<C, WorkerHealthReport<C, StructOf<Leaf>>>>($json),
            28 => $check::<CheckInRequest<C, AnyOf<Leaf>>>($json),
            29 => $check::<MemInfo>($json),
            30 => $check::<CpuTime>($json),
            _ => $check::<OutlierStats>($json),
        }
    }};
}

/// The first byte says which message and which profile, the rest is JSON. `@` to `_` are [`Odd`], `` ` `` to DEL
/// [`Microcontroller`], and `!` to `?` [`Growable`].
pub fn messages(input: &[u8]) {
    let Some((&choice, json)) = input.split_first() else { return };
    match choice >> 5 {
        2 => check_kind!(fixed, Odd, choice & 0x1F, json),
        #[cfg(feature = "alloc")]
        1 | 4 => check_kind!(check, Growable, choice & 0x1F, json),
        _ => check_kind!(fixed, Microcontroller, choice & 0x1F, json),
    }
}

fn fixed<M: Message + MaxJsonLen>(json: &[u8]) {
    if let Some(message) = accepted::<M>(json) {
        let len = round_trip(&message).len();
        assert!(len <= M::MAX_JSON_LEN, "{len} bytes, and {} is the longest", M::MAX_JSON_LEN);
    }
}

#[cfg(feature = "alloc")]
fn check<M: Message>(json: &[u8]) {
    if let Some(message) = accepted::<M>(json) {
        round_trip(&message);
    }
}

/// A message, and that being strict makes no other difference than it should.
fn accepted<M: Message>(json: &[u8]) -> Option<M> {
    let strict = strictly::<M>(json);
    let lax = decoded::<M>(json);
    match (&lax, strict) {
        (None, Err(_)) => {}
        (None, Ok(strict)) => panic!("refused, unless it's strict: {strict:?}"),
        (Some(lax), Ok(strict)) => assert_eq!(encode(&strict), encode(lax)),
        (Some(_), Err(error)) => {
            check_error(&error, json);
            let is_unknown = matches!(error.kind, DecodeErrorKind::UnknownField | DecodeErrorKind::UnknownValue);
            assert!(is_unknown, "{error}: {}", json.escape_ascii());
        }
    }
    lax
}

/// What it is, or nothing if the error is right.
fn decoded<M: DeserializeOwned + Debug>(json: &[u8]) -> Option<M> {
    match json::from_slice::<M>(json) {
        Ok(message) => {
            assert!(matches!(judge_ignored(json), Verdict::Json(_)), "{message:?} from {}", json.escape_ascii());
            Some(message)
        }
        Err(error) => {
            check_error(&error, json);
            None
        }
    }
}

fn error_response(json: &[u8]) {
    let Some(ErrorResponse { error }) = decoded(json) else { return };
    let _ = error.can_retry_help();
    let meaning = read::<Value>(json).unwrap_or_default();
    let envelope = if meaning.is_array() { &meaning[0] } else { &meaning };
    if let Some(expected) = envelope["error"]["message"].as_str() {
        let message = error.message.as_ref().and_then(|message| message.text(json)).expect("a message");
        assert_eq!(message.to_string(), expected);
    }
    for span in [error.message, error.details].into_iter().flatten() {
        is_value(span.of(json));
    }
}

fn spans(json: &[u8]) {
    let Some(response) = decoded::<CheckInResponse>(json) else { return };
    let meaning = read::<Value>(json).unwrap_or_default();
    for (name, span) in [("metadata", response.metadata), ("features", response.features)] {
        if let Some(span) = span {
            is_value(span.of(json));
        }
        match meaning.get(name) {
            None => {}
            Some(Value::Null) => assert!(span.is_none()),
            Some(expected) => {
                let json = span.and_then(|span| span.of(json)).expect("a value");
                assert_eq!(read::<Value>(json).expect("JSON").to_string(), expected.to_string());
            }
        }
    }
}

fn is_value(json: Option<&[u8]>) {
    let json = json.expect("bytes of the input");
    assert!(matches!(judge_ignored(json), Verdict::Json(_)), "{}", json.escape_ascii());
    assert_eq!(json.trim_ascii(), json);
}
