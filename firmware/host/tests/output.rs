//! Images print, byte for byte, what the host encodes.

use anyhow::Result;
use firmware::messages::{check_in, everything, health, metrics, samples};
use firmware_host::{CORTEX_M0, CORTEX_M3, CORTEX_M4F, IMAGES, RISC_V, Target, build};
use vitalwire::genomics::CheckInResponse;
use vitalwire::{MaxJsonLen, json};

#[test]
fn on_a_cortex_m0() -> Result<()> {
    test(CORTEX_M0)
}

#[test]
fn on_a_cortex_m3() -> Result<()> {
    test(CORTEX_M3)
}

#[test]
fn on_a_cortex_m4f() -> Result<()> {
    test(CORTEX_M4F)
}

#[test]
fn on_risc_v() -> Result<()> {
    test(RISC_V)
}

fn test(target: Target) -> Result<()> {
    for image in build(target, "", &IMAGES)? {
        assert_eq!(image.output()?.messages, expected(image.name), "{} on {target}", image.name);
    }
    Ok(())
}

fn expected(image: &str) -> Vec<String> {
    match image {
        "empty" => vec!["{}".to_owned()],
        "health" => vec![encode(&health::request().unwrap())],
        "samples" => vec![encode(&samples::request().unwrap())],
        "metrics" => vec![encode(&metrics::request().unwrap())],
        "everything" => (0..everything::KINDS).map(|kind| encode(&everything::request(kind).unwrap())).collect(),
        "check_in" => {
            let response: CheckInResponse = json::from_slice(check_in::RESPONSE).unwrap();
            vec![encode(&check_in::request().unwrap()), response.deadline.unwrap().seconds().to_string()]
        }
        _ => panic!("{image} has no messages here"),
    }
}

fn encode<T: serde::Serialize + MaxJsonLen>(message: &T) -> String {
    let mut buffer = vec![0; T::MAX_JSON_LEN];
    json::to_str(message, &mut buffer).unwrap().to_owned()
}
