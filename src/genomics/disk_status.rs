//! `DiskStatus`.

use crate::message;

message! {
    /// How full a disk is: `DiskStatus`.
    #[derive(Copy)]
    pub struct DiskStatus {
        /// Bytes that are free.
        pub free_space_bytes: u64 as "freeSpaceBytes",
        /// Bytes in all.
        pub total_space_bytes: u64 as "totalSpaceBytes",
    }
}
