//! What workers are told.

use crate::support::Collector;
use serde_json::{Value, json};
use vitalwire::proto::Timestamp;

#[test]
fn each_kind_has_its_response() {
    let collector = Collector::start("responses", &["--report-interval", "1m30s", "--threads", "12"]);
    let to = |message: Value| collector.report(&[message]);
    assert_eq!(
        to(json!({"workerHealthReport": {}})),
        json!([{"workerHealthReportResponse": {"reportInterval": "90s"}}])
    );
    assert_eq!(to(json!({"workerMetrics": {}})), json!([{"workerMetricsResponse": {}}]));
    assert_eq!(
        to(json!({"workerShutdownNotice": {"reason": "PREEMPTION"}})),
        json!([{"workerShutdownNoticeResponse": {}}])
    );
    let streaming = json!([{"streamingScalingReportResponse": {"maximumThreadCount": 12}}]);
    assert_eq!(to(json!({"streamingScalingReport": {}})), streaming);
    let batch = json!([{"workerThreadScalingReportResponse": {"recommendedThreadCount": 12}}]);
    assert_eq!(to(json!({"workerThreadScalingReport": {}})), batch);
    // These have none in the API.
    for message in [
        json!({"workerLifecycleEvent": {"event": "OS_START"}}),
        json!({"workerMessageCode": {"code": "a.example/code"}}),
        json!({"dataSamplingReport": {}}),
        json!({"perWorkerMetrics": {}}),
        json!({}),
    ] {
        assert_eq!(to(message.clone()), Value::Null, "{message}");
    }
    let both = [json!({"workerMetrics": {}}), json!({"dataSamplingReport": {}}), json!({"workerHealthReport": {}})];
    let expected = json!([{"workerMetricsResponse": {}}, {"workerHealthReportResponse": {"reportInterval": "90s"}}]);
    assert_eq!(collector.report(&both), expected);
}

#[test]
fn without_a_number_of_threads_workers_choose() {
    let collector = Collector::start("threads", &[]);
    let reports = [json!({"streamingScalingReport": {}}), json!({"workerThreadScalingReport": {}})];
    assert_eq!(collector.report(&reports), Value::Null);
    let interval = collector.report(&[json!({"workerHealthReport": {}})]);
    assert_eq!(interval, json!([{"workerHealthReportResponse": {"reportInterval": "60s"}}]));
}

#[test]
fn a_check_in_has_a_deadline() {
    let collector = Collector::start("deadline", &["--deadline", "1h"]);
    for path in ["workers/boiler-7", "projects/cellar/workers/a%2Fb", "workers/%F0%9F%94%A5?prettyPrint=false"] {
        let path = path.replacen('?', ":checkIn?", 1);
        let path = if path.contains('?') { path } else { path + ":checkIn" };
        let before = Timestamp::try_from(std::time::SystemTime::now()).unwrap();
        let response = collector.post(&format!("/v2alpha1/{path}"), r#"{"deadlineExpired": {}}"#);
        let after = Timestamp::try_from(std::time::SystemTime::now()).unwrap();
        assert_eq!(response.status, 200);
        assert!(response.head.contains("\ndate: "), "{}", response.head);
        let body = response.json();
        let deadline = body["deadline"].as_str().unwrap().parse::<Timestamp>().unwrap();
        let hour = std::time::Duration::from_secs(3600);
        assert!(before.saturating_add(hour) <= deadline && deadline <= after.saturating_add(hour), "{deadline}");
        assert_eq!(body.as_object().unwrap().len(), 1);
    }
    let workers = collector.get("/fleet.json").json();
    let names = workers["workers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|worker| (worker["project"].as_str().unwrap(), worker["name"].as_str().unwrap()));
    assert_eq!(names.collect::<Vec<_>>(), [("", "boiler-7"), ("cellar", "a/b"), ("", "🔥")]);
}
