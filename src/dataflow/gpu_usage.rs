//! `GPUUsage`.

use crate::message;
use crate::proto::Timestamp;

message! {
    /// How much a graphics processor is used: `GPUUsage`.
    #[derive(Copy)]
    pub struct GpuUsage {
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// How much.
        pub utilization: Option<GpuUtilization> as "utilization",
    }
}

message! {
    /// The part of a graphics processor that is in use: `GPUUtilization`.
    #[derive(Copy)]
    pub struct GpuUtilization {
        /// Its share: 0.0 to 1.0.
        pub rate: f64 as "rate",
    }
}
