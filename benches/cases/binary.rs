//! The messages to encode as binary protobuf, as prost generates them from a schema.
//!
//! serde is for their checks: they are filled from our JSON, and compared with it.

use super::mirror::{Int64, is_default};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vitalwire::proto;

macro_rules! messages {
    ($($Name:ident { $($(#[$meta:meta])+ $field:ident: $Type:ty),* $(,)? })+) => { $(
        #[derive(Clone, Deserialize, PartialEq, prost::Message, Serialize)]
        #[serde(default, rename_all = "camelCase")]
        pub struct $Name { $(#[serde(skip_serializing_if = "is_default")] $(#[$meta])+ pub $field: $Type),* }
    )+ };
}

messages! {
    Request {
        #[prost(string, tag = "1")]
        location: String,
        #[prost(message, repeated, tag = "2")]
        worker_messages: Vec<Message>,
    }
    Message {
        #[prost(btree_map = "string, string", tag = "1")]
        labels: BTreeMap<String, String>,
        #[prost(message, optional, tag = "2")]
        time: Option<Timestamp>,
        #[prost(oneof = "Payload", tags = "3, 4, 5")]
        #[serde(flatten)]
        payload: Option<Payload>,
    }
    WorkerHealthReport {
        #[prost(string, tag = "1")]
        msg: String,
        #[prost(message, optional, tag = "2")]
        report_interval: Option<Duration>,
        #[prost(string, tag = "3")]
        vm_broken_code: String,
        #[prost(bool, tag = "4")]
        vm_is_broken: bool,
        #[prost(bool, optional, tag = "5")]
        vm_is_healthy: Option<bool>,
        #[prost(message, optional, tag = "6")]
        vm_startup_time: Option<Timestamp>,
    }
    WorkerMetrics {
        #[prost(message, repeated, tag = "1")]
        cpu_time: Vec<CpuTime>,
    }
    CpuTime {
        #[prost(double, tag = "1")]
        rate: f64,
        #[prost(message, optional, tag = "2")]
        timestamp: Option<Timestamp>,
        #[prost(int64, tag = "3")]
        #[serde(with = "int64")]
        total_ms: i64,
    }
    PerWorkerMetrics {
        #[prost(message, repeated, tag = "1")]
        per_step_namespace_metrics: Vec<PerStepNamespaceMetrics>,
    }
    PerStepNamespaceMetrics {
        #[prost(message, repeated, tag = "1")]
        metric_values: Vec<MetricValue>,
        #[prost(string, tag = "2")]
        metrics_namespace: String,
        #[prost(string, tag = "3")]
        original_step: String,
    }
    MetricValue {
        #[prost(string, tag = "1")]
        metric: String,
        #[prost(btree_map = "string, string", tag = "2")]
        metric_labels: BTreeMap<String, String>,
        #[prost(oneof = "Metric", tags = "3, 4, 5")]
        #[serde(flatten)]
        value: Option<Metric>,
    }
    Gauge {
        #[prost(message, optional, tag = "1")]
        measured_time: Option<Timestamp>,
        #[prost(int64, tag = "2")]
        #[serde(with = "int64")]
        value: i64,
    }
    Histogram {
        #[prost(int64, repeated, tag = "1")]
        #[serde(with = "int64::list")]
        bucket_counts: Vec<i64>,
        #[prost(message, optional, tag = "2")]
        bucket_options: Option<BucketOptions>,
        #[prost(int64, tag = "3")]
        #[serde(with = "int64")]
        count: i64,
        #[prost(message, optional, tag = "4")]
        outlier_stats: Option<OutlierStats>,
    }
    BucketOptions {
        #[prost(message, optional, tag = "1")]
        exponential: Option<Base2Exponent>,
    }
    Base2Exponent {
        #[prost(int32, tag = "1")]
        number_of_buckets: i32,
        #[prost(int32, tag = "2")]
        scale: i32,
    }
    OutlierStats {
        #[prost(int64, tag = "1")]
        #[serde(with = "int64")]
        overflow_count: i64,
        #[prost(double, tag = "2")]
        overflow_mean: f64,
        #[prost(int64, tag = "3")]
        #[serde(with = "int64")]
        underflow_count: i64,
        #[prost(double, tag = "4")]
        underflow_mean: f64,
    }
}

#[derive(Clone, Deserialize, PartialEq, prost::Oneof, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Payload {
    #[prost(message, tag = "3")]
    PerWorkerMetrics(PerWorkerMetrics),
    #[prost(message, tag = "4")]
    WorkerHealthReport(WorkerHealthReport),
    #[prost(message, tag = "5")]
    WorkerMetrics(WorkerMetrics),
}

#[derive(Clone, Deserialize, PartialEq, prost::Oneof, Serialize)]
pub enum Metric {
    #[prost(int64, tag = "3")]
    #[serde(rename = "valueInt64", with = "int64")]
    Int64(i64),
    #[prost(message, tag = "4")]
    #[serde(rename = "valueGauge64")]
    Gauge64(Gauge),
    #[prost(message, tag = "5")]
    #[serde(rename = "valueHistogram")]
    Histogram(Histogram),
}

/// Times, with the types that are their text in JSON.
macro_rules! times {
    ($($Name:ident $text:literal)+) => { $(
        #[derive(Clone, Copy, Deserialize, PartialEq, prost::Message, Serialize)]
        #[serde(from = $text, into = $text)]
        pub struct $Name {
            #[prost(int64, tag = "1")]
            pub seconds: i64,
            #[prost(int32, tag = "2")]
            pub nanos: i32,
        }

        impl From<proto::$Name> for $Name {
            fn from(time: proto::$Name) -> Self {
                Self { seconds: time.seconds(), nanos: time.nanos() as i32 }
            }
        }

        impl From<$Name> for proto::$Name {
            fn from($Name { seconds, nanos }: $Name) -> Self {
                Self::new(seconds, nanos.try_into().unwrap()).unwrap()
            }
        }
    )+ };
}

times! { Timestamp "proto::Timestamp" Duration "proto::Duration" }

/// Integers that JSON has in quotes.
mod int64 {
    use super::Int64;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(value: &i64, serializer: S) -> Result<S::Ok, S::Error> {
        Int64(*value).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        Int64::deserialize(deserializer).map(|Int64(value)| value)
    }

    pub mod list {
        use super::{Deserialize, Deserializer, Int64, Serializer};

        pub fn serialize<S: Serializer>(values: &[i64], serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(values.iter().copied().map(Int64))
        }

        pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i64>, D::Error> {
            let values = Vec::deserialize(deserializer)?;
            Ok(values.into_iter().map(|Int64(value)| value).collect())
        }
    }
}
