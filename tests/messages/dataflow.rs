//! Golden encodings of `SendWorkerMessagesRequest` and all messages in it.

use super::Profile;
use super::golden::golden;
use vitalwire::BuildError;
use vitalwire::dataflow::*;
use vitalwire::proto::{Duration, Timestamp};

fn time() -> Timestamp {
    Timestamp::new(1_795_310_520, 250_000_000).expect("a time")
}

#[test]
fn requests() -> Result<(), BuildError> {
    type Request = SendWorkerMessagesRequest<Profile>;
    type Message = WorkerMessage<Profile>;

    let mut message = Message::new(time(), WorkerThreadScalingReport { current_thread_count: 3, ..Default::default() });
    message.labels.insert("JOB_ID", "2026-11-21_17_22_00-1234567890123456789")?;
    message.labels.insert("WORKER_ID", "boiler-7")?;

    let mut request = Request::new("europe-west1", Messages::<Profile>::default())?;
    request.worker_messages.push(message.clone())?;
    request.worker_messages.push(Message::new(time(), WorkerShutdownNotice::new("PREEMPTION")?))?;
    request.worker_messages.push(Message::new(time(), DataSamplingReport::default()))?;
    request.worker_messages.push(Message::new(time(), PerWorkerMetrics::default()))?;
    request.worker_messages.push(Message::new(time(), StreamingScalingReport::default()))?;
    request.worker_messages.push(Message::new(time(), WorkerHealthReport::default()))?;
    request.worker_messages.push(Message::new(time(), WorkerLifecycleEvent::default()))?;
    request.worker_messages.push(Message::new(time(), WorkerMessageCode::default()))?;
    request.worker_messages.push(Message::new(time(), ResourceUtilizationReport::default()))?;

    let ping = WorkerMessage::<Profile, _> {
        payload: Some(WorkerHealthReport::<Profile> { vm_is_healthy: true, ..Default::default() }),
        ..Default::default()
    };
    let notice = WorkerMessage::<Profile, _> {
        payload: Some(WorkerShutdownNotice::<Profile>::new("PREEMPTION")?),
        ..Default::default()
    };

    golden("SendWorkerMessagesRequest", &Request::default(), "{}");
    golden(
        "SendWorkerMessagesRequest",
        &request,
        concat!(
            r#"{"location":"europe-west1","workerMessages":["#,
            r#"{"labels":{"JOB_ID":"2026-11-21_17_22_00-1234567890123456789","WORKER_ID":"boiler-7"},"#,
            r#""workerThreadScalingReport":{"currentThreadCount":3},"time":"2026-11-22T01:22:00.250Z"},"#,
            r#"{"workerShutdownNotice":{"reason":"PREEMPTION"},"time":"2026-11-22T01:22:00.250Z"},"#,
            r#"{"dataSamplingReport":{},"time":"2026-11-22T01:22:00.250Z"},"#,
            r#"{"perWorkerMetrics":{},"time":"2026-11-22T01:22:00.250Z"},"#,
            r#"{"streamingScalingReport":{},"time":"2026-11-22T01:22:00.250Z"},"#,
            r#"{"workerHealthReport":{"vmIsHealthy":false},"time":"2026-11-22T01:22:00.250Z"},"#,
            r#"{"workerLifecycleEvent":{},"time":"2026-11-22T01:22:00.250Z"},"#,
            r#"{"workerMessageCode":{},"time":"2026-11-22T01:22:00.250Z"},"#,
            r#"{"workerMetrics":{},"time":"2026-11-22T01:22:00.250Z"}]}"#,
        ),
    );
    golden(
        "SendWorkerMessagesRequest",
        &SendWorkerMessagesRequest::<Profile, _>::new("", [ping.clone()])?,
        r#"{"workerMessages":[{"workerHealthReport":{"vmIsHealthy":true}}]}"#,
    );
    golden(
        "SendWorkerMessagesRequest",
        &SendWorkerMessagesRequest::<Profile, _>::new("", (ping, notice))?,
        concat!(
            r#"{"workerMessages":[{"workerHealthReport":{"vmIsHealthy":true}},"#,
            r#"{"workerShutdownNotice":{"reason":"PREEMPTION"}}]}"#,
        ),
    );
    golden("WorkerMessage", &Message::default(), "{}");
    golden(
        "WorkerMessage",
        &message,
        concat!(
            r#"{"labels":{"JOB_ID":"2026-11-21_17_22_00-1234567890123456789","WORKER_ID":"boiler-7"},"#,
            r#""workerThreadScalingReport":{"currentThreadCount":3},"time":"2026-11-22T01:22:00.250Z"}"#,
        ),
    );
    Ok(())
}

#[test]
fn reports() -> Result<(), BuildError> {
    let mut health = WorkerHealthReport::<Profile> {
        msg: "pressure \"high\"\n".try_into()?,
        report_interval: Some(Duration::from_millis(90_500)),
        vm_broken_code: "E42".try_into()?,
        vm_is_broken: true,
        vm_is_healthy: true,
        vm_startup_time: Some(Timestamp::UNIX_EPOCH),
        ..Default::default()
    };
    health.pods.push(r#"{ "name": "p", "ready": [true, null] }"#.parse()?)?;
    health.pods.push("{}".parse()?)?;

    let mut event = WorkerLifecycleEvent::<Profile> {
        container_start_time: Some(time()),
        event: Some(LifecycleEvent::SdkInstallFinish),
        ..Default::default()
    };
    event.metadata.insert("sdk", "go 1.26")?;
    let unnamed =
        WorkerLifecycleEvent::<Profile> { event: Some(LifecycleEvent::from_number(123)?), ..Default::default() };

    let code = WorkerMessageCode::<Profile> {
        code: "VALVE_STUCK".try_into()?,
        parameters: Some(r#"{"valve":3,"note":"\u00e9\\"}"#.parse()?),
        ..Default::default()
    };

    golden("WorkerHealthReport", &WorkerHealthReport::<Profile>::default(), r#"{"vmIsHealthy":false}"#);
    golden(
        "WorkerHealthReport",
        &health,
        concat!(
            r#"{"msg":"pressure \"high\"\n","pods":[{"name":"p","ready":[true,null]},{}],"reportInterval":"90.500s","#,
            r#""vmBrokenCode":"E42","vmIsBroken":true,"vmIsHealthy":true,"vmStartupTime":"1970-01-01T00:00:00Z"}"#,
        ),
    );
    golden("WorkerLifecycleEvent", &WorkerLifecycleEvent::<Profile>::default(), "{}");
    golden(
        "WorkerLifecycleEvent",
        &event,
        concat!(
            r#"{"containerStartTime":"2026-11-22T01:22:00.250Z","event":"SDK_INSTALL_FINISH","#,
            r#""metadata":{"sdk":"go 1.26"}}"#,
        ),
    );
    golden("WorkerLifecycleEvent", &unnamed, r#"{"event":123}"#);
    golden("WorkerMessageCode", &WorkerMessageCode::<Profile>::default(), "{}");
    golden("WorkerMessageCode", &code, r#"{"code":"VALVE_STUCK","parameters":{"valve":3,"note":"é\\"}}"#);
    golden("WorkerShutdownNotice", &WorkerShutdownNotice::<Profile>::default(), "{}");
    golden("WorkerShutdownNotice", &WorkerShutdownNotice::<Profile>::new("UNKNOWN")?, r#"{"reason":"UNKNOWN"}"#);
    golden("WorkerThreadScalingReport", &WorkerThreadScalingReport::default(), "{}");
    golden(
        "WorkerThreadScalingReport",
        &WorkerThreadScalingReport { current_thread_count: -1, ..Default::default() },
        r#"{"currentThreadCount":-1}"#,
    );
    golden("StreamingScalingReport", &StreamingScalingReport::default(), "{}");
    golden(
        "StreamingScalingReport",
        &StreamingScalingReport {
            active_bundle_count: 1,
            active_thread_count: 2,
            maximum_bundle_count: 3,
            maximum_bytes: 4,
            maximum_bytes_count: 5,
            maximum_thread_count: 6,
            outstanding_bundle_count: 7,
            outstanding_bytes: i64::MAX,
            outstanding_bytes_count: i32::MIN,
            ..Default::default()
        },
        concat!(
            r#"{"activeBundleCount":1,"activeThreadCount":2,"maximumBundleCount":3,"maximumBytes":"4","#,
            r#""maximumBytesCount":5,"maximumThreadCount":6,"outstandingBundleCount":7,"#,
            r#""outstandingBytes":"9223372036854775807","outstandingBytesCount":-2147483648}"#,
        ),
    );
    golden("DataSamplingReport", &DataSamplingReport::default(), "{}");
    golden(
        "DataSamplingReport",
        &DataSamplingReport {
            bytes_written_delta: 1,
            elements_sampled_bytes: 20,
            elements_sampled_count: 300,
            exceptions_sampled_count: 4000,
            pcollections_sampled_count: 50_000,
            persistence_errors_count: 600_000,
            translation_errors_count: i64::MIN,
            ..Default::default()
        },
        concat!(
            r#"{"bytesWrittenDelta":"1","elementsSampledBytes":"20","elementsSampledCount":"300","#,
            r#""exceptionsSampledCount":"4000","pcollectionsSampledCount":"50000","#,
            r#""persistenceErrorsCount":"600000","translationErrorsCount":"-9223372036854775808"}"#,
        ),
    );
    Ok(())
}

#[test]
fn metrics() -> Result<(), BuildError> {
    let exponential = Base2Exponent::new(-3, 17)?;
    let linear = Linear::new(-0.5, 2.5, 4)?;
    let outliers = OutlierStats {
        overflow_count: 2,
        overflow_mean: 1e21,
        underflow_count: 1,
        underflow_mean: f64::NAN,
        ..Default::default()
    };
    let histogram = DataflowHistogramValue::new(exponential, &[0, 7, 0, 0], outliers)?;
    let gauge = DataflowGaugeValue { measured_time: Some(time()), value: -40, ..Default::default() };

    let mut count = MetricValue::<Profile> { metric: "errors".try_into()?, ..Default::default() };
    count.metric_labels.insert("kind", "timeout")?;
    count.value = Some(Metric::Int64(0));
    let level = MetricValue::<Profile> { value: Some(Metric::Gauge64(gauge)), ..Default::default() };
    let spread = MetricValue::<Profile> { value: Some(Metric::Histogram(histogram.clone())), ..Default::default() };

    let mut step = PerStepNamespaceMetrics::<Profile> {
        metrics_namespace: "plant".try_into()?,
        original_step: "Heat/Water".try_into()?,
        ..Default::default()
    };
    step.metric_values.push(count.clone())?;
    let mut all = PerWorkerMetrics::<Profile>::default();
    all.per_step_namespace_metrics.push(step.clone())?;

    golden("PerWorkerMetrics", &PerWorkerMetrics::<Profile>::default(), "{}");
    golden(
        "PerWorkerMetrics",
        &all,
        concat!(
            r#"{"perStepNamespaceMetrics":[{"metricValues":[{"metric":"errors","metricLabels":{"kind":"timeout"},"#,
            r#""valueInt64":"0"}],"metricsNamespace":"plant","originalStep":"Heat/Water"}]}"#,
        ),
    );
    golden("PerStepNamespaceMetrics", &PerStepNamespaceMetrics::<Profile>::default(), "{}");
    golden(
        "PerStepNamespaceMetrics",
        &step,
        concat!(
            r#"{"metricValues":[{"metric":"errors","metricLabels":{"kind":"timeout"},"valueInt64":"0"}],"#,
            r#""metricsNamespace":"plant","originalStep":"Heat/Water"}"#,
        ),
    );
    golden("MetricValue", &MetricValue::<Profile>::default(), "{}");
    golden("MetricValue", &count, r#"{"metric":"errors","metricLabels":{"kind":"timeout"},"valueInt64":"0"}"#);
    golden("MetricValue", &level, r#"{"valueGauge64":{"measuredTime":"2026-11-22T01:22:00.250Z","value":"-40"}}"#);
    golden(
        "MetricValue",
        &spread,
        concat!(
            r#"{"valueHistogram":{"bucketCounts":["0","7"],"#,
            r#""bucketOptions":{"exponential":{"numberOfBuckets":17,"scale":-3}},"count":"10","#,
            r#""outlierStats":{"overflowCount":"2","overflowMean":1e+21,"underflowCount":"1","underflowMean":"NaN"}}}"#,
        ),
    );
    golden("DataflowGaugeValue", &DataflowGaugeValue::default(), "{}");
    golden("DataflowGaugeValue", &gauge, r#"{"measuredTime":"2026-11-22T01:22:00.250Z","value":"-40"}"#);
    golden("DataflowHistogramValue", &DataflowHistogramValue::<Profile>::default(), "{}");
    golden(
        "DataflowHistogramValue",
        &DataflowHistogramValue::<Profile>::new(linear, &[1, 2, 3, 4], OutlierStats::default())?,
        concat!(
            r#"{"bucketCounts":["1","2","3","4"],"#,
            r#""bucketOptions":{"linear":{"numberOfBuckets":4,"start":-0.5,"width":2.5}},"count":"10"}"#,
        ),
    );
    golden("BucketOptions", &BucketOptions::default(), "{}");
    golden("BucketOptions", &BucketOptions::from(exponential), r#"{"exponential":{"numberOfBuckets":17,"scale":-3}}"#);
    golden("Base2Exponent", &Base2Exponent::new(0, 1)?, r#"{"numberOfBuckets":1}"#);
    golden("Base2Exponent", &exponential, r#"{"numberOfBuckets":17,"scale":-3}"#);
    golden("Linear", &Linear::new(0.0, 1.0, 1)?, r#"{"numberOfBuckets":1,"width":1.0}"#);
    golden("Linear", &linear, r#"{"numberOfBuckets":4,"start":-0.5,"width":2.5}"#);
    golden("OutlierStats", &OutlierStats::default(), "{}");
    golden(
        "OutlierStats",
        &OutlierStats { overflow_mean: f64::INFINITY, underflow_mean: f64::NEG_INFINITY, ..outliers },
        r#"{"overflowCount":"2","overflowMean":"Infinity","underflowCount":"1","underflowMean":"-Infinity"}"#,
    );
    Ok(())
}

#[test]
fn utilization() -> Result<(), BuildError> {
    type Report = ResourceUtilizationReport<Profile>;
    const CPU: &str = r#"{"rate":0.25,"timestamp":"2026-11-22T01:22:00.250Z","totalMs":"18446744073709551615"}"#;
    const MEMORY: &str = concat!(
        r#"{"currentLimitBytes":"16384","currentOoms":"2","currentRssBytes":"9000","#,
        r#""timestamp":"2026-11-22T01:22:00.250Z","totalGbMs":"17"}"#,
    );
    const GPU: &str = r#"{"timestamp":"2026-11-22T01:22:00.250Z","utilization":{"rate":1.0}}"#;

    let cpu = CpuTime { rate: 0.25, timestamp: Some(time()), total_ms: u64::MAX, ..Default::default() };
    let memory = MemInfo {
        current_limit_bytes: 16_384,
        current_ooms: 2,
        current_rss_bytes: 9000,
        timestamp: Some(time()),
        total_gb_ms: 17,
        ..Default::default()
    };
    let gpu = GpuUsage {
        timestamp: Some(time()),
        utilization: Some(GpuUtilization { rate: 1.0, ..Default::default() }),
        ..Default::default()
    };

    let mut inner = ResourceUtilizationReport::default();
    inner.cpu_time.push(CpuTime { total_ms: 5, ..Default::default() })?;
    let mut middle = ResourceUtilizationReport::default();
    middle.containers.insert("idle", ResourceUtilizationReport::default())?;
    middle.containers.insert("sdk \"0\"", inner)?;
    let mut outer = Report::default();
    outer.containers.insert("pod", middle)?;
    outer.cpu_time.push(cpu)?;
    outer.gpu_usage.push(gpu)?;
    outer.memory_info.push(memory)?;

    golden("ResourceUtilizationReport", &Report::default(), "{}");
    golden(
        "ResourceUtilizationReport",
        &outer,
        concat!(
            r#"{"containers":{"pod":{"containers":{"idle":{},"sdk \"0\"":{"cpuTime":[{"totalMs":"5"}]}}}},"#,
            r#""cpuTime":[{"rate":0.25,"timestamp":"2026-11-22T01:22:00.250Z","totalMs":"18446744073709551615"}],"#,
            r#""gpuUsage":[{"timestamp":"2026-11-22T01:22:00.250Z","utilization":{"rate":1.0}}],"#,
            r#""memoryInfo":[{"currentLimitBytes":"16384","currentOoms":"2","currentRssBytes":"9000","#,
            r#""timestamp":"2026-11-22T01:22:00.250Z","totalGbMs":"17"}]}"#,
        ),
    );
    golden("CPUTime", &CpuTime::default(), "{}");
    golden("CPUTime", &cpu, CPU);
    golden("MemInfo", &MemInfo::default(), "{}");
    golden("MemInfo", &memory, MEMORY);
    golden("GPUUsage", &GpuUsage::default(), "{}");
    golden("GPUUsage", &gpu, GPU);
    golden("GPUUtilization", &GpuUtilization::default(), "{}");
    golden("GPUUtilization", &GpuUtilization { rate: 0.5, ..Default::default() }, r#"{"rate":0.5}"#);
    Ok(())
}

#[test]
fn responses() -> Result<(), BuildError> {
    type Response = SendWorkerMessagesResponse<Profile>;

    let scaling = StreamingScalingReportResponse { maximum_thread_count: 12 };
    let health = WorkerHealthReportResponse { report_interval: Some(Duration::from_millis(300_000)) };
    let threads = WorkerThreadScalingReportResponse { recommended_thread_count: 4 };
    let mut response = Response::default();
    for message_response in [
        WorkerMessageResponse { streaming_scaling_report_response: Some(scaling), ..Default::default() },
        WorkerMessageResponse { worker_health_report_response: Some(health), ..Default::default() },
        WorkerMessageResponse { worker_metrics_response: Some(Default::default()), ..Default::default() },
        WorkerMessageResponse { worker_shutdown_notice_response: Some(Default::default()), ..Default::default() },
        WorkerMessageResponse { worker_thread_scaling_report_response: Some(threads), ..Default::default() },
        WorkerMessageResponse::default(),
    ] {
        response.worker_message_responses.push(message_response)?;
    }
    golden("SendWorkerMessagesResponse", &Response::default(), "{}");
    golden(
        "SendWorkerMessagesResponse",
        &response,
        concat!(
            r#"{"workerMessageResponses":["#,
            r#"{"streamingScalingReportResponse":{"maximumThreadCount":12}},"#,
            r#"{"workerHealthReportResponse":{"reportInterval":"300s"}},"#,
            r#"{"workerMetricsResponse":{}},{"workerShutdownNoticeResponse":{}},"#,
            r#"{"workerThreadScalingReportResponse":{"recommendedThreadCount":4}},{}]}"#,
        ),
    );
    golden("WorkerMessageResponse", &WorkerMessageResponse::default(), "{}");
    golden("StreamingScalingReportResponse", &scaling, r#"{"maximumThreadCount":12}"#);
    golden("WorkerHealthReportResponse", &health, r#"{"reportInterval":"300s"}"#);
    golden("ResourceUtilizationReportResponse", &ResourceUtilizationReportResponse::default(), "{}");
    golden("WorkerShutdownNoticeResponse", &WorkerShutdownNoticeResponse::default(), "{}");
    golden("WorkerThreadScalingReportResponse", &threads, r#"{"recommendedThreadCount":4}"#);
    Ok(())
}
