//! What a check-in says: the worker's status, its disks, and events.

use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{AnyValue, Map, Text, Timestamp};

message! {
    /// The state of a worker's machine: `WorkerStatus`, in a [`CheckInRequest`](super::CheckInRequest).
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::genomics::{DiskStatus, WorkerStatus};
    ///
    /// let mut status = WorkerStatus::<Microcontroller> { uptime_seconds: 60, ..Default::default() };
    /// status.attached_disks.insert("log", DiskStatus { total_space_bytes: 4096, ..Default::default() })?;
    /// let expected = r#"{"attachedDisks":{"log":{"totalSpaceBytes":"4096"}},"uptimeSeconds":"60"}"#;
    /// assert_eq!(vitalwire::to_str(&status, &mut [0; 80]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct WorkerStatus<C: Profile> {
        /// The disks other than the boot disk, by name: at most `attached_disks` of them.
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
        /// The time since the machine was started, in seconds: 0 or more.
        pub uptime_seconds: i64 as "uptimeSeconds",
    }
}

message! {
    /// The free and total space of a disk: `DiskStatus`, in a [`WorkerStatus`].
    ///
    /// ```
    /// use vitalwire::genomics::DiskStatus;
    ///
    /// let disk = DiskStatus { free_space_bytes: 5 << 30, total_space_bytes: 32 << 30 };
    /// let expected = r#"{"freeSpaceBytes":"5368709120","totalSpaceBytes":"34359738368"}"#;
    /// assert_eq!(vitalwire::to_str(&disk, &mut [0; 80]), Ok(expected));
    /// ```
    #[derive(Copy)]
    pub struct DiskStatus {
        /// Free space, in bytes.
        pub free_space_bytes: u64 as "freeSpaceBytes",
        /// Total space, in bytes.
        pub total_space_bytes: u64 as "totalSpaceBytes",
    }
}

message! {
    /// An event and its time: `TimestampedEvent`, in a [`CheckInRequest`](super::CheckInRequest).
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::genomics::CheckInRequest;
    /// use vitalwire::proto::Timestamp;
    ///
    /// let mut request = CheckInRequest::<Microcontroller>::default();
    /// let event = request.events.push_default()?;
    /// event.timestamp = Some(Timestamp::new(1_795_310_520, 0)?);
    /// event.data = Some(r#"{"@type": "example.com/plant.Leak"}"#.parse()?);
    ///
    /// let expected = r#"{"data":{"@type":"example.com/plant.Leak"},"timestamp":"2026-11-22T01:22:00Z"}"#;
    /// assert_eq!(vitalwire::to_str(&request.events[0], &mut [0; 96]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct TimestampedEvent<E: AnyValue> {
        /// The event.
        pub data: Option<E> as "data",
        /// When the event happened.
        pub timestamp: Option<Timestamp> as "timestamp",
    }
}
