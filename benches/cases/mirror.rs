//! Types to decode and to encode, as a user of other crates would declare them.
//!
//! Times are strings here: serde neither parses nor prints them.

use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An integer in quotes.
#[derive(Default, PartialEq)]
pub struct Int64(pub i64);

impl<'de> Deserialize<'de> for Int64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&str>::deserialize(deserializer)?.parse().map(Self).map_err(D::Error::custom)
    }
}

impl Serialize for Int64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Faster than `collect_str`, which formats.
        serializer.serialize_str(itoa::Buffer::new().format(self.0))
    }
}

/// Whether a member is left out, as in our JSON.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

macro_rules! mirrors {
    ($($Name:ident { $($(#[$meta:meta])? $field:ident: $Type:ty),* $(,)? })+) => { $(
        #[derive(Default, Deserialize, PartialEq, Serialize)]
        #[allow(dead_code, reason = "some members are read and dropped")]
        #[serde(rename_all = "camelCase")]
        pub struct $Name {
            $(#[serde(default, skip_serializing_if = "is_default")] $(#[$meta])? pub $field: $Type),*
        }
    )+ };
}

/// The mirrors of messages, with or without capacities.
macro_rules! mirrors_with {
    ($text:ident $list:ident $map:ident) => {
        mirrors! {
            Responses { worker_message_responses: $list!(Response, 4) }
            Response {
                streaming_scaling_report_response: Option<StreamingScalingReportResponse>,
                worker_health_report_response: Option<WorkerHealthReportResponse>,
                worker_metrics_response: Option<Empty>,
                worker_shutdown_notice_response: Option<Empty>,
                worker_thread_scaling_report_response: Option<WorkerThreadScalingReportResponse>,
            }
            StreamingScalingReportResponse { maximum_thread_count: i32 }
            WorkerHealthReportResponse { report_interval: Option<$text!(32)> }
            WorkerThreadScalingReportResponse { recommended_thread_count: i32 }
            Empty {}

            ErrorResponse { error: ErrorDetails }
            ErrorDetails {
                code: i32,
                #[serde(skip_serializing)]
                message: IgnoredAny,
                status: $text!(24),
                #[serde(skip_serializing)]
                details: IgnoredAny,
            }

            CheckInResponse {
                deadline: Option<$text!(32)>,
                #[serde(skip_serializing)]
                features: IgnoredAny,
                #[serde(skip_serializing)]
                metadata: IgnoredAny,
            }

            Request { location: $text!(32), worker_messages: $list!(Message, 4) }
            Message {
                labels: $map!(32, 64, 4),
                per_worker_metrics: Option<PerWorkerMetrics>,
                worker_health_report: Option<WorkerHealthReport>,
                worker_metrics: Option<WorkerMetrics>,
                time: Option<$text!(32)>,
            }
            WorkerHealthReport {
                msg: $text!(128),
                report_interval: Option<$text!(32)>,
                vm_broken_code: $text!(32),
                vm_is_broken: bool,
                // Ours is in the JSON even if it's false.
                vm_is_healthy: Option<bool>,
                vm_startup_time: Option<$text!(32)>,
            }
            WorkerMetrics { cpu_time: $list!(CpuTime, 8) }
            CpuTime { rate: f64, timestamp: Option<$text!(32)>, total_ms: Int64 }
            PerWorkerMetrics { per_step_namespace_metrics: $list!(PerStepNamespaceMetrics, 1) }
            PerStepNamespaceMetrics {
                metric_values: $list!(MetricValue, 8),
                metrics_namespace: $text!(32),
                original_step: $text!(32),
            }
            MetricValue {
                metric: $text!(32),
                metric_labels: $map!(48, 48, 3),
                value_int64: Int64,
                value_gauge64: Option<Gauge>,
                value_histogram: Option<Histogram>,
            }
            Gauge { measured_time: Option<$text!(32)>, value: Int64 }
            Histogram {
                bucket_counts: $list!(Int64, 20),
                bucket_options: Option<BucketOptions>,
                count: Int64,
                outlier_stats: Option<OutlierStats>,
            }
            BucketOptions { exponential: Option<Base2Exponent> }
            Base2Exponent { number_of_buckets: i32, scale: i32 }
            OutlierStats { overflow_count: Int64, overflow_mean: f64, underflow_count: Int64, underflow_mean: f64 }
        }
    };
}

/// Mirrors of messages in a microcontroller's profile.
pub mod fixed {
    use super::{Deserialize, IgnoredAny, Int64, Serialize, is_default};

    macro_rules! text {
        ($capacity:literal) => { heapless::String<$capacity> };
    }
    macro_rules! list {
        ($Element:ty, $capacity:literal) => { heapless::Vec<$Element, $capacity> };
    }
    macro_rules! map {
        ($key:literal, $value:literal, $capacity:literal) => {
            heapless::LinearMap<heapless::String<$key>, heapless::String<$value>, $capacity>
        };
    }

    mirrors_with! { text list map }
}

/// Mirrors of growable messages.
pub mod growable {
    use super::{Deserialize, IgnoredAny, Int64, Serialize, is_default};

    macro_rules! text {
        ($capacity:literal) => {
            String
        };
    }
    macro_rules! list {
        ($Element:ty, $capacity:literal) => { Vec<$Element> };
    }
    macro_rules! map {
        ($key:literal, $value:literal, $capacity:literal) => { std::collections::BTreeMap<String, String> };
    }

    mirrors_with! { text list map }
}
