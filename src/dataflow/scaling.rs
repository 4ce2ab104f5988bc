//! Threads: how many work, and how many should.

use crate::message;

message! {
    /// The load of a worker in a streaming job: `StreamingScalingReport`, sent as `streamingScalingReport` in a
    /// [`WorkerMessage`](super::WorkerMessage).
    ///
    /// All numbers are 0 or more. The response is a [`StreamingScalingReportResponse`].
    ///
    /// ```
    /// use vitalwire::dataflow::StreamingScalingReport;
    ///
    /// let report = StreamingScalingReport { active_thread_count: 4, maximum_thread_count: 16, ..Default::default() };
    /// let expected = r#"{"activeThreadCount":4,"maximumThreadCount":16}"#;
    /// assert_eq!(vitalwire::to_str(&report, &mut [0; 64]), Ok(expected));
    /// ```
    #[derive(Copy)]
    pub struct StreamingScalingReport {
        /// The number of bundles being processed. Deprecated by the API in favor of `outstandingBundleCount`, but still
        /// in use.
        pub active_bundle_count: i32 as "activeBundleCount",
        /// The number of threads in use.
        pub active_thread_count: i32 as "activeThreadCount",
        /// The maximum number of bundles processed at once.
        pub maximum_bundle_count: i32 as "maximumBundleCount",
        /// The maximum number of bytes processed at once.
        pub maximum_bytes: i64 as "maximumBytes",
        /// The same as `maximumBytes`, in 32 bits. Deprecated by the API in favor of that.
        pub maximum_bytes_count: i32 as "maximumBytesCount",
        /// The maximum number of threads.
        pub maximum_thread_count: i32 as "maximumThreadCount",
        /// The number of bundles being processed.
        pub outstanding_bundle_count: i32 as "outstandingBundleCount",
        /// The number of bytes being processed.
        pub outstanding_bytes: i64 as "outstandingBytes",
        /// The same as `outstandingBytes`, in 32 bits. Deprecated by the API in favor of that.
        pub outstanding_bytes_count: i32 as "outstandingBytesCount",
    }
}

message! {
    /// The number of threads that a worker in a streaming job may use: `StreamingScalingReportResponse`, received as
    /// `streamingScalingReportResponse` in a [`WorkerMessageResponse`](super::WorkerMessageResponse).
    ///
    /// It responds to a [`StreamingScalingReport`].
    ///
    /// ```
    /// use vitalwire::dataflow::StreamingScalingReportResponse;
    ///
    /// let response: StreamingScalingReportResponse = vitalwire::decode(br#"{"maximumThreadCount": 8}"#)?;
    /// let own_limit = 16;
    /// let limit = if response.maximum_thread_count == 0 { own_limit } else { response.maximum_thread_count };
    /// assert_eq!(limit, 8);
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    #[derive(Copy)]
    pub struct StreamingScalingReportResponse {
        /// The maximum number of threads: 1 or more, or 0 if the worker's own limit applies.
        pub maximum_thread_count: i32 as "maximumThreadCount",
    }
}

message! {
    /// The number of threads that a worker uses: `WorkerThreadScalingReport`, sent as `workerThreadScalingReport` in a
    /// [`WorkerMessage`](super::WorkerMessage).
    ///
    /// The response is a [`WorkerThreadScalingReportResponse`].
    ///
    /// ```
    /// use vitalwire::dataflow::WorkerThreadScalingReport;
    ///
    /// let report = WorkerThreadScalingReport { current_thread_count: 12 };
    /// let mut buffer = [0; WorkerThreadScalingReport::MAX_JSON_LEN];
    /// assert_eq!(vitalwire::encode(&report, &mut buffer), br#"{"currentThreadCount":12}"#);
    /// ```
    #[derive(Copy)]
    pub struct WorkerThreadScalingReport {
        /// The number of threads in use: 0 or more.
        pub current_thread_count: i32 as "currentThreadCount",
    }
}

message! {
    /// The number of threads that a worker should use: `WorkerThreadScalingReportResponse`, received as
    /// `workerThreadScalingReportResponse` in a [`WorkerMessageResponse`](super::WorkerMessageResponse).
    ///
    /// It responds to a [`WorkerThreadScalingReport`].
    ///
    /// ```
    /// use vitalwire::dataflow::WorkerThreadScalingReportResponse;
    ///
    /// let response: WorkerThreadScalingReportResponse = vitalwire::decode(br#"{"recommendedThreadCount": 6}"#)?;
    /// assert_eq!(response.recommended_thread_count, 6);
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    #[derive(Copy)]
    pub struct WorkerThreadScalingReportResponse {
        /// The recommended number of threads: 0 or more.
        pub recommended_thread_count: i32 as "recommendedThreadCount",
    }
}
