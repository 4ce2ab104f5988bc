//! `WorkerStatus`.

use super::DiskStatus;
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Map, Text};

message! {
    /// The state of a worker's machine: `WorkerStatus`.
    pub struct WorkerStatus<C: Profile> {
        /// The disks other than the boot disk, by name.
        pub attached_disks: Map<
            C::AttachedDisks<Text<C::DiskName, name::DiskName>, DiskStatus>,
            name::AttachedDisks,
        > as "attachedDisks",
        /// The boot disk.
        pub boot_disk: Option<DiskStatus> as "bootDisk",
        /// Free memory, in bytes.
        pub free_ram_bytes: u64 as "freeRamBytes",
        /// Total memory, in bytes.
        pub total_ram_bytes: u64 as "totalRamBytes",
        /// The time since the machine was started, in seconds.
        pub uptime_seconds: i64 as "uptimeSeconds",
    }
}
