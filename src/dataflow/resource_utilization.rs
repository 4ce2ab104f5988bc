//! The utilization of CPU, GPU and memory.

use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{List, Map, Text, Timestamp};

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

message! {
    /// Acknowledges a resource utilization report: `ResourceUtilizationReportResponse`.
    #[derive(Copy)]
    pub struct ResourceUtilizationReportResponse {}
}

message! {
    /// A CPU time sample, modeled on `/proc/stat`: `CPUTime`.
    #[derive(Copy)]
    pub struct CpuTime {
        /// The average number of busy cores since the previous sample: 0.0 to the number of cores.
        pub rate: f64 as "rate",
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// Busy time of all cores since startup, in ms.
        pub total_ms: u64 as "totalMs",
    }
}

message! {
    /// A GPU usage sample: `GPUUsage`.
    #[derive(Copy)]
    pub struct GpuUsage {
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// The utilization.
        pub utilization: Option<GpuUtilization> as "utilization",
    }
}

message! {
    /// The fraction of a GPU that is in use: `GPUUtilization`.
    #[derive(Copy)]
    pub struct GpuUtilization {
        /// The fraction in use, from 0.0 to 1.0.
        pub rate: f64 as "rate",
    }
}

message! {
    /// A memory usage sample: `MemInfo`.
    #[derive(Copy)]
    pub struct MemInfo {
        /// The memory limit, in bytes.
        pub current_limit_bytes: u64 as "currentLimitBytes",
        /// The number of times that memory has run out.
        pub current_ooms: i64 as "currentOoms",
        /// Resident memory, in bytes.
        pub current_rss_bytes: u64 as "currentRssBytes",
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// Memory in use, integrated over time, in GB·ms. A small device accumulates less than 1 between two samples:
        /// carry the remainder over to the next.
        pub total_gb_ms: u64 as "totalGbMs",
    }
}
