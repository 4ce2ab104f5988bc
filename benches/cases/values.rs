//! Values of messages.

use vitalwire::dataflow::{
    Base2Exponent, CpuTime, DataflowGaugeValue, DataflowHistogramValue, HealthRequest, MessageList, Metric,
    MetricValue, OutlierStats, PerStepNamespaceMetrics, PerWorkerMetrics, ResourceUtilizationReport,
    SendWorkerMessagesRequest, WorkerHealthReport, WorkerMessage,
};
use vitalwire::profile::{Full, Item, ListStorage, Profile};
use vitalwire::proto::{Duration, List, OneOf, Timestamp};
use vitalwire::{Growable, Microcontroller, profile};

profile! {
    /// A worker that only sends pings.
    pub struct Pinging { labels: 2, label_key: 16, message: 0, code: 0, pods: 0 }
}

profile! {
    /// A worker that sends its log.
    pub struct Logging { message: 2048 }
}

type Ping = WorkerMessage<Pinging, WorkerHealthReport<Pinging>>;

const LOCATION: &str = "europe-west4";
const JOB_ID: &str = "2026-11-02_03_14_15-926535897932384626";
const WORKER_ID: &str = "streaming-orders-enrich-jmh-11020314-8k2f-harn-7fz1x";
/// 2026-11-02T12:00:00Z.
const NOON: i64 = 1_793_620_800;

pub fn health_ping() -> HealthRequest<Pinging> {
    request([ping(0)])
}

/// Returns a gateway's request, with a ping for each of many workers.
pub fn fleet(pings: i64) -> SendWorkerMessagesRequest<Pinging, List<Heap<Ping>>> {
    request(Heap((0..pings).map(ping).collect()).into())
}

fn ping(at: i64) -> Ping {
    message(at, health(at))
}

pub fn health<C: Profile>(at: i64) -> WorkerHealthReport<C> {
    WorkerHealthReport {
        vm_is_healthy: true,
        report_interval: Some(Duration::from_millis(300_000)),
        vm_startup_time: Some(time(at - 86_400, 0)),
        ..Default::default()
    }
}

pub fn cpu_samples() -> ResourceUtilizationReport<Microcontroller> {
    let rates = [0.1234, 0.0, 1.0 / 3.0, 0.97, 0.25, 0.618_033_988_749_894_9, 0.5, 0.043_210_987_654_321];
    let mut report = ResourceUtilizationReport::default();
    for (at, rate) in (0..).zip(rates) {
        let sample = CpuTime {
            rate,
            timestamp: Some(time(at, 250)),
            total_ms: 86_400_000 + at as u64 * 731,
            ..Default::default()
        };
        report.cpu_time.push(sample).unwrap();
    }
    report
}

pub fn step_metrics() -> PerWorkerMetrics<Microcontroller> {
    let buckets = [0, 1, 3, 17, 112, 640, 2048, 4711, 3000, 1201, 402, 99, 31, 7, 0, 2];
    let outliers = OutlierStats { overflow_count: 2, overflow_mean: 70_123.5, ..Default::default() };
    let histogram = DataflowHistogramValue::new(Base2Exponent::new(0, 16).unwrap(), &buckets, outliers).unwrap();
    let gauge = DataflowGaugeValue { measured_time: Some(time(0, 125)), value: 734_003_200, ..Default::default() };

    let mut step = PerStepNamespaceMetrics {
        metrics_namespace: "orders.enrich.BigTableLookup".try_into().unwrap(),
        original_step: "Enrich orders/Look up customers".try_into().unwrap(),
        ..Default::default()
    };
    for (name, value) in [
        ("rpc_latency_ms", Metric::Histogram(histogram)),
        ("elements_processed", Metric::Int64(1_204_331)),
        ("elements_dropped", Metric::Int64(17)),
        ("cache_bytes", Metric::Gauge64(gauge)),
    ] {
        let mut metric = MetricValue { metric: name.try_into().unwrap(), value: Some(value), ..Default::default() };
        metric.metric_labels.insert("method", "ReadRows").unwrap();
        metric.metric_labels.insert("table", "projects/shop/instances/main/tables/users").unwrap();
        step.metric_values.push(metric).unwrap();
    }
    let mut metrics = PerWorkerMetrics::default();
    metrics.per_step_namespace_metrics.push(step).unwrap();
    metrics
}

/// Returns a log in a log: quotes, paths, line breaks, colours.
pub fn escapes() -> HealthRequest<Logging> {
    logged(12)
}

/// Returns the same with `lines` lines.
pub fn log(lines: usize) -> HealthRequest<Growable> {
    logged(lines)
}

fn logged<C: Profile>(lines: usize) -> HealthRequest<C> {
    let line = "\u{1b}[31mERROR\u{1b}[0m {\"file\":\"C:\\worker\\bin\\run.rs\",\"line\":17,\"why\":\"disk \\\"D\\\"\"}\r\n\tat main\n";
    let report = WorkerHealthReport { msg: line.repeat(lines).as_str().try_into().unwrap(), ..Default::default() };
    request([message(0, report)])
}

/// Returns a message with many labels.
pub fn labels(count: usize) -> HealthRequest<Growable> {
    let mut message = WorkerMessage::new(time(0, 0), health(0));
    for at in 0..count {
        message.labels.insert(format!("LABEL_{at}").as_str(), format!("the value of label {at}").as_str()).unwrap();
    }
    request([message])
}

/// Returns a request with one message.
pub fn single<P: OneOf>(
    report: P,
) -> SendWorkerMessagesRequest<Microcontroller, [WorkerMessage<Microcontroller, P>; 1]> {
    request([message(8, report)])
}

pub fn request<C: Profile, M: MessageList>(messages: M) -> SendWorkerMessagesRequest<C, M> {
    SendWorkerMessagesRequest::new(LOCATION, messages).unwrap()
}

pub fn message<C: Profile, P: OneOf>(at: i64, payload: impl Into<P>) -> WorkerMessage<C, P> {
    let mut message = WorkerMessage::new(time(at, 250), payload);
    message.labels.insert("JOB_ID", JOB_ID).unwrap();
    message.labels.insert("WORKER_ID", WORKER_ID).unwrap();
    message
}

fn time(seconds: i64, millis: i64) -> Timestamp {
    Timestamp::from_unix_millis((NOON + seconds) * 1000 + millis).unwrap()
}

/// A list on the heap, without the feature `alloc`.
#[derive(Clone, Debug, PartialEq)]
pub struct Heap<T>(Vec<T>);

impl<T: Item> ListStorage for Heap<T> {
    type Element = T;

    const LIMIT: usize = usize::MAX;

    fn push(&mut self, element: T) -> Result<(), Full> {
        self.0.push(element);
        Ok(())
    }

    fn pop(&mut self) {
        self.0.pop();
    }

    fn clear(&mut self) {
        self.0.clear();
    }
}

impl<T> Default for Heap<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> AsRef<[T]> for Heap<T> {
    fn as_ref(&self) -> &[T] {
        &self.0
    }
}

impl<T> AsMut<[T]> for Heap<T> {
    fn as_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}
