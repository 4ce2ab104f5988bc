//! The utilization of CPU, GPU and memory.

use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{List, Map, Text, Timestamp};

/// The name of a container within its report: at most `container_name` bytes as JSON.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::ContainerName;
///
/// let name = ContainerName::<Microcontroller>::truncated("registry.example/plant/boiler-control:7");
/// assert_eq!(name.as_str(), "registry.example/plant/boiler-co");
/// ```
pub type ContainerName<C> = Text<<C as Profile>::ContainerName, name::ContainerName>;

message! {
    /// The resource utilization of a machine or a container: `ResourceUtilizationReport`, sent as `workerMetrics` in a
    /// [`WorkerMessage`](super::WorkerMessage).
    ///
    /// The response is a [`ResourceUtilizationReportResponse`].
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
        /// The utilization of each nested container, by name: at most `containers` of them.
        pub containers: Map<
            C::Containers<ContainerName<C>, ResourceUtilizationReport<C::Container>>,
            name::Containers,
        > as "containers",
        /// CPU time samples, oldest first: at most `cpu_samples` of them.
        pub cpu_time: List<C::CpuSamples<CpuTime>, name::CpuSamples> as "cpuTime",
        /// GPU usage samples, oldest first: at most `gpu_samples` of them.
        pub gpu_usage: List<C::GpuSamples<GpuUsage>, name::GpuSamples> as "gpuUsage",
        /// Memory usage samples, oldest first: at most `memory_samples` of them.
        pub memory_info: List<C::MemorySamples<MemInfo>, name::MemorySamples> as "memoryInfo",
    }
}

message! {
    /// Acknowledges a [`ResourceUtilizationReport`]: `ResourceUtilizationReportResponse`, received as
    /// `workerMetricsResponse` in a [`WorkerMessageResponse`](super::WorkerMessageResponse). Its presence is its only
    /// information.
    ///
    /// ```
    /// use vitalwire::dataflow::{ResourceUtilizationReportResponse, WorkerMessageResponse};
    ///
    /// let response: WorkerMessageResponse = vitalwire::decode(br#"{"workerMetricsResponse": {}}"#)?;
    /// assert_eq!(response.worker_metrics_response, Some(ResourceUtilizationReportResponse::default()));
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    #[derive(Copy)]
    pub struct ResourceUtilizationReportResponse {}
}

message! {
    /// A CPU time sample, modeled on `/proc/stat`: `CPUTime`, in a [`ResourceUtilizationReport`].
    ///
    /// ```
    /// use vitalwire::dataflow::CpuTime;
    /// use vitalwire::proto::Timestamp;
    ///
    /// let timestamp = Timestamp::new(1_795_310_520, 0)?;
    /// let sample = CpuTime { rate: 1.75, timestamp: Some(timestamp), total_ms: 86_400_000 };
    /// let expected = r#"{"rate":1.75,"timestamp":"2026-11-22T01:22:00Z","totalMs":"86400000"}"#;
    /// assert_eq!(vitalwire::to_str(&sample, &mut [0; 80]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[derive(Copy)]
    pub struct CpuTime {
        /// The average number of busy cores since the previous sample: 0.0 to the number of cores.
        pub rate: f64 as "rate",
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// The busy time of all cores since startup, in ms.
        pub total_ms: u64 as "totalMs",
    }
}

message! {
    /// A GPU usage sample: `GPUUsage`, in a [`ResourceUtilizationReport`].
    ///
    /// ```
    /// use vitalwire::dataflow::{GpuUsage, GpuUtilization};
    /// use vitalwire::proto::Timestamp;
    ///
    /// let timestamp = Timestamp::new(1_795_310_520, 0)?;
    /// let sample = GpuUsage { timestamp: Some(timestamp), utilization: Some(GpuUtilization { rate: 0.25 }) };
    /// let expected = r#"{"timestamp":"2026-11-22T01:22:00Z","utilization":{"rate":0.25}}"#;
    /// assert_eq!(vitalwire::to_str(&sample, &mut [0; 80]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[derive(Copy)]
    pub struct GpuUsage {
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// The utilization.
        pub utilization: Option<GpuUtilization> as "utilization",
    }
}

message! {
    /// The fraction of a GPU that is in use: `GPUUtilization`, in [`GpuUsage`].
    ///
    /// ```
    /// use vitalwire::dataflow::GpuUtilization;
    ///
    /// let (busy_ms, period_ms) = (15_f64, 60.0);
    /// let utilization = GpuUtilization { rate: busy_ms / period_ms };
    /// assert_eq!(vitalwire::to_str(&utilization, &mut [0; 16]), Ok(r#"{"rate":0.25}"#));
    /// ```
    #[derive(Copy)]
    pub struct GpuUtilization {
        /// The fraction in use, from 0.0 to 1.0.
        pub rate: f64 as "rate",
    }
}

message! {
    /// A memory usage sample: `MemInfo`, in a [`ResourceUtilizationReport`].
    ///
    /// ```
    /// use vitalwire::dataflow::MemInfo;
    ///
    /// let sample = MemInfo { current_limit_bytes: 512 << 20, current_rss_bytes: 96 << 20, ..Default::default() };
    /// let expected = r#"{"currentLimitBytes":"536870912","currentRssBytes":"100663296"}"#;
    /// assert_eq!(vitalwire::to_str(&sample, &mut [0; 64]), Ok(expected));
    /// ```
    #[derive(Copy)]
    pub struct MemInfo {
        /// The memory limit, in bytes.
        pub current_limit_bytes: u64 as "currentLimitBytes",
        /// The number of times that memory has run out since the previous sample: 0 or more.
        pub current_ooms: i64 as "currentOoms",
        /// Resident memory, in bytes.
        pub current_rss_bytes: u64 as "currentRssBytes",
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// Resident memory since startup, integrated over time, in GB·ms. A small device accumulates less than 1
        /// between two samples: carry the remainder over to the next.
        pub total_gb_ms: u64 as "totalGbMs",
    }
}
