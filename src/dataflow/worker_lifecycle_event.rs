//! `WorkerLifecycleEvent`.

use crate::profile::{Profile, name};
use crate::proto::{Map, Text, Timestamp};
use crate::{enumeration, message};

message! {
    /// A step in the life of a worker: `WorkerLifecycleEvent`.
    ///
    /// When it happened is the `time` of the message around it, and stays that however late it is sent.
    pub struct WorkerLifecycleEvent<C: Profile> {
        /// When the container was started; goes with every event.
        pub container_start_time: Option<Timestamp> as "containerStartTime",
        /// What happened.
        pub event: Option<LifecycleEvent> as "event",
        /// Anything else worth knowing.
        pub metadata: Map<
            C::Metadata<Text<C::LabelKey, name::LabelKey>, Text<C::LabelValue, name::LabelValue>>,
            name::Metadata,
        > as "metadata",
    }
}

enumeration! {
    /// What can happen to a worker: `WorkerLifecycleEvent.event`. `UNKNOWN_EVENT`, the wire's 0, is
    /// never sent, and read as no event.
    pub enum LifecycleEvent {
        0 as "UNKNOWN_EVENT",
        /// The operating system was started.
        OsStart = 1 as "OS_START",
        /// The container was started.
        ContainerStart = 2 as "CONTAINER_START",
        /// The network can be used.
        NetworkUp = 3 as "NETWORK_UP",
        /// Files began to be fetched.
        StagingFilesDownloadStart = 4 as "STAGING_FILES_DOWNLOAD_START",
        /// All files are here.
        StagingFilesDownloadFinish = 5 as "STAGING_FILES_DOWNLOAD_FINISH",
        /// The SDK began to be installed.
        SdkInstallStart = 6 as "SDK_INSTALL_START",
        /// The SDK is installed.
        SdkInstallFinish = 7 as "SDK_INSTALL_FINISH",
    }
}
