//! `/metrics`, as a real Prometheus understands it. `.ci/prometheus` installs that, and runs these.

#[path = "../support/mod.rs"]
mod support;

mod server;

use serde_json::{Value, json};
use server::Prometheus;
use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};
use support::{Collector, Metrics, eventually};

/// Texts that are hard to keep apart, or to quote.
const TEXTS: [&str; 22] = [
    "",
    " ",
    "7",
    "7 ",
    "\"",
    "\\",
    "\\n",
    "\n",
    "\r",
    "\t",
    "a\u{0}b",
    "a\u{0}c",
    "\u{feff}",
    "\u{fffd}",
    "\u{2028}",
    "🔥",
    "é",
    "e\u{301}",
    "{le=\"1\"} 5 # x",
    "le",
    "__name__",
    "# TYPE vitalwire_worker_up counter",
];

const JOBS: [&str; 3] = ["", "heat", "cool"];

/// What each worker sends: a counter, a gauge and two histograms with the same names.
const SERIES_OF_A_WORKER: [(&str, usize); 5] = [
    ("vitalwire_worker_up", 1),
    ("vitalwire_step_added_total", 1),
    ("vitalwire_step_value", 1),
    // Two layouts of three buckets, with the lower bound and infinity.
    ("vitalwire_step_distribution_bucket", 10),
    ("vitalwire_step_distribution_count", 2),
];

#[test]
#[ignore = "needs Prometheus"]
fn no_series_is_lost() {
    let collector = Collector::start("prometheus-texts", &[]);
    for job in JOBS {
        let messages = TEXTS.map(|text| message(job, text, &metrics(text)));
        collector.report(&messages);
        collector.report(
            &TEXTS.map(|text| message(job, text, &json!({"workerHealthReport": {"vmIsHealthy": true, "msg": text}}))),
        );
    }
    let exposition = collector.metrics();
    exposition.check_unique();
    check_with_promtool(&exposition);

    let prometheus = Prometheus::start("texts", collector.address);
    let workers = JOBS.len() * TEXTS.len();
    for (family, of_a_worker) in SERIES_OF_A_WORKER {
        let count = exposition.samples().filter(|(series, _)| series.starts_with(&format!("{family}{{"))).count();
        assert_eq!(count, workers * of_a_worker, "{family}");
        assert_eq!(prometheus.number(&format!("count({family})")), Some(count as f64), "{family}");
    }
    let all = prometheus.number("count({job='fleet', __name__!~'up|scrape_.*'})").unwrap();
    // Requests that were counted meanwhile are series of their own.
    let before = exposition.samples().count() as f64;
    let after = collector.metrics().samples().count() as f64;
    assert!((before..=after).contains(&all), "{before} to {after}: {all}");

    // The texts are the same on the other side.
    let sent = JOBS.iter().flat_map(|job| TEXTS.map(|text| [*job, text, text, text].map(str::to_owned)));
    let found = prometheus.query("vitalwire_step_added_total").into_iter().map(|series| {
        let label = |name: &str| series["metric"][name].as_str().unwrap_or_default().to_owned();
        assert_eq!(series["value"][1], "7");
        let labels = serde_json::from_str::<Value>(&label("labels")).unwrap();
        let [job, worker, metric] = ["job_id", "worker_id", "metric"].map(label);
        [job, worker, metric, labels["kind"].as_str().unwrap().to_owned()]
    });
    assert_eq!(found.collect::<BTreeSet<_>>(), sent.collect::<BTreeSet<_>>());
    assert_eq!(prometheus.number("count(vitalwire_worker_state == 1)"), Some(workers as f64));
    assert_eq!(prometheus.number("vitalwire_collector_workers{state='well'}"), Some(workers as f64));

    let buckets = "vitalwire_step_distribution_bucket{worker_id='7', job_id='heat', layout=~'.*linear.*'}";
    let quantile = &format!("histogram_quantile(0.5, {buckets})");
    assert_eq!(prometheus.number(quantile), Some(2.0), "{quantile}");
}

#[test]
#[ignore = "needs Prometheus"]
fn totals_go_on_after_restarts() {
    let mut collector = Collector::start("prometheus-totals", &[]);
    let count = |collector: &Collector, delta: i64| {
        collector.report(&[
            message("heat", "7", &counted("errors", delta)),
            message("heat", "8", &counted("errors", 2 * delta)),
        ]);
    };
    count(&collector, 1_000_000);
    let prometheus = Prometheus::start("totals", collector.address);
    let errors = "vitalwire_step_added_total{worker_id='7'}";
    let mut total = 1_000_000;
    for is_killed in [true, false, true] {
        for _ in 0..3 {
            count(&collector, 10);
            total += 10;
            let scraped = || prometheus.number(errors).filter(|&value| value == f64::from(total));
            eventually("the total is scraped", scraped);
        }
        // It falls, and is less than what was scraped.
        count(&collector, -500);
        collector.restart(is_killed);
    }
    let taken = "vitalwire_step_taken_total{worker_id='7'}";
    eventually("the rest is scraped", || prometheus.number(taken).filter(|&value| value == 1500.0));
    assert_eq!(prometheus.number(errors), Some(f64::from(total)));
    assert_eq!(prometheus.number("vitalwire_step_added_total{worker_id='8'}"), Some(f64::from(2 * total)));
    for series in [errors, taken, "vitalwire_step_added_total{worker_id='8'}"] {
        assert_eq!(prometheus.number(&format!("resets({series}[10m])")), Some(0.0), "{series}");
    }
    // Prometheus guesses what was between and beyond its scrapes; were there a reset, it would be a million.
    let increase = prometheus.number(&format!("increase({errors}[10m])")).unwrap();
    assert!((1.0..1000.0).contains(&increase), "{increase}");
    // The collector's own counters begin anew with it, as Prometheus expects.
    assert!(prometheus.number("resets(vitalwire_collector_commits_total[10m])").unwrap() >= 1.0);
}

fn message(job: &str, worker: &str, payload: &Value) -> Value {
    let mut message = json!({"labels": {"JOB_ID": job, "WORKER_ID": worker}});
    message.as_object_mut().unwrap().extend(payload.as_object().unwrap().clone());
    message
}

fn counted(name: &str, delta: i64) -> Value {
    let values = json!([{"metric": name, "valueInt64": delta.to_string()}]);
    json!({"perWorkerMetrics": {"perStepNamespaceMetrics": [{"metricValues": values}]}})
}

fn metrics(text: &str) -> Value {
    let histogram = |layout: Value| json!({"bucketCounts": ["1", "2", "1"], "bucketOptions": layout, "count": "4"});
    let values = [
        json!({"valueInt64": "7"}),
        json!({"valueGauge64": {"value": "-40"}}),
        json!({"valueHistogram": histogram(json!({"linear": {"numberOfBuckets": 3, "width": 1, "start": 0.5}}))}),
        json!({"valueHistogram": histogram(json!({"exponential": {"numberOfBuckets": 3}}))}),
    ];
    let values = values.map(|mut value| {
        value["metric"] = text.into();
        value["metricLabels"] = json!({"kind": text});
        value
    });
    json!({"perWorkerMetrics": {"perStepNamespaceMetrics":
        [{"metricsNamespace": text, "originalStep": text, "metricValues": values}]}})
}

/// Checks the format, and that names are as Prometheus wants them.
fn check_with_promtool(metrics: &Metrics) {
    let mut promtool = Command::new("promtool").args(["check", "metrics"]).stdin(Stdio::piped()).spawn().unwrap();
    promtool.stdin.take().unwrap().write_all(metrics.0.as_bytes()).unwrap();
    assert!(promtool.wait().unwrap().success());
}
