//! `ResourceUtilizationReport`.

use super::{CpuTime, GpuUsage, MemInfo};
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{List, Map, Text};

/// The name of a container within its report.
pub type ContainerName<C> = Text<<C as Profile>::ContainerName, name::ContainerName>;

message! {
    /// How much of a machine, or of a container, is in use: `ResourceUtilizationReport`, sent as
    /// `workerMetrics`.
    pub struct ResourceUtilizationReport<C: Profile> {
        /// The same for each container inside, by name.
        pub containers: Map<
            C::Containers<ContainerName<C>, ResourceUtilizationReport<C::Container>>,
            name::Containers,
        > as "containers",
        /// Processor time, the oldest sample first.
        pub cpu_time: List<C::CpuSamples<CpuTime>, name::CpuSamples> as "cpuTime",
        /// Graphics processors, the oldest sample first.
        pub gpu_usage: List<C::GpuSamples<GpuUsage>, name::GpuSamples> as "gpuUsage",
        /// Memory, the oldest sample first.
        pub memory_info: List<C::MemorySamples<MemInfo>, name::MemorySamples> as "memoryInfo",
    }
}
