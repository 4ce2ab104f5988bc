//! Bodies that were right once.

use crate::support::{Collector, KeptAlive};
use crate::{check_honest, check_unharmed};
use std::collections::BTreeMap;
use std::thread;
use vitalwire_testing::{Random, golden};

const THREADS: u64 = 8;

/// `HOSTILE_BODIES` bodies, or some thousands.
#[test]
fn mutated_bodies_are_stored_or_rejected() {
    let bodies = std::env::var("HOSTILE_BODIES").map_or(4_000, |bodies| bodies.parse().unwrap());
    let collector = Collector::start("mutated", &[]);
    let seeds = seeds();
    let statuses = thread::scope(|scope| {
        let senders = (0..THREADS).map(|thread| {
            let (collector, seeds) = (&collector, &seeds);
            scope.spawn(move || send(collector, seeds, thread, bodies / THREADS))
        });
        let senders = senders.collect::<Vec<_>>();
        check_honest(&collector);
        let mut statuses = BTreeMap::<u16, u64>::new();
        for sender in senders {
            sender
                .join()
                .unwrap()
                .into_iter()
                .for_each(|(status, count)| *statuses.entry(status).or_default() += count);
        }
        statuses
    });
    println!("{statuses:?}");
    assert!(statuses.keys().all(|status| [200, 400].contains(status)), "{statuses:?}");
    assert!(statuses.values().all(|&count| count > bodies / 20), "{statuses:?}");

    // Whatever is in there can be shown.
    let workers = collector.get("/fleet.json").json();
    assert!(workers["workers"].as_array().unwrap().len() > 1);
    collector.metrics().check_unique();
    check_unharmed(collector);
}

/// A path, and a body for it.
type Seed = (&'static str, String);

fn seeds() -> Vec<Seed> {
    let messages = golden().filter_map(|(name, json)| {
        let member = match name {
            "ResourceUtilizationReport" => "workerMetrics",
            "WorkerHealthReport" => "workerHealthReport",
            "WorkerLifecycleEvent" => "workerLifecycleEvent",
            "WorkerMessageCode" => "workerMessageCode",
            "WorkerShutdownNotice" => "workerShutdownNotice",
            "PerWorkerMetrics" => "perWorkerMetrics",
            "DataSamplingReport" => "dataSamplingReport",
            "StreamingScalingReport" => "streamingScalingReport",
            "WorkerThreadScalingReport" => "workerThreadScalingReport",
            "MetricValue" => {
                let metrics = format!(r#"{{"perStepNamespaceMetrics":[{{"metricValues":[{json},{json}]}}]}}"#);
                return Some(message("perWorkerMetrics", &metrics));
            }
            "CheckInRequest" => return Some(("/v2alpha1/projects/mutated/workers/7:checkIn", json.to_owned())),
            "SendWorkerMessagesRequest" => return Some(("/v1b3/projects/mutated/WorkerMessages", json.to_owned())),
            _ => return None,
        };
        Some(message(member, json))
    });
    messages.collect()
}

fn message(member: &str, json: &str) -> Seed {
    let labels = r#"{"JOB_ID":"heat","WORKER_ID":"boiler-7","SEQ":"1.1.1"}"#;
    let body =
        format!(r#"{{"workerMessages":[{{"labels":{labels},"time":"2026-11-22T01:22:00Z","{member}":{json}}}]}}"#);
    ("/v1b3/projects/mutated/locations/here/WorkerMessages", body)
}

/// Sends mutated bodies, and returns how many responses had which status.
fn send(collector: &Collector, seeds: &[Seed], thread: u64, bodies: u64) -> BTreeMap<u16, u64> {
    let mut random = Random::new(thread);
    let mut connection = KeptAlive::new(collector.connect());
    let mut statuses = BTreeMap::new();
    for _ in 0..bodies {
        let (path, body) = &seeds[random.below(seeds.len() as u64) as usize];
        let mut body = body.clone().into_bytes();
        for _ in 0..random.range(1..4) {
            mutate(&mut body, seeds, &mut random);
        }
        connection.post(path, &body);
        let (status, response) = connection.read();
        let is_error = serde_json::from_slice::<serde_json::Value>(&response).unwrap().get("error").is_some();
        assert_eq!(is_error, status != 200, "{}", String::from_utf8_lossy(&body));
        *statuses.entry(status).or_default() += 1;
    }
    statuses
}

fn mutate(body: &mut Vec<u8>, seeds: &[Seed], random: &mut Random) {
    /// What is at the edge of something.
    const SPELLINGS: [&str; 22] = [
        "\"9223372036854775807\"",
        "-9223372036854775808",
        "18446744073709551615",
        "1e308",
        "1e-400",
        "\"NaN\"",
        "\"-Infinity\"",
        "null",
        "true",
        "{}",
        "[]",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud83d\\udd25\"",
        "\"\\ud83d\"",
        "0.5",
        "-0",
        "\"0001-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59.999999999Z\"",
        "\"315576000000s\"",
        "2147483648",
        "\"a\\\"b\\\\c\\nd\"",
    ];
    let position = |random: &mut Random, body: &[u8]| random.below(body.len() as u64 + 1) as usize;
    match random.below(8) {
        0 => {
            let at = position(random, body);
            if let Some(byte) = body.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        1 => {
            let (one, other) = (position(random, body), position(random, body));
            body.drain(one.min(other)..one.max(other).min(one.min(other) + 8));
        }
        2 => {
            let at = position(random, body);
            body.insert(at, random.bits() as u8);
        }
        3 => {
            let other = seeds[random.below(seeds.len() as u64) as usize].1.as_bytes();
            let (at, from) = (position(random, body), position(random, other));
            let len = random.below(64).min((other.len() - from) as u64) as usize;
            body.splice(at..at, other[from..from + len].iter().copied());
        }
        // A value becomes another one: that is often still a message.
        _ => {
            let starts = (0..body.len()).filter(|&at| body[at] == b':').collect::<Vec<_>>();
            if let Some(&colon) = starts.get(random.below(starts.len().max(1) as u64) as usize) {
                let end =
                    body[colon..].iter().position(|byte| b",}]".contains(byte)).map_or(body.len(), |len| colon + len);
                let spelling = SPELLINGS[random.below(SPELLINGS.len() as u64) as usize];
                body.splice(colon + 1..end.max(colon + 1), spelling.bytes());
            }
        }
    }
}
