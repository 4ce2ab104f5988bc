//! `DataflowGaugeValue`.

use crate::message;
use crate::proto::Timestamp;

message! {
    /// A value that can go up and down, and when it was measured: `DataflowGaugeValue`.
    #[derive(Copy)]
    pub struct DataflowGaugeValue {
        /// When the value was measured.
        pub measured_time: Option<Timestamp> as "measuredTime",
        /// The value, in the metric's own unit.
        pub value: i64 as "value",
    }
}
