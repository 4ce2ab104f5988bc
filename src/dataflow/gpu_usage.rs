//! `GPUUsage`.

use crate::message;
use crate::proto::Timestamp;

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
