//! `WorkerShutdownNoticeResponse`.

use crate::message;

message! {
    /// That a shutdown notice has arrived: `WorkerShutdownNoticeResponse`.
    #[derive(Copy)]
    pub struct WorkerShutdownNoticeResponse {}
}
