//! JSON to decode.

use super::contender::{Case, Contender};
use super::{mirror, values};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::hint::black_box;
use std::rc::Rc;
use vitalwire::dataflow::{
    Messages, SendWorkerMessagesRequest, SendWorkerMessagesResponse, WorkerHealthReport, WorkerMessage,
};
use vitalwire::genomics::CheckInResponse;
use vitalwire::proto::Field;
use vitalwire::rpc::ErrorResponse;
use vitalwire::{Growable, Microcontroller};

/// Each case is made when it's needed, since making it is slower than running it.
pub const ALL: &[fn() -> Case] = &[
    || fixed::<SendWorkerMessagesResponse<Microcontroller>, mirror::fixed::Responses>("responses", responses()),
    || fixed::<ErrorResponse, mirror::fixed::ErrorResponse>("error", error()),
    || fixed::<SendWorkerMessagesRequest<Microcontroller>, mirror::fixed::Request>("request", request()),
    || growable::<SendWorkerMessagesRequest<Growable>, mirror::growable::Request>("growable request", request()),
    || fixed::<CheckInResponse, mirror::fixed::CheckInResponse>("ignored", assignment().to_string()),
    || {
        let indented = serde_json::to_string_pretty(&assignment()).unwrap();
        fixed::<CheckInResponse, mirror::fixed::CheckInResponse>("ignored, indented", indented)
    },
    || fixed::<CheckInResponse, mirror::fixed::CheckInResponse>("unknown fields", unknown_fields(65_536)),
    || growable::<WorkerHealthReport<Growable>, mirror::growable::WorkerHealthReport>("log text", log_text(65_536)),
    || growable::<WorkerMessage<Growable>, mirror::growable::Message>("10,000 labels", labels(10_000)),
];

fn assignment() -> Value {
    json!({ "deadline": "2026-11-02T12:10:00.250Z", "metadata": pipeline(100_000) })
}

fn responses() -> String {
    json!({ "workerMessageResponses": [
        { "workerHealthReportResponse": { "reportInterval": "300s" } },
        { "workerMetricsResponse": {} },
        { "workerThreadScalingReportResponse": { "recommendedThreadCount": 12 } },
        { "streamingScalingReportResponse": { "maximumThreadCount": 300 } },
    ] })
    .to_string()
}

fn error() -> String {
    let error = json!({ "error": {
        "code": 429,
        "message": "Quota exceeded for quota metric 'Worker messages' and limit 'Worker messages per minute' of \
            service 'dataflow.googleapis.com' for consumer \"project_number:926535897932\".",
        "status": "RESOURCE_EXHAUSTED",
        "details": [
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "RATE_LIMIT_EXCEEDED",
                "domain": "googleapis.com",
                "metadata": {
                    "service": "dataflow.googleapis.com",
                    "consumer": "projects/926535897932",
                    "quota_location": "europe-west4",
                    "quota_limit_value": "1800",
                },
            },
            { "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "17.250s" },
        ],
    } });
    // Real errors are indented.
    serde_json::to_string_pretty(&error).unwrap()
}

fn request() -> String {
    let mut messages = Messages::<Microcontroller>::default();
    messages.push(values::message(8, values::health(8))).unwrap();
    messages.push(values::message(8, values::cpu_samples())).unwrap();
    messages.push(values::message(8, values::step_metrics())).unwrap();
    let request = values::request::<Microcontroller, _>(messages);
    let mut buffer = [0; 4096];
    vitalwire::to_str(&request, &mut buffer).unwrap().to_owned()
}

/// Returns an assignment of more than `bytes` bytes: commands with their arguments, environments and disks.
fn pipeline(bytes: usize) -> Value {
    let action = |at: usize| {
        json!({
            "imageUri": format!("europe-docker.pkg.dev/shop/worker/übersetzer:{at}"),
            "commands": ["-c", "set -e\nprintf '%s\\t\"%s\"\\n' \"$NAME\" \"$PWD\"\n", "--straße=東京/大手町"],
            "environment": { "NAME": format!("réplica-{at}"), "COLOUR": "\u{1b}[31m", "EMPTY": "" },
            "mounts": [{ "disk": "scratch", "path": "/mnt/scratch", "readOnly": at.is_multiple_of(2) }],
            "timeoutSeconds": 3600 + at,
            "weights": [0.125, -17, 1.5e-7, at, null],
            "labels": {},
        })
    };
    let mut actions = Vec::new();
    let mut len = 0;
    while len < bytes {
        let action = action(actions.len());
        len += action.to_string().len();
        actions.push(action);
    }
    json!({ "@type": "type.googleapis.com/google.genomics.v2alpha1.Pipeline", "actions": actions })
}

/// Returns a message with many unknown fields.
fn unknown_fields(bytes: usize) -> String {
    let mut fields = serde_json::Map::new();
    fields.insert("deadline".to_owned(), json!("2026-11-02T12:10:00.250Z"));
    let mut len = 0;
    while len < bytes {
        let value = match fields.len() % 4 {
            0 => json!(fields.len()),
            1 => json!("a value of a later version"),
            2 => json!({ "nested": [true, null, 0.25] }),
            _ => json!(false),
        };
        let name = format!("fieldOfALaterVersion{}", fields.len());
        len += name.len() + value.to_string().len() + 4;
        fields.insert(name, value);
    }
    Value::Object(fields).to_string()
}

/// Returns a report with lines of a log.
fn log_text(bytes: usize) -> String {
    let mut log = String::new();
    while log.len() < bytes {
        log += "2026-11-02T12:10:00Z\tWARN\tboiler::pump: \"main\" is at 97 %, C:\\logs\\pump.txt has more\n";
    }
    json!({ "msg": log }).to_string()
}

/// Returns a message with many labels.
fn labels(count: usize) -> String {
    // Unordered, but the same in every run.
    let key = |at: usize| format!("label-{:08x}", (at as u32).wrapping_mul(2_654_435_761));
    let labels: Vec<String> = (0..count).map(|at| format!(r#""{}":"value-{at}""#, key(at))).collect();
    format!(r#"{{"labels":{{{}}}}}"#, labels.join(","))
}

/// Returns JSON, and all ways to read it: into our type `T`, and into `M`, its mirror for `serde_derive`, as users of
/// other crates would write it.
///
/// # Panics
/// If the contenders don't read the same.
fn fixed<T: Read + Field, M: ReadBySerde>(name: &'static str, json: String) -> Case {
    let mut case = case::<T, M>(name, json.clone());
    let input: Rc<[u8]> = json.into_bytes().into();
    let (core, _) = serde_json_core::from_slice_escaped::<M>(&input, &mut [0; 256]).unwrap();
    assert_eq!(
        core.to_comparable_json(),
        vitalwire::decode::<T>(&input).unwrap().to_comparable_json(),
        "serde-json-core reads something else"
    );
    let mut unescaped = [0; 256];
    case.contenders.push(Contender::new("serde-json-core, mirror", move || {
        serde_json_core::from_slice_escaped::<M>(black_box(&input), &mut unescaped)
    }));
    case
}

/// Does the same without serde-json-core, which doesn't allocate.
fn growable<T: Read + Field, M: ReadBySerde>(name: &'static str, json: String) -> Case {
    case::<T, M>(name, json)
}

fn case<T: Read + Field, M: ReadBySerde>(name: &'static str, json: String) -> Case {
    let bytes = json.len();
    let input: Rc<[u8]> = json.into_bytes().into();
    check::<T, M>(&input);

    let [ours, in_place, mirrored, by_sonic, text] = [(); 5].map(|()| input.clone());
    let mut message = Box::new(T::absent());
    let contenders = vec![
        Contender::new("vitalwire", move || vitalwire::decode::<T>(black_box(&ours))),
        Contender::new("vitalwire, in place", move || {
            vitalwire::decode_into(&mut *message, black_box(&in_place)).unwrap();
            black_box(&*message);
        }),
        Contender::new("serde_json, mirror", move || serde_json::from_slice::<M>(black_box(&mirrored))),
        Contender::new("sonic-rs, mirror", move || sonic_rs::from_slice::<M>(black_box(&by_sonic))),
        Contender::new("core::str::from_utf8", move || core::str::from_utf8(black_box(&text)).is_ok()),
    ];
    Case { name, amount: bytes, contenders }
}

fn check<T: Read + Field, M: ReadBySerde>(input: &[u8]) {
    let ours = vitalwire::decode::<T>(input).unwrap().to_comparable_json();
    assert_ne!(ours, json!({}), "nothing is read");
    assert_eq!(
        serde_json::from_slice::<M>(input).unwrap().to_comparable_json(),
        ours,
        "the mirror reads something else"
    );
    assert_eq!(sonic_rs::from_slice::<M>(input).unwrap().to_comparable_json(), ours, "sonic-rs reads something else");
}

/// A value that can be compared as JSON.
trait Read: 'static {
    fn json(&self) -> Value;

    /// Returns its JSON without defaults: our types omit them, and mirrors don't.
    fn to_comparable_json(&self) -> Value {
        let mut value = self.json();
        without_defaults(&mut value);
        value
    }
}

trait ReadBySerde: Read + DeserializeOwned {}

impl<T: Read + DeserializeOwned> ReadBySerde for T {}

impl<T: Serialize + 'static> Read for T {
    fn json(&self) -> Value {
        serde_json::to_value(self).unwrap()
    }
}

fn without_defaults(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(without_defaults);
            members.retain(|_, value| {
                ![json!(null), json!(false), json!(0), json!(0.0), json!(""), json!("0"), json!([]), json!({})]
                    .contains(value)
            });
        }
        Value::Array(elements) => elements.iter_mut().for_each(without_defaults),
        _ => {}
    }
}
