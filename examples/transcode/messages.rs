//! All messages that there are.

use crate::arguments::Profile;
use crate::message::Message;
use vitalwire::capacity::{Capacity, name};
use vitalwire::dataflow::*;
use vitalwire::genomics::*;
use vitalwire::proto::{Any, Duration, Empty, Struct, Timestamp, Value};
use vitalwire::rpc::Status;
use vitalwire::{Growable, Microcontroller, Sidecar};

/// The message of that name, with that profile's sizes.
pub fn find(name: &str, profile: Profile) -> Option<&'static Message> {
    let messages = match profile {
        Profile::Growable => GROWABLE,
        Profile::Microcontroller => MICROCONTROLLER,
        Profile::Sidecar => SIDECAR,
    };
    messages.iter().find(|message| message.name == name)
}

/// The names on the wire, and the types; `C` stands for the profile.
macro_rules! messages {
    ($($api:literal { $($name:literal: $Type:ty,)* })*) => {
        /// The names of all messages, by API.
        pub const NAMES: &[(&str, &[&str])] = &[$(($api, &[$($name),*])),*];

        const GROWABLE: &[Message] = {
            type C = Growable;
            &[$($(Message::unlimited::<$Type>($name)),*),*]
        };
        const MICROCONTROLLER: &[Message] = {
            type C = Microcontroller;
            &[$($(Message::limited::<$Type>($name)),*),*]
        };
        const SIDECAR: &[Message] = {
            type C = Sidecar;
            &[$($(Message::limited::<$Type>($name)),*),*]
        };
    };
}

type AnyOfProfile<C> = Any<<C as Capacity>::Any, name::Any>;
type StructOfProfile<C> = Struct<<C as Capacity>::Parameters, name::Parameters>;
type ValueOfProfile<C> = Value<<C as Capacity>::Parameters, name::Parameters>;

messages! {
    "Dataflow v1b3, workerMessages" {
        "SendWorkerMessagesRequest": SendWorkerMessagesRequest<C>,
        "WorkerMessage": WorkerMessage<C>,
        "DataSamplingReport": DataSamplingReport,
        "PerWorkerMetrics": PerWorkerMetrics<C>,
        "PerStepNamespaceMetrics": PerStepNamespaceMetrics<C>,
        "MetricValue": MetricValue<C>,
        "DataflowGaugeValue": DataflowGaugeValue,
        "DataflowHistogramValue": DataflowHistogramValue<C>,
        "BucketOptions": BucketOptions,
        "Base2Exponent": Base2Exponent,
        "Linear": Linear,
        "OutlierStats": OutlierStats,
        "StreamingScalingReport": StreamingScalingReport,
        "WorkerHealthReport": WorkerHealthReport<C>,
        "WorkerLifecycleEvent": WorkerLifecycleEvent<C>,
        "WorkerMessageCode": WorkerMessageCode<C>,
        "ResourceUtilizationReport": ResourceUtilizationReport<C>,
        "CPUTime": CpuTime,
        "GPUUsage": GpuUsage,
        "GPUUtilization": GpuUtilization,
        "MemInfo": MemInfo,
        "WorkerShutdownNotice": WorkerShutdownNotice<C>,
        "WorkerThreadScalingReport": WorkerThreadScalingReport,
        "SendWorkerMessagesResponse": SendWorkerMessagesResponse<C>,
        "WorkerMessageResponse": WorkerMessageResponse,
        "StreamingScalingReportResponse": StreamingScalingReportResponse,
        "WorkerHealthReportResponse": WorkerHealthReportResponse,
        "ResourceUtilizationReportResponse": ResourceUtilizationReportResponse,
        "WorkerShutdownNoticeResponse": WorkerShutdownNoticeResponse,
        "WorkerThreadScalingReportResponse": WorkerThreadScalingReportResponse,
    }
    "Genomics v2alpha1, checkIn" {
        "CheckInRequest": CheckInRequest<C>,
        "TimestampedEvent": TimestampedEvent<AnyOfProfile<C>>,
        "Status": Status<C>,
        "WorkerStatus": WorkerStatus<C>,
        "DiskStatus": DiskStatus,
        "CheckInResponse": CheckInResponse<AnyOfProfile<C>, AnyOfProfile<C>>,
    }
    "google.protobuf" {
        "Any": AnyOfProfile<C>,
        "Duration": Duration,
        "Empty": Empty,
        "Struct": StructOfProfile<C>,
        "Timestamp": Timestamp,
        "Value": ValueOfProfile<C>,
    }
}
