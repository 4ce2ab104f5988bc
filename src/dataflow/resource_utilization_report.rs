//! `ResourceUtilizationReport`.

use super::{CpuTime, GpuUsage, MemInfo};
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{List, Map, Text};

/// The name of a container within its report.
pub type ContainerName<C> = Text<<C as Profile>::ContainerName, name::ContainerName>;

message! {
    /// The resource utilization of a machine or a container: `ResourceUtilizationReport`, sent as `workerMetrics`.
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::{CpuTime, ResourceUtilizationReport};
    ///
    /// let mut report = ResourceUtilizationReport::<Microcontroller>::default();
    /// report.cpu_time.push(CpuTime { rate: 0.5, total_ms: 1200, ..Default::default() })?;
    /// let expected = r#"{"cpuTime":[{"rate":0.5,"totalMs":"1200"}]}"#;
    /// assert_eq!(vitalwire::to_str(&report, &mut [0; 64])?, expected);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct ResourceUtilizationReport<C: Profile> {
        /// The utilization of each nested container, by name.
        pub containers: Map<
            C::Containers<ContainerName<C>, ResourceUtilizationReport<C::Container>>,
            name::Containers,
        > as "containers",
        /// CPU time samples, oldest first.
        pub cpu_time: List<C::CpuSamples<CpuTime>, name::CpuSamples> as "cpuTime",
        /// GPU usage samples, oldest first.
        pub gpu_usage: List<C::GpuSamples<GpuUsage>, name::GpuSamples> as "gpuUsage",
        /// Memory usage samples, oldest first.
        pub memory_info: List<C::MemorySamples<MemInfo>, name::MemorySamples> as "memoryInfo",
    }
}
