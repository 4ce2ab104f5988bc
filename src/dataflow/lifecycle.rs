//! A worker's life, from its start to its shutdown.

use crate::error::BuildError;
use crate::profile::{Profile, name};
use crate::proto::{Map, Text, Timestamp};
use crate::{enumeration, message};

message! {
    /// A lifecycle event of a worker: `WorkerLifecycleEvent`.
    ///
    /// The `time` of the enclosing message is when the event happened, however late the message is sent.
    pub struct WorkerLifecycleEvent<C: Profile> {
        /// When the container was started. Every event carries it.
        pub container_start_time: Option<Timestamp> as "containerStartTime",
        /// What happened.
        pub event: Option<LifecycleEvent> as "event",
        /// Additional information.
        pub metadata: Map<
            C::Metadata<Text<C::LabelKey, name::LabelKey>, Text<C::LabelValue, name::LabelValue>>,
            name::Metadata,
        > as "metadata",
    }
}

enumeration! {
    /// The kinds of lifecycle event: `WorkerLifecycleEvent.event`. `UNKNOWN_EVENT`, 0 on the wire, is never sent, and
    /// is read as no event.
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
    /// The last message of a worker, sent before it shuts down: `WorkerShutdownNotice`.
    ///
    /// A preempted machine has about 30 s to send it.
    pub struct WorkerShutdownNotice<C: Profile> {
        /// The reason: any string. `PREEMPTION` and `UNKNOWN` are known to be used.
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
    /// Acknowledges a shutdown notice: `WorkerShutdownNoticeResponse`.
    #[derive(Copy)]
    pub struct WorkerShutdownNoticeResponse {}
}
