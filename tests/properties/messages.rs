//! Random messages.

use super::values::{Random, map_of, random};
use proptest::prelude::*;
use vitalwire::capacity::Capacity;
use vitalwire::dataflow::*;
use vitalwire::genomics::*;
use vitalwire::proto::{AnyValue, Finite, OneOf, StructValue};
use vitalwire::rpc::Status;

/// Messages whose fields are random independently of each other.
macro_rules! random_messages {
    ($([$($generics:tt)*] $Message:ty { $($field:ident),+ })+) => { $(
        impl<$($generics)*> Random for $Message {
            fn random() -> BoxedStrategy<Self> {
                ($(random_messages!(@random $field),)+).prop_map(|($($field,)+)| Self { $($field),+ }).boxed()
            }
        }
    )+ };
    (@random $field:ident) => { random() };
}

random_messages! {
    [C: Capacity, M: MessageList + Random] SendWorkerMessagesRequest<C, M> { location, worker_messages }
    [C: Capacity, P: OneOf + Random] WorkerMessage<C, P> { labels, payload, time }

    [] DataSamplingReport {
        bytes_written_delta, elements_sampled_bytes, elements_sampled_count, exceptions_sampled_count,
        pcollections_sampled_count, persistence_errors_count, translation_errors_count
    }
    [C: Capacity] PerWorkerMetrics<C> { per_step_namespace_metrics }
    [C: Capacity] PerStepNamespaceMetrics<C> { metric_values, metrics_namespace, original_step }
    [C: Capacity] MetricValue<C> { metric, metric_labels, value }
    [] DataflowGaugeValue { measured_time, value }
    [C: Capacity] DataflowHistogramValue<C> { bucket_counts, bucket_options, count, outlier_stats }
    [] BucketOptions { layout }
    [] Base2Exponent { number_of_buckets, scale }
    [] Linear { number_of_buckets, start, width }
    [] OutlierStats { overflow_count, overflow_mean, underflow_count, underflow_mean }
    [] StreamingScalingReport {
        active_bundle_count, active_thread_count, maximum_bundle_count, maximum_bytes, maximum_bytes_count,
        maximum_thread_count, outstanding_bundle_count, outstanding_bytes, outstanding_bytes_count
    }
    [C: Capacity, P: StructValue + Random] WorkerHealthReport<C, P> {
        msg, pods, report_interval, vm_broken_code, vm_is_broken, vm_is_healthy, vm_startup_time
    }
    [C: Capacity] WorkerLifecycleEvent<C> { container_start_time, event, metadata }
    [C: Capacity, P: StructValue + Random] WorkerMessageCode<C, P> { code, parameters }
    [] CpuTime { rate, timestamp, total_ms }
    [] GpuUsage { timestamp, utilization }
    [] GpuUtilization { rate }
    [] MemInfo { current_limit_bytes, current_ooms, current_rss_bytes, timestamp, total_gb_ms }
    [C: Capacity] WorkerShutdownNotice<C> { reason }
    [] WorkerThreadScalingReport { current_thread_count }

    [C: Capacity, E: AnyValue + Random] CheckInRequest<C, E> {
        deadline_expired, event, events, result, sos_report, worker_status
    }
    [E: AnyValue + Random] TimestampedEvent<E> { data, timestamp }
    [C: Capacity, D: AnyValue + Random] Status<C, D> { code, details, message }
    [C: Capacity] WorkerStatus<C> { attached_disks, boot_disk, free_ram_bytes, total_ram_bytes, uptime_seconds }
    [] DiskStatus { free_space_bytes, total_space_bytes }
}

impl<C: Capacity> Random for ResourceUtilizationReport<C> {
    fn random() -> BoxedStrategy<Self> {
        nested(2)
    }
}

/// With containers that hold containers, so many levels deep.
fn nested<C: Capacity>(levels: u32) -> BoxedStrategy<ResourceUtilizationReport<C>> {
    let containers = match levels {
        0 => Just(Default::default()).boxed(),
        _ => map_of(nested::<C::Container>(levels - 1)),
    };
    (containers, random(), random(), random())
        .prop_map(|(containers, cpu_time, gpu_usage, memory_info)| ResourceUtilizationReport {
            containers,
            cpu_time,
            gpu_usage,
            memory_info,
        })
        .boxed()
}

macro_rules! random_oneofs {
    ($([$($generics:tt)*] $OneOf:ty { $($Member:ident),+ })+) => { $(
        impl<$($generics)*> Random for $OneOf {
            fn random() -> BoxedStrategy<Self> {
                prop_oneof![$(random().prop_map(Self::$Member)),+].boxed()
            }
        }
    )+ };
}

random_oneofs! {
    [C: Capacity] Payload<C> {
        DataSamplingReport, PerWorkerMetrics, StreamingScalingReport, WorkerHealthReport, WorkerLifecycleEvent,
        WorkerMessageCode, WorkerMetrics, WorkerShutdownNotice, WorkerThreadScalingReport
    }
    [C: Capacity] Metric<C> { Int64, Gauge64, Histogram }
    [] BucketLayout { Exponential, Linear }
}

/// Numbers that the wire restricts.
macro_rules! random_within {
    ($($Type:ty = $strategy:expr;)+) => { $(
        impl Random for $Type {
            fn random() -> BoxedStrategy<Self> {
                $strategy.prop_filter_map("out of range", |value| Self::new(value).ok()).boxed()
            }
        }
    )+ };
}

random_within! {
    BucketCount = prop_oneof![1..300_i32, random::<i32>()];
    Scale = -3..=3_i32;
    Finite = random::<f64>();
    Width = random::<f64>().prop_map(f64::abs);
}

impl Random for LifecycleEvent {
    fn random() -> BoxedStrategy<Self> {
        prop_oneof![3 => 1..8_i32, 1 => random::<i32>()]
            .prop_filter_map("0 is reserved", |number| Self::from_number(number).ok())
            .boxed()
    }
}
