//! JSON that is decoded.

use super::contender::{Case, Contender};
use super::{mirror, values};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::hint::black_box;
use std::rc::Rc;
use vitalwire::Microcontroller;
use vitalwire::dataflow::{Messages, SendWorkerMessagesRequest, SendWorkerMessagesResponse};
use vitalwire::genomics::CheckInResponse;
use vitalwire::rpc::{ErrorDetails, ErrorResponse};

pub fn all() -> Vec<Case> {
    let assignment = json!({ "deadline": "2026-11-02T12:10:00.250Z", "metadata": pipeline(100_000) });
    vec![
        case::<SendWorkerMessagesResponse<Microcontroller>, mirror::Responses>("responses", responses()),
        case::<Error, mirror::ErrorResponse>("error", error()),
        case::<SendWorkerMessagesRequest<Microcontroller>, mirror::Request>("request", request()),
        case::<CheckInResponse, mirror::CheckInResponse>("ignored", assignment.to_string()),
        case::<CheckInResponse, mirror::CheckInResponse>(
            "ignored, indented",
            serde_json::to_string_pretty(&assignment).unwrap(),
        ),
    ]
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
    // As the real ones come.
    serde_json::to_string_pretty(&error).unwrap()
}

fn request() -> String {
    let mut messages = Messages::<Microcontroller>::default();
    messages.push(values::message(8, values::health(8))).unwrap();
    messages.push(values::message(8, values::cpu_samples())).unwrap();
    messages.push(values::message(8, values::step_metrics())).unwrap();
    let request = values::request::<Microcontroller, _>(messages);
    let mut buffer = [0; 4096];
    vitalwire::json::to_str(&request, &mut buffer).unwrap().to_owned()
}

/// An assignment of more than so many bytes: commands with their arguments, environments and disks.
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

/// JSON, and all ways to read it: into our type `T`, and into `M`, which mirrors that for `serde_derive`.
///
/// serde_json pays for the ways that our types have to go through another's deserializer, and serde-json-core
/// can't read them at all. Mirrors are what their users would write.
///
/// # Panics
/// If the contenders don't read the same.
fn case<T: Read, M: Read>(name: &'static str, json: String) -> Case {
    let bytes = json.len();
    let input: Rc<[u8]> = json.into_bytes().into();
    check::<T, M>(&input);

    let [ours, theirs, mirrored, core, text] = [(); 5].map(|()| input.clone());
    let mut unescaped = [0; 256];
    let contenders = vec![
        Contender::new("vitalwire", move || vitalwire::json::from_slice::<T>(black_box(&ours))),
        Contender::new("serde_json", move || serde_json::from_slice::<T>(black_box(&theirs))),
        Contender::new("serde_json, mirror", move || serde_json::from_slice::<M>(black_box(&mirrored))),
        Contender::new("serde-json-core, mirror", move || {
            serde_json_core::from_slice_escaped::<M>(black_box(&core), &mut unescaped)
        }),
        Contender::new("core::str::from_utf8", move || core::str::from_utf8(black_box(&text)).is_ok()),
    ];
    Case { name, bytes, contenders }
}

fn check<T: Read, M: Read>(input: &[u8]) {
    let ours = vitalwire::json::from_slice::<T>(input).unwrap().say();
    assert_ne!(ours, json!({}), "nothing is read");
    assert_eq!(serde_json::from_slice::<T>(input).unwrap().say(), ours, "serde_json reads something else");
    assert_eq!(serde_json::from_slice::<M>(input).unwrap().say(), ours, "the mirror is another");
    let (core, _) = serde_json_core::from_slice_escaped::<M>(input, &mut [0; 256]).unwrap();
    assert_eq!(core.say(), ours, "serde-json-core reads something else");
}

/// What can be read, and then say what was read.
trait Read: DeserializeOwned + Serialize + 'static {
    /// Without what is empty: our types leave it out, and mirrors don't.
    fn say(&self) -> Value {
        let mut value = serde_json::to_value(self).unwrap();
        without_defaults(&mut value);
        value
    }
}

impl<T: DeserializeOwned + Serialize + 'static> Read for T {}

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

/// An error that can say what was read.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Error(ErrorResponse);

impl Serialize for Error {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ErrorResponse { error } = self.0;
        Said::<&ErrorDetails> { error: &error }.serialize(serializer)
    }
}

#[derive(Serialize)]
struct Said<T> {
    error: T,
}
