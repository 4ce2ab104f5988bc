//! A worker's life, from its start to its shutdown.

use crate::error::BuildError;
use crate::profile::{Profile, name};
use crate::proto::{Map, Text, Timestamp};
use crate::{enumeration, message};

message! {
    /// A lifecycle event of a worker: `WorkerLifecycleEvent`, sent as `workerLifecycleEvent` in a
    /// [`WorkerMessage`](super::WorkerMessage).
    ///
    /// The `time` of the enclosing message is when the event happened, however late the message is sent.
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::{LifecycleEvent, WorkerLifecycleEvent};
    /// use vitalwire::proto::Timestamp;
    ///
    /// let event = WorkerLifecycleEvent::<Microcontroller> {
    ///     container_start_time: Some(Timestamp::new(1_795_310_520, 0)?),
    ///     event: Some(LifecycleEvent::NetworkUp),
    ///     ..Default::default()
    /// };
    /// let expected = r#"{"containerStartTime":"2026-11-22T01:22:00Z","event":"NETWORK_UP"}"#;
    /// assert_eq!(vitalwire::to_str(&event, &mut [0; 80]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct WorkerLifecycleEvent<C: Profile> {
        /// When the container was started. Every event carries it.
        pub container_start_time: Option<Timestamp> as "containerStartTime",
        /// What happened.
        pub event: Option<LifecycleEvent> as "event",
        /// Additional information: at most `metadata` entries.
        pub metadata: Map<
            C::Metadata<Text<C::LabelKey, name::LabelKey>, Text<C::LabelValue, name::LabelValue>>,
            name::Metadata,
        > as "metadata",
    }
}

enumeration! {
    /// The kinds of lifecycle event: `WorkerLifecycleEvent.event`. `UNKNOWN_EVENT`, 0 on the wire, is never sent, and
    /// is read as no event.
    ///
    /// ```
    /// use vitalwire::dataflow::LifecycleEvent;
    ///
    /// assert_eq!(LifecycleEvent::NetworkUp.name(), Some("NETWORK_UP"));
    /// assert_eq!(LifecycleEvent::from_number(3), Ok(LifecycleEvent::NetworkUp));
    /// assert_eq!("NETWORK_UP".parse(), Ok(LifecycleEvent::NetworkUp));
    /// assert!(LifecycleEvent::from_number(0).is_err());
    /// ```
    pub enum LifecycleEvent {
        0 as "UNKNOWN_EVENT",
        /// The operating system was started.
        OsStart = 1 as "OS_START",
        /// The container was started.
        ContainerStart = 2 as "CONTAINER_START",
        /// The network is available.
        NetworkUp = 3 as "NETWORK_UP",
        /// The download of staging files started.
        StagingFilesDownloadStart = 4 as "STAGING_FILES_DOWNLOAD_START",
        /// All staging files are downloaded.
        StagingFilesDownloadFinish = 5 as "STAGING_FILES_DOWNLOAD_FINISH",
        /// The installation of the SDK started.
        SdkInstallStart = 6 as "SDK_INSTALL_START",
        /// The SDK is installed.
        SdkInstallFinish = 7 as "SDK_INSTALL_FINISH",
    }
}

message! {
    /// The last message of a worker, sent before it shuts down: `WorkerShutdownNotice`, sent as `workerShutdownNotice`
    /// in a [`WorkerMessage`](super::WorkerMessage).
    ///
    /// A preempted machine has about 30 s to send it. The response is a [`WorkerShutdownNoticeResponse`].
    ///
    /// The reason is any string. One of your own, such as `BUTTON`, is fine.
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::WorkerShutdownNotice;
    ///
    /// let notice = WorkerShutdownNotice::<Microcontroller>::new("PREEMPTION")?;
    /// assert_eq!(vitalwire::to_str(&notice, &mut [0; 32]), Ok(r#"{"reason":"PREEMPTION"}"#));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct WorkerShutdownNotice<C: Profile> {
        /// The reason: any string of at most `reason` bytes as JSON. `PREEMPTION` and `UNKNOWN` are known to be used.
        pub reason: Text<C::Reason, name::Reason> as "reason",
    }
}

impl<C: Profile> WorkerShutdownNotice<C> {
    /// Creates a notice with a reason.
    ///
    /// # Errors
    /// [`BuildError::Capacity`] if `reason` is longer than the profile's `reason`.
    pub fn new(reason: &str) -> Result<Self, BuildError> {
        Ok(Self { reason: reason.try_into()? })
    }
}

message! {
    /// Acknowledges a [`WorkerShutdownNotice`]: `WorkerShutdownNoticeResponse`, received as
    /// `workerShutdownNoticeResponse` in a [`WorkerMessageResponse`](super::WorkerMessageResponse). Its presence is its
    /// only information.
    ///
    /// ```
    /// use vitalwire::dataflow::{WorkerMessageResponse, WorkerShutdownNoticeResponse};
    ///
    /// let response: WorkerMessageResponse = vitalwire::decode(br#"{"workerShutdownNoticeResponse": {}}"#)?;
    /// assert_eq!(response.worker_shutdown_notice_response, Some(WorkerShutdownNoticeResponse::default()));
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    #[derive(Copy)]
    pub struct WorkerShutdownNoticeResponse {}
}
