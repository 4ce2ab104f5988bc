//! The largest fleet.

use crate::support::{Collector, KeptAlive};
use crate::{check_honest, check_unharmed};
use serde_json::json;
use std::thread;
use std::time::Instant;

/// The numbers of workers, and of metrics of one of them, around those of which a part is made.
#[test]
fn no_part_of_a_fleet_is_missing() {
    let collector = Collector::start("parts", &[]);
    let mut workers = 0;
    for count in [1, 499, 500, 501, 1000, 1003] {
        let messages = (workers..count).map(|worker| {
            let metric = json!({"metric": format!("{worker:04}{}", "m".repeat(worker)), "valueInt64": "1"});
            let metrics = json!({"perStepNamespaceMetrics": [{"metricValues": [metric]}]});
            json!({"labels": {"WORKER_ID": format!("{worker:04}")}, "perWorkerMetrics": metrics})
        });
        let messages = messages.collect::<Vec<_>>();
        for messages in messages.chunks(100) {
            collector.report(messages);
        }
        let metrics =
            (workers..count).map(|number| json!({"metric": format!("one{number}"), "valueGauge64": {"value": "1"}}));
        let metrics = json!({"perStepNamespaceMetrics": [{"metricValues": metrics.collect::<Vec<_>>()}]});
        collector.report(&[json!({"labels": {"WORKER_ID": "0000"}, "perWorkerMetrics": metrics})]);
        workers = count;

        let fleet = collector.get("/fleet.json").json();
        let names =
            fleet["workers"].as_array().unwrap().iter().map(|worker| worker["name"].as_str().unwrap().to_owned());
        assert_eq!(names.collect::<Vec<_>>(), (0..workers).map(|worker| format!("{worker:04}")).collect::<Vec<_>>());
        let metrics = collector.metrics();
        metrics.check_unique();
        for family in ["vitalwire_worker_up", "vitalwire_step_added_total", "vitalwire_step_value"] {
            let count = metrics.samples().filter(|(series, _)| series.starts_with(&format!("{family}{{"))).count();
            assert_eq!(count, workers, "{family}");
        }
    }
}

const WORKERS: usize = 100_000;
const IN_A_REQUEST: usize = 500;

#[test]
#[ignore = "takes minutes"]
fn a_hundred_thousand_workers_are_shown_in_little_memory() {
    let collector = Collector::start("fleet", &[]);
    let start = Instant::now();
    let mut connection = KeptAlive::new(collector.connect());
    for request in 0..WORKERS / IN_A_REQUEST {
        let messages = (0..IN_A_REQUEST).map(|number| {
            let labels =
                json!({"JOB_ID": "2026-11-22_01_22_00-123456789", "WORKER_ID": format!("harness-{request}-{number}")});
            let metrics = json!([{"originalStep": "Heat", "metricValues": [{"metric": "errors", "valueInt64": "1"}]}]);
            [
                json!({"labels": labels, "workerHealthReport": {"vmIsHealthy": true}}),
                json!({"labels": labels, "perWorkerMetrics": {"perStepNamespaceMetrics": metrics}}),
            ]
        });
        let body = json!({"workerMessages": messages.flatten().collect::<Vec<_>>()}).to_string();
        connection.post("/v1b3/projects/cellar/WorkerMessages", body.as_bytes());
        assert_eq!(connection.read().0, 200);
    }
    println!("{WORKERS} workers are stored after {:?}", start.elapsed());
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let start = Instant::now();
                let metrics = collector.metrics();
                println!("/metrics: {} MB within {:?}", metrics.0.len() >> 20, start.elapsed());
                let count = |name: &str| metrics.samples().filter(|(series, _)| series.starts_with(name)).count();
                assert_eq!(count("vitalwire_worker_up{"), WORKERS + 1);
                assert_eq!(count("vitalwire_step_added_total{"), WORKERS);
            });
            scope.spawn(|| {
                assert_eq!(collector.get("/fleet.json").json()["workers"].as_array().unwrap().len(), WORKERS + 1)
            });
        }
        check_honest(&collector);
    });
    println!("all within {:?}", start.elapsed());
    check_unharmed(collector);
}
