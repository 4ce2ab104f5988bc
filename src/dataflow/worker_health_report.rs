//! `WorkerHealthReport`.

use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Duration, List, Struct, StructValue, Text, Timestamp};

message! {
    /// Whether a worker is well: `WorkerHealthReport`.
    ///
    /// An empty report is a valid ping, and an unhealthy one: `vmIsHealthy` is always written, since
    /// where it's absent it means `false`.
    pub struct WorkerHealthReport<C: Profile, P: StructValue = Struct<<C as Profile>::Pod, name::Pod>> {
        /// Anything worth saying, in words.
        pub msg: Text<C::Message, name::Message> as "msg",
        /// The state of each pod, as the orchestrator gives it.
        pub pods: List<C::Pods<P>, name::Pods> as "pods",
        /// How long the backend should wait for the next report before it takes the worker for lost.
        pub report_interval: Option<Duration> as "reportInterval",
        /// Why the machine can't work.
        pub vm_broken_code: Text<C::Code, name::Code> as "vmBrokenCode",
        /// Whether the machine has to be replaced.
        pub vm_is_broken: bool as "vmIsBroken",
        /// Whether the machine can work.
        pub vm_is_healthy: bool as "vmIsHealthy" always,
        /// When the machine was started.
        pub vm_startup_time: Option<Timestamp> as "vmStartupTime",
    }
}
