//! Images print, byte for byte, what the host encodes.

use anyhow::Result;
use firmware::messages::{check_in, everything, filled, health, metrics, samples};
use firmware_host::{IMAGES, Target, build, on_targets};
use std::collections::HashSet;
use vitalwire::MaxJsonLen;
use vitalwire::genomics::CheckInResponse;
use vitalwire::proto::Field;

on_targets!(test: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);

fn test(target: Target) -> Result<()> {
    for image in build(target, "", &IMAGES)? {
        let expected = expected(image.name);
        assert_eq!(image.output()?.messages, expected, "{} on {target}", image.name);
        let different: HashSet<_> = expected.iter().collect();
        assert_eq!(different.len(), expected.len(), "{} has equal messages", image.name);
    }
    Ok(())
}

fn expected(image: &str) -> Vec<String> {
    match image {
        "empty" => vec!["{}".to_owned()],
        "health" => vec![encode(&filled(health::fill).unwrap())],
        "samples" => vec![encode(&filled(samples::fill).unwrap())],
        "metrics" => vec![encode(&filled(metrics::fill).unwrap())],
        "everything" => (0..everything::KINDS)
            .map(|kind| encode(&filled(|request| everything::fill(request, kind)).unwrap()))
            .collect(),
        "check_in" => {
            let response: CheckInResponse = vitalwire::decode(check_in::RESPONSE).unwrap();
            vec![encode(&filled(check_in::fill).unwrap()), response.deadline.unwrap().seconds().to_string()]
        }
        "responses" => vec!["300".to_owned(), "12".to_owned(), "400".to_owned()],
        _ => panic!("{image} has no messages here"),
    }
}

fn encode<T: Field + MaxJsonLen>(message: &T) -> String {
    let mut buffer = vec![0; T::MAX_JSON_LEN];
    vitalwire::to_str(message, &mut buffer).unwrap().to_owned()
}
