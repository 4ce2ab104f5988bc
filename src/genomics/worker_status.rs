//! What a check-in says: the worker's status, its disks, and events.

use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{AnyValue, Map, Text, Timestamp};

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

message! {
    /// The free and total space of a disk: `DiskStatus`.
    #[derive(Copy)]
    pub struct DiskStatus {
        /// Free space, in bytes.
        pub free_space_bytes: u64 as "freeSpaceBytes",
        /// Total space, in bytes.
        pub total_space_bytes: u64 as "totalSpaceBytes",
    }
}

message! {
    /// An event and its time: `TimestampedEvent`.
    pub struct TimestampedEvent<E: AnyValue> {
        /// The event.
        pub data: Option<E> as "data",
        /// When the event happened.
        pub timestamp: Option<Timestamp> as "timestamp",
    }
}
