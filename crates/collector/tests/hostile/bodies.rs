//! Bodies that are large, or become so.

use crate::support::{Collector, Response};
use crate::{check_honest, check_unharmed};
use std::io::Write;
use std::thread;

const MESSAGES: &str = "/v1b3/projects/large/WorkerMessages";
const LONGEST: usize = 256 * 1024;

#[test]
fn a_body_that_is_too_long_isnt_read() {
    let collector = Collector::start("oversized", &[]);
    let mut announced = collector.connect();
    let head = |length: &str| format!("POST {MESSAGES} HTTP/1.1\r\nHost: c\r\nConnection: close\r\n{length}\r\n\r\n");
    announced.write_all(head("Content-Length: 1000000000000").as_bytes()).unwrap();
    assert_eq!(Response::read(announced).unwrap().status, 413);

    let mut endless = collector.connect();
    endless.write_all(head("Transfer-Encoding: chunked").as_bytes()).unwrap();
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    for _ in 0..(LONGEST / 0x10000) + 1 {
        endless.write_all(chunk.as_bytes()).unwrap();
    }
    assert_eq!(Response::read(endless).unwrap().status, 413);
    check_unharmed(collector);
}

#[test]
fn brackets_are_counted() {
    let collector = Collector::start("brackets", &[]);
    let post = |body: &str| collector.post(MESSAGES, body).status;
    assert_eq!(post(&"[".repeat(1_000_000)), 413);
    assert_eq!(post(&"[".repeat(LONGEST)), 400);
    for nested in ["{\"unknown\":", "{\"workerMessages\":[{\"workerMessageCode\":{\"parameters\":{\"a\":"] {
        for bracket in ["[", "{\"a\":"] {
            let status = post(&format!("{nested}{}", bracket.repeat(25_000)));
            assert!([400, 413].contains(&status), "{nested}{bracket}: {status}");
        }
    }
    check_unharmed(collector);
}

/// What takes the most memory for its length: of that, again and again, on many connections at once.
#[test]
fn what_grows_has_its_space() {
    let collector = Collector::start("growing", &[]);
    let fill = |start: &str, unit: &str, end: &str, objects: usize| {
        let most = objects.min((LONGEST - start.len() - end.len()) / (unit.len() + 6));
        let units = (0..most).map(|number| unit.replace('#', &format!("{number:05x}"))).collect::<Vec<_>>();
        format!("{start}{}{end}", units.join(","))
    };
    let location = "l".repeat(LONGEST / 2);
    let name = "n".repeat(LONGEST / 2);
    let named = format!(r#"{{"location":"{location}","workerMessages":["#);
    let container = format!(r#"{{"workerMessages":[{{"workerMetrics":{{"containers":{{"{name}":{{"containers":{{"#);
    let metrics = r#"{"workerMessages":[{"perWorkerMetrics":{"perStepNamespaceMetrics":["#;
    let step = format!(r#"{metrics}{{"originalStep":"{name}","metricValues":["#);
    let layout = r#"{"linear":{"width":1,"numberOfBuckets":1}}"#;
    let histogram =
        format!(r#"{metrics}{{"metricValues":[{{"valueHistogram":{{"bucketOptions":{layout},"bucketCounts":["#);
    let bodies = [
        fill(r#"{"workerMessages":["#, "{}", "]}", 25_000),
        fill(r#"{"workerMessages":["#, r#"{"workerMetrics":{}}"#, "]}", 10_000),
        fill(r#"{"workerMessages":["#, r##"{"labels":{"#":""}}"##, "]}", 10_000),
        fill(r#"{"workerMessages":["#, r##"{"labels":{"WORKER_ID":"#"},"workerMetrics":{}}"##, "]}", 3_000),
        fill(r#"{"workerMessages":[{"labels":{"#, r##""#":"""##, "}}]}", usize::MAX),
        fill(&named, r#"{"workerMetrics":{}}"#, "]}", usize::MAX),
        fill(&container, r##""#":{"cpuTime":[{}]}"##, "}}}}}]}", usize::MAX),
        fill(&step, r##"{"metric":"#","valueInt64":"1"}"##, "]}]}}]}", usize::MAX),
        fill(&histogram, "0", "]}}]}]}}]}", usize::MAX),
    ];
    thread::scope(|scope| {
        for thread in 0..8 {
            let (bodies, collector) = (&bodies, &collector);
            scope.spawn(move || {
                for body in bodies.iter().cycle().skip(thread).take(2 * bodies.len()) {
                    let response = collector.post(MESSAGES, body);
                    assert!([200, 400, 413, 503].contains(&response.status), "{}", response.text());
                }
            });
        }
        check_honest(&collector);
    });
    check_unharmed(collector);
}
