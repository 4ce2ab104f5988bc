//! `DiskStatus`.

use crate::message;

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
