//! The longest value of every message, which is as long as its `MAX_JSON_LEN` says, and can be read again.

use serde::Serialize;
use vitalwire::capacity::{Buffer, Capacity, Entries, Name, Slots};
use vitalwire::dataflow::*;
use vitalwire::genomics::*;
use vitalwire::proto::*;
use vitalwire::rpc::Status;
use vitalwire::{MaxJsonLen, Microcontroller, Sidecar, capacities, json};

capacities! {
    /// Nothing but health and numbers.
    struct Bare {
        labels: 0, message: 0, code: 1, pods: 0, parameters: 0, metadata: 0, containers: 0, cpu_samples: 1,
        metric_labels: 0, buckets: 0, attached_disks: 1, disk_name: 0, sos_report: 0, events: 0, details: 3, any: 1,
        ..MICROCONTROLLER
    }
}

capacities! {
    /// Odd sizes, and containers that hold containers that hold containers.
    struct Deep {
        labels: 3, label_key: 1, label_value: 0, containers: 1, sos_report: 7, gpu_samples: 2, ..MICROCONTROLLER
    }
    containers: Sidecar
}

macro_rules! check_profiles {
    ($($Profile:ident),+) => { { $( {
        type C = $Profile;
        check::<SendWorkerMessagesRequest<C>>();
        check::<HealthRequest<C>>();
        check::<WorkerMessage<C>>();
        check::<DataSamplingReport>();
        check::<PerWorkerMetrics<C>>();
        check::<PerStepNamespaceMetrics<C>>();
        check::<MetricValue<C>>();
        check::<DataflowGaugeValue>();
        check::<DataflowHistogramValue<C>>();
        check::<BucketOptions>();
        check::<Base2Exponent>();
        check::<Linear>();
        check::<OutlierStats>();
        check::<StreamingScalingReport>();
        check::<WorkerHealthReport<C>>();
        check::<WorkerLifecycleEvent<C>>();
        check::<WorkerMessageCode<C>>();
        check::<ResourceUtilizationReport<C>>();
        check::<CpuTime>();
        check::<GpuUsage>();
        check::<GpuUtilization>();
        check::<MemInfo>();
        check::<WorkerShutdownNotice<C>>();
        check::<WorkerThreadScalingReport>();
        check::<SendWorkerMessagesResponse<C>>();
        check::<WorkerMessageResponse>();
        check::<StreamingScalingReportResponse>();
        check::<WorkerHealthReportResponse>();
        check::<ResourceUtilizationReportResponse>();
        check::<WorkerShutdownNoticeResponse>();
        check::<WorkerThreadScalingReportResponse>();
        check::<CheckInRequest<C>>();
        check::<CheckInResponse<Any<<C as Capacity>::Any>, Any<<C as Capacity>::Any>>>();
        check::<Status<C>>();
        check::<TimestampedEvent<Any<<C as Capacity>::Any>>>();
        check::<WorkerStatus<C>>();
        check::<DiskStatus>();
        check::<Empty>();
    } )+ } };
}

#[test]
fn the_longest_encoding_is_as_long_as_promised() {
    super::with_large_stack(|| check_profiles!(Microcontroller, Sidecar, Bare, Deep));
}

#[track_caller]
fn check<M: Longest + Message + MaxJsonLen>() {
    let longest = Box::new(M::longest());
    let mut buffer = vec![0; M::MAX_JSON_LEN];
    let json = json::to_slice(&*longest, &mut buffer).expect("a buffer that is large enough");
    assert_eq!(json.len(), M::MAX_JSON_LEN, "{}", std::any::type_name::<M>());
    assert!(*Box::new(json::from_slice::<M>(json).expect("JSON")) == *longest, "{}", std::any::type_name::<M>());
}

/// Has a longest value.
trait Longest {
    fn longest() -> Self;
}

macro_rules! longest {
    ($($Type:ty = $value:expr;)+) => { $( impl Longest for $Type { fn longest() -> Self { $value } } )+ };
}

longest! {
    i32 = i32::MIN;
    i64 = i64::MIN;
    u64 = u64::MAX;
    f64 = -f64::MIN_POSITIVE;
    Finite = Finite::new(-f64::MIN_POSITIVE).expect("finite");
    Width = Width::new(f64::MIN_POSITIVE).expect("a width");
    BucketCount = BucketCount::new(i32::MAX).expect("a count");
    Scale = Scale::new(-3).expect("a scale");
    Timestamp = Timestamp::MAX;
    Duration = Duration::MIN;
    LifecycleEvent = LifecycleEvent::StagingFilesDownloadFinish;
}

impl<T: Longest> Longest for Option<T> {
    fn longest() -> Self {
        Some(T::longest())
    }
}

impl<T: Longest> Longest for [T; 1] {
    fn longest() -> Self {
        [T::longest()]
    }
}

impl<B: Buffer, N: Name> Longest for Text<B, N> {
    fn longest() -> Self {
        nth_longest_text(0)
    }
}

/// One of several texts that fill their capacity, while they can differ.
fn nth_longest_text<B: Buffer, N: Name>(nth: usize) -> Text<B, N> {
    let text = format!("{nth:>width$}", width = B::LIMIT);
    text.get(text.len() - B::LIMIT..).and_then(|text| Text::new(text).ok()).expect("room for it")
}

impl<S: Slots<Element: Longest>, N: Name> Longest for List<S, N> {
    fn longest() -> Self {
        let mut list = Self::default();
        for _ in 0..S::LIMIT {
            list.push(S::Element::longest()).expect("room for it");
        }
        list
    }
}

impl<S: Slots<Element = u8>, N: Name> Longest for Bytes<S, N> {
    fn longest() -> Self {
        Self::new(&vec![0xFF; S::LIMIT]).expect("room for it")
    }
}

impl<B, M, E, N, V> Longest for Map<E, N>
where
    B: Buffer,
    M: Name,
    E: Entries<Key = Text<B, M>, Value = V>,
    N: Name,
    V: Longest + Clone,
{
    fn longest() -> Self {
        let mut map = Self::default();
        if E::LIMIT > 0 {
            let value = V::longest();
            for nth in 0..E::LIMIT {
                let (key, value): (Text<B, M>, V) = (nth_longest_text(nth), value.clone());
                map.insert(key, value).expect("room for it");
            }
        }
        map
    }
}

impl<B: Buffer, N: Name> Longest for Struct<B, N> {
    fn longest() -> Self {
        match B::LIMIT {
            0..6 => Self::default(),
            limit => Self::new(&format!(r#"{{"{}":1}}"#, "x".repeat(limit - 6))).expect("room for it"),
        }
    }
}

impl<B: Buffer, N: Name> Longest for Any<B, N> {
    fn longest() -> Self {
        match B::LIMIT {
            0..14 => Self::default(),
            limit => Self::new(&format!(r#"{{"@type":"/{}"}}"#, "x".repeat(limit - 13))).expect("room for it"),
        }
    }
}

/// The longest of several values.
fn longest_of<T: Serialize>(values: impl IntoIterator<Item = T>) -> T {
    values.into_iter().max_by_key(|value| json::encoded_len(value).ok()).expect("a value")
}

impl<C: Capacity> Longest for SendWorkerMessagesRequest<C> {
    fn longest() -> Self {
        Self { location: Longest::longest(), worker_messages: Longest::longest() }
    }
}

impl<C: Capacity> Longest for HealthRequest<C> {
    fn longest() -> Self {
        Self { location: Longest::longest(), worker_messages: Longest::longest() }
    }
}

impl<C: Capacity, P: OneOf + Longest> Longest for WorkerMessage<C, P> {
    fn longest() -> Self {
        Self { labels: Longest::longest(), payload: Longest::longest(), time: Longest::longest() }
    }
}

impl<C: Capacity> Longest for Payload<C> {
    fn longest() -> Self {
        let message = |payload: Self| WorkerMessage::<C> { payload: Some(payload), ..Default::default() };
        longest_of([
            message(DataSamplingReport::longest().into()),
            message(PerWorkerMetrics::longest().into()),
            message(StreamingScalingReport::longest().into()),
            message(WorkerHealthReport::longest().into()),
            message(WorkerLifecycleEvent::longest().into()),
            message(WorkerMessageCode::longest().into()),
            message(ResourceUtilizationReport::longest().into()),
            message(WorkerShutdownNotice::longest().into()),
            message(WorkerThreadScalingReport::longest().into()),
        ])
        .payload
        .expect("a payload")
    }
}

impl<C: Capacity> Longest for Metric<C> {
    fn longest() -> Self {
        let value = |metric| MetricValue::<C> { value: Some(metric), ..Default::default() };
        longest_of([
            value(Self::Int64(i64::MIN)),
            value(Self::Gauge64(Longest::longest())),
            value(Self::Histogram(Longest::longest())),
        ])
        .value
        .expect("a metric")
    }
}

impl Longest for BucketLayout {
    fn longest() -> Self {
        let options = |layout| BucketOptions { layout: Some(layout) };
        longest_of([options(Self::Exponential(Longest::longest())), options(Self::Linear(Longest::longest()))])
            .layout
            .expect("a layout")
    }
}

impl<C: Capacity> Longest for WorkerHealthReport<C> {
    fn longest() -> Self {
        Self {
            msg: Longest::longest(),
            pods: Longest::longest(),
            report_interval: Longest::longest(),
            vm_broken_code: Longest::longest(),
            vm_is_broken: true,
            vm_is_healthy: false,
            vm_startup_time: Longest::longest(),
        }
    }
}

impl Longest for Empty {
    fn longest() -> Self {
        Self
    }
}

/// Messages that are longest where each of their fields is.
macro_rules! field_by_field {
    ($([$($generics:tt)*] $Message:ty { $($field:ident),* })+) => { $(
        impl<$($generics)*> Longest for $Message {
            fn longest() -> Self {
                Self { $($field: Longest::longest()),* }
            }
        }
    )+ };
}

field_by_field! {
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
    [C: Capacity] WorkerLifecycleEvent<C> { container_start_time, event, metadata }
    [C: Capacity] WorkerMessageCode<C> { code, parameters }
    [C: Capacity] ResourceUtilizationReport<C> { containers, cpu_time, gpu_usage, memory_info }
    [] CpuTime { rate, timestamp, total_ms }
    [] GpuUsage { timestamp, utilization }
    [] GpuUtilization { rate }
    [] MemInfo { current_limit_bytes, current_ooms, current_rss_bytes, timestamp, total_gb_ms }
    [C: Capacity] WorkerShutdownNotice<C> { reason }
    [] WorkerThreadScalingReport { current_thread_count }
    [C: Capacity] SendWorkerMessagesResponse<C> { worker_message_responses }
    [] WorkerMessageResponse {
        streaming_scaling_report_response, worker_health_report_response, worker_metrics_response,
        worker_shutdown_notice_response, worker_thread_scaling_report_response
    }
    [] StreamingScalingReportResponse { maximum_thread_count }
    [] WorkerHealthReportResponse { report_interval }
    [] ResourceUtilizationReportResponse {}
    [] WorkerShutdownNoticeResponse {}
    [] WorkerThreadScalingReportResponse { recommended_thread_count }
    [B: Buffer, N: Name] CheckInResponse<Any<B, N>, Any<B, N>> { deadline, features, metadata }
    [C: Capacity] CheckInRequest<C> { deadline_expired, event, events, result, sos_report, worker_status }
    [C: Capacity] Status<C> { code, details, message }
    [B: Buffer, N: Name] TimestampedEvent<Any<B, N>> { data, timestamp }
    [C: Capacity] WorkerStatus<C> { attached_disks, boot_disk, free_ram_bytes, total_ram_bytes, uptime_seconds }
    [] DiskStatus { free_space_bytes, total_space_bytes }
}
