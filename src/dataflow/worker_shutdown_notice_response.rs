//! `WorkerShutdownNoticeResponse`.

use crate::message;

message! {
    /// Acknowledges a shutdown notice: `WorkerShutdownNoticeResponse`.
    #[derive(Copy)]
    pub struct WorkerShutdownNoticeResponse {}
}
