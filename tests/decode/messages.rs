//! Golden messages: every message in JSON, minimal and full, requests and responses.

/// The message and its JSON, one a line.
const GOLDEN: &str = include_str!("golden.txt");

pub fn golden() -> impl Iterator<Item = (&'static str, &'static str)> {
    GOLDEN.lines().map(|line| line.split_once(' ').expect("a message and its JSON"))
}

/// A function for the message of that name, in a profile.
macro_rules! for_message {
    ($function:ident::<$Profile:ty>, $message:expr) => {{
        use vitalwire::dataflow::*;
        use vitalwire::genomics::*;
        use vitalwire::proto::{Any, Empty};
        use vitalwire::rpc::{ErrorDetails, Status};
        type AnyOf<C> = Any<<C as vitalwire::capacity::Capacity>::Any, vitalwire::capacity::name::Any>;
        match $message {
            "Base2Exponent" => $function::<Base2Exponent>,
            "BucketOptions" => $function::<BucketOptions>,
            "CPUTime" => $function::<CpuTime>,
            "CheckInRequest" => $function::<CheckInRequest<$Profile>>,
            "CheckInResponse" => $function::<CheckInResponse<AnyOf<$Profile>, AnyOf<$Profile>>>,
            "DataSamplingReport" => $function::<DataSamplingReport>,
            "DataflowGaugeValue" => $function::<DataflowGaugeValue>,
            "DataflowHistogramValue" => $function::<DataflowHistogramValue<$Profile>>,
            "DiskStatus" => $function::<DiskStatus>,
            "Empty" => $function::<Empty>,
            "ErrorDetails" => $function::<ErrorDetails>,
            "GPUUsage" => $function::<GpuUsage>,
            "GPUUtilization" => $function::<GpuUtilization>,
            "Linear" => $function::<Linear>,
            "MemInfo" => $function::<MemInfo>,
            "MetricValue" => $function::<MetricValue<$Profile>>,
            "OutlierStats" => $function::<OutlierStats>,
            "PerStepNamespaceMetrics" => $function::<PerStepNamespaceMetrics<$Profile>>,
            "PerWorkerMetrics" => $function::<PerWorkerMetrics<$Profile>>,
            "ResourceUtilizationReport" => $function::<ResourceUtilizationReport<$Profile>>,
            "ResourceUtilizationReportResponse" => $function::<ResourceUtilizationReportResponse>,
            "SendWorkerMessagesRequest" => $function::<SendWorkerMessagesRequest<$Profile>>,
            "SendWorkerMessagesResponse" => $function::<SendWorkerMessagesResponse<$Profile>>,
            "Status" => $function::<Status<$Profile>>,
            "StreamingScalingReport" => $function::<StreamingScalingReport>,
            "StreamingScalingReportResponse" => $function::<StreamingScalingReportResponse>,
            "TimestampedEvent" => $function::<TimestampedEvent<AnyOf<$Profile>>>,
            "WorkerHealthReport" => $function::<WorkerHealthReport<$Profile>>,
            "WorkerHealthReportResponse" => $function::<WorkerHealthReportResponse>,
            "WorkerLifecycleEvent" => $function::<WorkerLifecycleEvent<$Profile>>,
            "WorkerMessage" => $function::<WorkerMessage<$Profile>>,
            "WorkerMessageCode" => $function::<WorkerMessageCode<$Profile>>,
            "WorkerMessageResponse" => $function::<WorkerMessageResponse>,
            "WorkerShutdownNotice" => $function::<WorkerShutdownNotice<$Profile>>,
            "WorkerShutdownNoticeResponse" => $function::<WorkerShutdownNoticeResponse>,
            "WorkerStatus" => $function::<WorkerStatus<$Profile>>,
            "WorkerThreadScalingReport" => $function::<WorkerThreadScalingReport>,
            "WorkerThreadScalingReportResponse" => $function::<WorkerThreadScalingReportResponse>,
            other => panic!("no message {other}"),
        }
    }};
}

#[test]
fn all_messages_of_the_schemas_are_there() {
    for facts in [include_str!("../wire/dataflow.v1b3.json"), include_str!("../wire/genomics.v2alpha1.json")] {
        let facts: serde_json::Value = serde_json::from_str(facts).expect("the facts");
        for message in facts["messages"].as_object().expect("messages").keys() {
            assert!(golden().any(|(golden, _)| golden == message), "{message}");
        }
    }
}
