//! `WorkerStatus`.

use super::DiskStatus;
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Map, Text};

message! {
    /// How a worker's machine is: `WorkerStatus`.
    pub struct WorkerStatus<C: Profile> {
        /// The disks besides the boot disk, by name.
        pub attached_disks: Map<
            C::AttachedDisks<Text<C::DiskName, name::DiskName>, DiskStatus>,
            name::AttachedDisks,
        > as "attachedDisks",
        /// The disk that the machine was started from.
        pub boot_disk: Option<DiskStatus> as "bootDisk",
        /// Memory that is free, in bytes.
        pub free_ram_bytes: u64 as "freeRamBytes",
        /// Memory in all, in bytes.
        pub total_ram_bytes: u64 as "totalRamBytes",
        /// Seconds since the machine was started.
        pub uptime_seconds: i64 as "uptimeSeconds",
    }
}
