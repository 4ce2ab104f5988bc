//! `DataflowGaugeValue`.

use crate::message;
use crate::proto::Timestamp;

message! {
    /// A value that goes up and down, when it was measured: `DataflowGaugeValue`.
    #[derive(Copy)]
    pub struct DataflowGaugeValue {
        /// When.
        pub measured_time: Option<Timestamp> as "measuredTime",
        /// What, in the metric's own unit.
        pub value: i64 as "value",
    }
}
