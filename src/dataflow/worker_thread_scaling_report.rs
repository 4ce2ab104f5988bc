//! `WorkerThreadScalingReport`.

use crate::message;

message! {
    /// The number of threads that a worker uses: `WorkerThreadScalingReport`.
    #[derive(Copy)]
    pub struct WorkerThreadScalingReport {
        /// Threads in use.
        pub current_thread_count: i32 as "currentThreadCount",
    }
}
