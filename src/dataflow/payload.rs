//! What a message can say.

use super::{
    DataSamplingReport, PerWorkerMetrics, ResourceUtilizationReport, StreamingScalingReport, WorkerHealthReport,
    WorkerLifecycleEvent, WorkerMessageCode, WorkerShutdownNotice, WorkerThreadScalingReport,
};
use crate::capacity::Capacity;
use crate::max::{MaxJsonLen, MaxMemberLen, member};
use crate::oneof;
use crate::proto::{Field, InField, OneOf, StructValue};
use serde::Deserializer;
use serde::ser::SerializeStruct;

oneof! {
    /// Any payload of a [`WorkerMessage`](super::WorkerMessage). It's as large as the largest.
    pub enum Payload<C: Capacity> {
        /// What sampling has cost.
        DataSamplingReport(DataSamplingReport) as "dataSamplingReport",
        /// Metrics of the steps that the worker executes.
        PerWorkerMetrics(PerWorkerMetrics<C>) as "perWorkerMetrics",
        /// How busy a worker of a streaming job is.
        StreamingScalingReport(StreamingScalingReport) as "streamingScalingReport",
        /// Whether the worker is well.
        WorkerHealthReport(WorkerHealthReport<C>) as "workerHealthReport",
        /// A step in the life of the worker.
        WorkerLifecycleEvent(WorkerLifecycleEvent<C>) as "workerLifecycleEvent",
        /// Something that happened.
        WorkerMessageCode(WorkerMessageCode<C>) as "workerMessageCode",
        /// How much of the machine is in use.
        WorkerMetrics(ResourceUtilizationReport<C>) as "workerMetrics",
        /// The last that is heard of the worker.
        WorkerShutdownNotice(WorkerShutdownNotice<C>) as "workerShutdownNotice",
        /// How many threads the worker uses.
        WorkerThreadScalingReport(WorkerThreadScalingReport) as "workerThreadScalingReport",
    }
}

/// Lets a report be the only payload of a device's messages, under the name that it has among others.
macro_rules! single {
    ($([$($generics:tt)*] $Report:ty = $wire:literal;)+) => { $(
        impl<$($generics)*> OneOf for $Report {
            const MEMBERS: &'static [&'static str] = &[$wire];

            fn member(name: &str) -> Option<Self> {
                (name == $wire).then(Self::absent)
            }

            fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error> {
                message.serialize_field($wire, &InField(self))
            }

            fn deserialize_member<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
                self.deserialize_field(deserializer)
            }
        }

        #[allow(trivial_bounds, reason = "a report may have no parameters")]
        impl<$($generics)*> MaxMemberLen for $Report where Self: MaxJsonLen {
            const MAX_MEMBER_LEN: usize = member($wire, Self::MAX_JSON_LEN);
        }
    )+ };
}

single! {
    [] DataSamplingReport = "dataSamplingReport";
    [C: Capacity] PerWorkerMetrics<C> = "perWorkerMetrics";
    [] StreamingScalingReport = "streamingScalingReport";
    [C: Capacity, P: StructValue] WorkerHealthReport<C, P> = "workerHealthReport";
    [C: Capacity] WorkerLifecycleEvent<C> = "workerLifecycleEvent";
    [C: Capacity, P: StructValue] WorkerMessageCode<C, P> = "workerMessageCode";
    [C: Capacity] ResourceUtilizationReport<C> = "workerMetrics";
    [C: Capacity] WorkerShutdownNotice<C> = "workerShutdownNotice";
    [] WorkerThreadScalingReport = "workerThreadScalingReport";
}

macro_rules! into_payload {
    ($($Member:ident: $Report:ty),+ $(,)?) => { $(
        impl<C: Capacity> From<$Report> for Payload<C> {
            fn from(report: $Report) -> Self {
                Self::$Member(report)
            }
        }
    )+ };
}

into_payload! {
    DataSamplingReport: DataSamplingReport,
    PerWorkerMetrics: PerWorkerMetrics<C>,
    StreamingScalingReport: StreamingScalingReport,
    WorkerHealthReport: WorkerHealthReport<C>,
    WorkerLifecycleEvent: WorkerLifecycleEvent<C>,
    WorkerMessageCode: WorkerMessageCode<C>,
    WorkerMetrics: ResourceUtilizationReport<C>,
    WorkerShutdownNotice: WorkerShutdownNotice<C>,
    WorkerThreadScalingReport: WorkerThreadScalingReport,
}
