//! What is decoded, as a user of other crates would declare it.
//!
//! Times are text here: nothing of serde's turns them into numbers.

use heapless::{LinearMap, String, Vec};
use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! mirrors {
    ($($Name:ident { $($(#[$meta:meta])? $field:ident: $Type:ty),* $(,)? })+) => { $(
        #[derive(Default, Deserialize, Serialize)]
        #[allow(dead_code, reason = "some members are read and dropped")]
        #[serde(rename_all = "camelCase")]
        pub struct $Name { $(#[serde(default)] $(#[$meta])? $field: $Type),* }
    )+ };
}

type Time = String<32>;

/// An integer in quotes.
#[derive(Default)]
struct Int64(i64);

impl<'de> Deserialize<'de> for Int64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&str>::deserialize(deserializer)?.parse().map(Self).map_err(D::Error::custom)
    }
}

impl Serialize for Int64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

mirrors! {
    Responses { worker_message_responses: Vec<Response, 4> }
    Response {
        streaming_scaling_report_response: Option<StreamingScalingReportResponse>,
        worker_health_report_response: Option<WorkerHealthReportResponse>,
        worker_metrics_response: Option<Empty>,
        worker_shutdown_notice_response: Option<Empty>,
        worker_thread_scaling_report_response: Option<WorkerThreadScalingReportResponse>,
    }
    StreamingScalingReportResponse { maximum_thread_count: i32 }
    WorkerHealthReportResponse { report_interval: Option<Time> }
    WorkerThreadScalingReportResponse { recommended_thread_count: i32 }
    Empty {}

    ErrorResponse { error: ErrorDetails }
    ErrorDetails {
        code: i32,
        #[serde(skip_serializing)]
        message: IgnoredAny,
        status: String<24>,
        #[serde(skip_serializing)]
        details: IgnoredAny,
    }

    CheckInResponse {
        deadline: Option<Time>,
        #[serde(skip_serializing)]
        features: IgnoredAny,
        #[serde(skip_serializing)]
        metadata: IgnoredAny,
    }

    Request { location: String<32>, worker_messages: Vec<Message, 4> }
    Message {
        labels: LinearMap<String<32>, String<64>, 4>,
        per_worker_metrics: Option<PerWorkerMetrics>,
        worker_health_report: Option<WorkerHealthReport>,
        worker_metrics: Option<WorkerMetrics>,
        time: Option<Time>,
    }
    WorkerHealthReport {
        msg: String<128>,
        report_interval: Option<Time>,
        vm_broken_code: String<32>,
        vm_is_broken: bool,
        vm_is_healthy: bool,
        vm_startup_time: Option<Time>,
    }
    WorkerMetrics { cpu_time: Vec<CpuTime, 8> }
    CpuTime { rate: f64, timestamp: Option<Time>, total_ms: Int64 }
    PerWorkerMetrics { per_step_namespace_metrics: Vec<PerStepNamespaceMetrics, 1> }
    PerStepNamespaceMetrics {
        metric_values: Vec<MetricValue, 8>,
        metrics_namespace: String<32>,
        original_step: String<32>,
    }
    MetricValue {
        metric: String<32>,
        metric_labels: LinearMap<String<48>, String<48>, 3>,
        value_int64: Int64,
        value_gauge64: Option<Gauge>,
        value_histogram: Option<Histogram>,
    }
    Gauge { measured_time: Option<Time>, value: Int64 }
    Histogram {
        bucket_counts: Vec<Int64, 20>,
        bucket_options: Option<BucketOptions>,
        count: Int64,
        outlier_stats: Option<OutlierStats>,
    }
    BucketOptions { exponential: Option<Base2Exponent> }
    Base2Exponent { number_of_buckets: i32, scale: i32 }
    OutlierStats { overflow_count: Int64, overflow_mean: f64, underflow_count: Int64, underflow_mean: f64 }
}
