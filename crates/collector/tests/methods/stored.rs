//! What is kept of messages, and shown.

use crate::support::{Collector, Metrics};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};
use vitalwire::proto::Timestamp;

/// A message of a worker, with a label SEQ unless it's empty.
fn message(worker: &str, sequence: &str, payload: Value) -> Value {
    let mut labels = json!({"JOB_ID": "heat", "WORKER_ID": worker});
    if !sequence.is_empty() {
        labels["SEQ"] = sequence.into();
    }
    let mut message = json!({"labels": labels, "time": "2026-11-22T01:22:00Z"});
    message.as_object_mut().unwrap().extend(payload.as_object().unwrap().clone());
    message
}

fn counted(delta: impl ToString) -> Value {
    metric(json!({"metric": "errors", "valueInt64": delta.to_string()}))
}

fn metric(value: Value) -> Value {
    let step = json!({"metricsNamespace": "plant", "originalStep": "Heat", "metricValues": [value]});
    json!({"perWorkerMetrics": {"perStepNamespaceMetrics": [step]}})
}

fn errors(metrics: &Metrics, family: &str, worker: &str) -> Option<f64> {
    let labels = r#"namespace="plant",step="Heat",metric="errors""#;
    metrics.value(&format!(
        r#"vitalwire_step_{family}_total{{project="cellar",job_id="heat",worker_id="{worker}",{labels}}}"#
    ))
}

/// Returns kind, name and label of all events.
fn events(collector: &Collector) -> Vec<(String, String, Option<String>)> {
    let connection = Connection::open(collector.database()).unwrap();
    let mut statement = connection.prepare("SELECT kind, name, source FROM events ORDER BY id").unwrap();
    let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn duplicates_are_dropped_also_after_restarts() {
    let mut collector = Collector::start("duplicates", &[]);
    let event = || message("7", "3.1.5", json!({"workerLifecycleEvent": {"event": "OS_START"}}));
    let count = || message("7", "3.2.9", counted(7));
    for is_killed in [true, false] {
        collector.report(&[event(), count(), event(), count()]);
        collector.report(&[count(), event()]);
        collector.restart(is_killed);
    }
    assert_eq!(events(&collector), [("lifecycle".to_owned(), "OS_START".to_owned(), Some("3.1.5".to_owned()))]);
    assert_eq!(errors(&collector.metrics(), "added", "7"), Some(7.0));

    // Streams, boots and workers have numbers of their own. Within a stream, labels grow.
    collector.report(&[message("7", "3.2.8", counted(100)), message("7", "3.2.10", counted(1))]);
    collector.report(&[message("7", "3.3.1", counted(2)), message("7", "4.2.1", counted(4))]);
    collector.report(&[message("7", "3.2.11", counted(100)), message("8", "3.2.9", counted(7))]);
    let metrics = collector.metrics();
    assert_eq!(errors(&metrics, "added", "7"), Some(14.0));
    assert_eq!(errors(&metrics, "added", "8"), Some(7.0));
    // Since the last restart.
    assert_eq!(metrics.value("vitalwire_collector_duplicates_total"), Some(2.0));
}

/// Somebody else's label says nothing about duplicates.
#[test]
fn a_label_of_another_form_is_no_label() {
    let collector = Collector::start("foreign", &[]);
    let event = |label: &str| message("7", label, json!({"workerMessageCode": {"code": "WATER_LOW"}}));
    collector.report(&[event("1"), event("1"), event("a.1.2"), event("a.1.2")]);
    assert_eq!(events(&collector), vec![("code".to_owned(), "WATER_LOW".to_owned(), None); 4]);
}

#[test]
fn the_order_of_labels_does_not_matter() {
    let collector = Collector::start("labels", &[]);
    for labels in [r#"{"zone": "1", "room": "2"}"#, r#"{"room": "2", "zone": "1"}"#] {
        let body = format!(
            r#"{{"workerMessages": [{{"perWorkerMetrics": {{"perStepNamespaceMetrics": [
                {{"metricValues": [{{"metric": "errors", "metricLabels": {labels}, "valueInt64": "7"}}]}}]}}}}]}}"#
        );
        assert_eq!(collector.post("/v1b3/projects/cellar/WorkerMessages", &body).status, 200);
    }
    let metrics = collector.metrics();
    let sums = metrics.samples().filter(|(series, _)| series.starts_with("vitalwire_step_added_total"));
    let [(series, sum)] = sums.collect::<Vec<_>>()[..] else { panic!("{}", metrics.0) };
    assert!(series.contains(r#"labels="{\"room\":\"2\",\"zone\":\"1\"}""#) && sum == "14", "{series} {sum}");
}

#[test]
fn without_a_label_each_message_counts() {
    let collector = Collector::start("no-labels", &[]);
    let happened = json!({"workerMessageCode": {"code": "a.example/code"}});
    collector.report(&[
        message("7", "", counted(1)),
        message("7", "", counted(1)),
        message("7", "no label", counted(1)),
    ]);
    collector.report(&[message("7", "no label", counted(1)), message("7", "", happened.clone())]);
    collector.report(&[message("7", "", happened), json!({"workerHealthReport": {"vmIsHealthy": true}})]);
    assert_eq!(errors(&collector.metrics(), "added", "7"), Some(4.0));
    assert_eq!(events(&collector).len(), 2);
    let workers = collector.get("/fleet.json").json();
    let names =
        workers["workers"].as_array().unwrap().iter().map(|worker| (worker["job"].clone(), worker["name"].clone()));
    let mut names = names.collect::<Vec<_>>();
    names.sort_by_key(|names| format!("{names:?}"));
    assert_eq!(names, [("".into(), "".into()), ("heat".into(), "7".into())]);
}

#[test]
fn events_of_check_ins_are_known_by_time_and_content() {
    let collector = Collector::start("check-ins", &[]);
    let long = "x".repeat(5000);
    let event =
        |text: &str| json!({"data": {"@type": "a.example/E", "text": text}, "timestamp": "2026-11-22T01:22:00Z"});
    let body =
        json!({"events": [event("a"), event("b"), event("a"), event(&long)], "result": {"code": 10}}).to_string();
    for _ in 0..2 {
        assert_eq!(collector.post("/v2alpha1/workers/7:checkIn", &body).status, 200);
    }
    let names = events(&collector).into_iter().map(|(_, name, _)| name).collect::<Vec<_>>();
    // A result has no time: that it is the same can't be known.
    assert_eq!(names, ["event", "event", "event", "result", "result"]);
}

#[test]
fn a_later_report_counts_whatever_comes_first() {
    let mut collector = Collector::start("order", &[]);
    let report =
        |time: &str, health: Value| json!({"labels": {"WORKER_ID": "7"}, "time": time, "workerHealthReport": health});
    collector.report(&[report("2026-11-22T01:22:01Z", json!({"vmIsHealthy": true, "reportInterval": "7s"}))]);
    let broken = json!({"vmIsBroken": true, "vmBrokenCode": "FAN", "msg": "it \u{0} is\nhot"});
    collector.report(&[report("2026-11-22T01:22:00Z", broken.clone())]);
    let worker = |collector: &Collector| collector.get("/fleet.json").json()["workers"][0].clone();
    assert_eq!((&worker(&collector)["state"], &worker(&collector)["reportInterval"]), (&"well".into(), &7000.into()));
    collector.report(&[report("2026-11-22T01:22:02Z", broken)]);
    let now = worker(&collector);
    assert_eq!(
        (&now["state"], &now["brokenCode"], &now["message"]),
        (&"broken".into(), &"FAN".into(), &"it \u{0} is\nhot".into())
    );
    assert_eq!(now["reportInterval"], 60_000);
    let notice = json!({"reason": "PREEMPTION"});
    let notice = json!({"labels": {"WORKER_ID": "7"}, "time": "2026-11-22T01:22:03Z", "workerShutdownNotice": notice});
    collector.report(&[notice]);
    assert_eq!(worker(&collector)["state"], "stopped");
    collector.restart(true);
    assert_eq!(worker(&collector)["stopReason"], "PREEMPTION");
}

#[test]
fn a_clock_that_was_ahead_is_forgotten() {
    let collector = Collector::start("clocks", &[]);
    let tell = |time: &str, payload: Value| {
        let mut message = json!({"labels": {"WORKER_ID": "7"}, "time": time});
        message.as_object_mut().unwrap().extend(payload.as_object().unwrap().clone());
        collector.report(&[message]);
        collector.get("/fleet.json").json()["workers"][0].clone()
    };
    let health = |is_healthy: bool| json!({"workerHealthReport": {"vmIsHealthy": is_healthy}});
    let sample = |time: &str, rate: f64| json!({"workerMetrics": {"cpuTime": [{"timestamp": time, "rate": rate}]}});
    let (ahead, right) = ("2999-11-22T01:22:00Z", Timestamp::try_from(SystemTime::now()).unwrap().to_string());
    tell(ahead, sample(ahead, 1.0));
    tell(ahead, json!({"workerLifecycleEvent": {"event": "CONTAINER_START"}}));
    assert_eq!(tell(ahead, health(true))["state"], "well");
    let goodbye = json!({"labels": {"WORKER_ID": "7"}, "time": ahead, "workerShutdownNotice": {"reason": "SIGTERM"}});
    let last = json!({"labels": {"WORKER_ID": "7"}, "time": ahead, "workerHealthReport": {"vmIsHealthy": true}});
    collector.report(&[goodbye, last]);
    assert_eq!(collector.get("/fleet.json").json()["workers"][0]["state"], "stopped");

    // What the database has from a time at which the collector's own clock was ahead.
    for column in ["health_time", "stage_time", "stop_time", "cpu_time", "memory_time", "last_heard"] {
        let later = Timestamp::try_from(SystemTime::now()).unwrap().saturating_add(Duration::from_secs(3600));
        let sql = format!("UPDATE workers SET {column} = ?1");
        Connection::open(collector.database()).unwrap().execute(&sql, [later.unix_millis()]).unwrap();
    }
    let right = &*right;
    tell(right, sample(right, 2.0));
    tell(right, json!({"workerLifecycleEvent": {"event": "OS_START"}}));
    let now = tell(right, health(false));
    assert_eq!((&now["state"], &now["cpuRate"], &now["stage"]), (&"unhealthy".into(), &2.0.into(), &"OS_START".into()));
    assert!(now["lastHeard"].as_i64().unwrap() <= Timestamp::try_from(SystemTime::now()).unwrap().unix_millis());
}

/// As that of a machine without a battery for it.
#[test]
fn a_clock_that_is_set_back_is_obeyed_where_a_label_says_what_is_later() {
    let collector = Collector::start("back", &[]);
    let tell = |label: &str, time: &str, payload: Value| {
        let mut message = message("7", label, payload);
        message["time"] = time.into();
        collector.report(&[message]);
        collector.get("/fleet.json").json()["workers"][0].clone()
    };
    let health = |is_healthy: bool| json!({"workerHealthReport": {"vmIsHealthy": is_healthy}});
    let sample = |rate: f64| json!({"workerMetrics": {"cpuTime": [{"rate": rate}]}});
    let (right, back) = ("2026-11-22T01:22:00Z", "1970-01-01T00:00:30Z");
    tell("1.3.1", right, sample(1.0));
    assert_eq!(tell("1.2.1", right, health(true))["state"], "well");
    let goodbye = json!({"workerShutdownNotice": {"reason": "SIGTERM"}});
    assert_eq!(tell("1.0.1", right, goodbye.clone())["state"], "stopped");
    tell("2.3.1", back, sample(2.0));
    let now = tell("2.2.1", back, health(false));
    assert_eq!((&now["state"], &now["cpuRate"]), (&"unhealthy".into(), &2.0.into()));
    assert_eq!(tell("2.2.1", right, health(true))["state"], "unhealthy", "a duplicate");
    assert_eq!(tell("2.0.1", back, goodbye)["state"], "stopped");
    // Without a label, the time says what is later.
    assert_eq!(tell("", right, health(true))["state"], "well");
    assert_eq!(tell("", back, health(false))["state"], "well");
}

#[test]
fn sums_and_sizes_end_at_what_can_be_held() {
    let collector = Collector::start("sums", &[]);
    let most = i64::MAX;
    collector.report(&[
        message("7", "", counted(most)),
        message("7", "", counted(most)),
        message("8", "", counted(-5)),
    ]);
    collector.report(&[
        message("8", "", counted(3)),
        message("8", "", counted(-4)),
        message("9", "", counted(i64::MIN)),
    ]);
    collector.report(&[message("9", "", counted(i64::MIN)), message("9", "", counted(i64::MIN))]);
    let (beyond, most_ooms) = (u64::MAX.to_string(), most.to_string());
    let memory = json!({"currentRssBytes": beyond, "totalGbMs": beyond, "currentOoms": most_ooms});
    let resources = json!({"workerMetrics": {"cpuTime": [{"rate": 1e300, "totalMs": beyond}], "memoryInfo": [memory]}});
    collector.report(&[message("7", "", resources.clone()), message("7", "", resources)]);
    let metrics = collector.metrics();
    let held = most as f64;
    assert_eq!(errors(&metrics, "added", "7"), Some(held));
    assert_eq!((errors(&metrics, "added", "8"), errors(&metrics, "taken", "8")), (Some(3.0), Some(9.0)));
    assert_eq!((errors(&metrics, "taken", "7"), errors(&metrics, "taken", "9")), (None, Some(held)));
    let worker = |name: &str| {
        metrics.value(&format!(r#"vitalwire_worker_{name}{{project="cellar",job_id="heat",worker_id="7"}}"#))
    };
    assert_eq!(worker("cpu_busy_cores"), Some(1e300));
    assert_eq!(worker("cpu_seconds_total"), Some(held / 1000.0));
    assert_eq!(worker("memory_used_bytes"), Some(held));
    assert_eq!(worker("memory_byte_seconds_total"), Some(held * 1e6));
    assert_eq!(worker("oom_kills_total"), Some(held));

    // A double that is no number isn't known.
    collector.report(&[message("9", "", json!({"workerMetrics": {"cpuTime": [{"rate": "NaN", "totalMs": "5"}]}}))]);
    assert!(!collector.metrics().0.contains(r#"cpu_busy_cores{project="cellar",job_id="heat",worker_id="9""#));
}

#[test]
fn histograms_add_up_by_layout() {
    let mut collector = Collector::start("histograms", &[]);
    let histogram = |counts: &[u64], layout: Value, overflow: u64| {
        let count = counts.iter().sum::<u64>() + overflow;
        let counts = counts.iter().map(u64::to_string).collect::<Vec<_>>();
        metric(json!({"metric": "latency", "valueHistogram": {"bucketCounts": counts, "count": count.to_string(),
            "bucketOptions": layout, "outlierStats": {"overflowCount": overflow.to_string(), "overflowMean": 100}}}))
    };
    let (linear, exponential) = (
        json!({"linear": {"numberOfBuckets": 3, "start": 1, "width": 2}}),
        json!({"exponential": {"numberOfBuckets": 3}}),
    );
    collector.report(&[
        message("7", "", histogram(&[1], linear.clone(), 0)),
        message("7", "", histogram(&[1, 0, 5], linear, 2)),
    ]);
    collector.report(&[message("7", "", histogram(&[0, 3], exponential, 0))]);
    collector.restart(true);
    let metrics = collector.metrics();
    let latency = |layout: &str, suffix: &str, bound: &str| {
        let layout = layout.replace('"', "\\\"");
        let worker = r#"project="cellar",job_id="heat",worker_id="7""#;
        let metric = r#"namespace="plant",step="Heat",metric="latency""#;
        let labels = format!(r#"{{{worker},{metric},layout="{layout}"{bound}}}"#);
        metrics.value(&format!("vitalwire_step_distribution{suffix}{labels}"))
    };
    let linear = r#"{"linear":{"numberOfBuckets":3,"start":1.0,"width":2.0}}"#;
    for (bound, count) in [("1.0", 0.0), ("3.0", 2.0), ("5.0", 2.0), ("7.0", 7.0), ("+Inf", 9.0)] {
        assert_eq!(latency(linear, "_bucket", &format!(",le=\"{bound}\"")), Some(count), "{bound}\n{}", metrics.0);
    }
    assert_eq!(latency(linear, "_count", ""), Some(9.0));
    let exponential = r#"{"exponential":{"numberOfBuckets":3}}"#;
    for (bound, count) in [("0.0", 0.0), ("2.0", 0.0), ("4.0", 3.0), ("8.0", 3.0), ("+Inf", 3.0)] {
        assert_eq!(latency(exponential, "_bucket", &format!(",le=\"{bound}\"")), Some(count), "{bound}");
    }
}

#[test]
fn a_restart_changes_nothing() {
    let mut collector = Collector::start("restart", &[]);
    for (name, json) in vitalwire_testing::golden() {
        match name {
            "SendWorkerMessagesRequest" => {
                assert_eq!(collector.post("/v1b3/projects/golden/WorkerMessages", json).status, 200, "{json}");
            }
            "CheckInRequest" => {
                assert_eq!(collector.post("/v2alpha1/workers/golden:checkIn", json).status, 200, "{json}");
            }
            _ => {}
        }
    }
    let threads = json!({"activeThreadCount": 3, "outstandingBytes": "5000000000"});
    let scaling = message("7", "", json!({"streamingScalingReport": threads}));
    let sampling = message("8", "", json!({"dataSamplingReport": {"elementsSampledCount": "300"}}));
    collector.report(&[scaling, sampling, message("7", "1.1.1", counted(5))]);

    let shown = |collector: &Collector| {
        let metrics = collector.metrics();
        metrics.check_unique();
        let of_workers =
            metrics.0.lines().filter(|line| !line.contains("_collector_") && !line.starts_with("process_"));
        (of_workers.map(str::to_owned).collect::<Vec<_>>(), collector.get("/fleet.json").text(), events(collector))
    };
    let before = shown(&collector);
    let value = |labels: &str| {
        let found =
            before.0.iter().filter(|line| line.contains(r#"job_id="heat""#)).find_map(|line| line.rsplit_once(labels));
        found.map(|(_, value)| value.trim().to_owned())
    };
    assert_eq!(value(r#"namespace="streamingScaling",metric="activeThreads"}"#).as_deref(), Some("3"));
    assert_eq!(value(r#"namespace="streamingScaling",metric="outstandingBytes"}"#).as_deref(), Some("5000000000"));
    assert_eq!(value(r#"namespace="dataSampling",metric="elementsSampled"}"#).as_deref(), Some("300"));
    for is_killed in [true, false] {
        collector.restart(is_killed);
        assert_eq!(shown(&collector), before);
    }
}
