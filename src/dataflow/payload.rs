//! The payloads of a message.

use super::{
    DataSamplingReport, PerWorkerMetrics, ResourceUtilizationReport, StreamingScalingReport, WorkerHealthReport,
    WorkerLifecycleEvent, WorkerMessageCode, WorkerShutdownNotice, WorkerThreadScalingReport,
};
use crate::json::{Key, Output, Reader, Stop};
use crate::max::{MaxJsonLen, MaxMemberLen, member};
use crate::profile::Profile;
use crate::proto::{Field, InField, OneOf, StructValue};
use crate::{key, oneof};
use serde::Deserializer;
use serde::ser::SerializeStruct;

/// Declares the enum of all payloads, and implements [`OneOf`] for each report, with any parameters, so that it can
/// be the only payload of a device's messages, under the same wire name.
macro_rules! payloads {
    ($(
        $(#[$doc:meta])*
        $Member:ident($Report:ty) as $wire:literal, or alone [$($generics:tt)*] $Alone:ty;
    )+) => {
        oneof! {
            /// Any payload of a [`WorkerMessage`](super::WorkerMessage): its oneof. It is as large as the largest
            /// payload.
            ///
            /// ```
            /// use vitalwire::Microcontroller;
            /// use vitalwire::dataflow::{Payload, WorkerMessage, WorkerThreadScalingReport};
            ///
            /// let payload = Payload::from(WorkerThreadScalingReport { current_thread_count: 12 });
            /// let message = WorkerMessage::<Microcontroller> { payload: Some(payload), ..Default::default() };
            /// let expected = r#"{"workerThreadScalingReport":{"currentThreadCount":12}}"#;
            /// assert_eq!(vitalwire::to_str(&message, &mut [0; 64]), Ok(expected));
            ///
            /// let threads = match &message.payload {
            ///     Some(Payload::WorkerThreadScalingReport(report)) => report.current_thread_count,
            ///     _ => 0,
            /// };
            /// assert_eq!(threads, 12);
            /// ```
            #[doc(alias = "WorkerMessagePayload")]
            pub enum Payload<C: Profile> {
                $( $(#[$doc])* $Member($Report) as $wire, )+
            }
        }

        $(
            impl<C: Profile> From<$Report> for Payload<C> {
                fn from(report: $Report) -> Self {
                    Self::$Member(report)
                }
            }

            impl<$($generics)*> OneOf for $Alone {
                const MEMBERS: &'static [Key] = &[key!($wire)];

                fn write_member<O: Output>(&self, index: usize, output: &mut O) -> bool {
                    output.member(index, key!($wire), |output| self.write(output))
                }

                fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error> {
                    message.serialize_field($wire, &InField(self))
                }

                fn read_member(place: &mut Option<Self>, _: usize, reader: &mut Reader<'_>) -> Result<bool, Stop> {
                    place.read(reader)
                }

                fn deserialize_member<'de, D: Deserializer<'de>>(
                    place: &mut Option<Self>,
                    _: usize,
                    deserializer: D,
                ) -> Result<bool, D::Error> {
                    place.deserialize_field(deserializer)
                }

                #[cfg(feature = "defmt")]
                fn log(&self, f: defmt::Formatter<'_>) {
                    defmt::write!(f, "{=istr}: {}", defmt::intern!($wire), self);
                }

                #[cfg(feature = "_sample")]
                fn sample(sampler: &mut dyn crate::sample::Sampler) -> Option<Self> {
                    Some(Field::sample(sampler, false))
                }
            }

            #[doc(hidden)]
            #[allow(trivial_bounds, reason = "a report may have no parameters")]
            impl<$($generics)*> MaxMemberLen for $Alone where Self: MaxJsonLen {
                const MAX_MEMBER_LEN: usize = member($wire, Self::MAX_JSON_LEN);
            }
        )+
    };
}

payloads! {
    /// The cost of data sampling.
    DataSamplingReport(DataSamplingReport) as "dataSamplingReport",
        or alone [] DataSamplingReport;
    /// Metrics of the steps that the worker executes.
    PerWorkerMetrics(PerWorkerMetrics<C>) as "perWorkerMetrics",
        or alone [C: Profile] PerWorkerMetrics<C>;
    /// The load of a worker in a streaming job.
    StreamingScalingReport(StreamingScalingReport) as "streamingScalingReport",
        or alone [] StreamingScalingReport;
    /// The worker's health.
    WorkerHealthReport(WorkerHealthReport<C>) as "workerHealthReport",
        or alone [C: Profile, P: StructValue] WorkerHealthReport<C, P>;
    /// A lifecycle event of the worker.
    WorkerLifecycleEvent(WorkerLifecycleEvent<C>) as "workerLifecycleEvent",
        or alone [C: Profile] WorkerLifecycleEvent<C>;
    /// An event, as a code.
    WorkerMessageCode(WorkerMessageCode<C>) as "workerMessageCode",
        or alone [C: Profile, P: StructValue] WorkerMessageCode<C, P>;
    /// The machine's resource utilization.
    WorkerMetrics(ResourceUtilizationReport<C>) as "workerMetrics",
        or alone [C: Profile] ResourceUtilizationReport<C>;
    /// The worker's last message before it shuts down.
    WorkerShutdownNotice(WorkerShutdownNotice<C>) as "workerShutdownNotice",
        or alone [C: Profile] WorkerShutdownNotice<C>;
    /// The number of threads that the worker uses.
    WorkerThreadScalingReport(WorkerThreadScalingReport) as "workerThreadScalingReport",
        or alone [] WorkerThreadScalingReport;
}
