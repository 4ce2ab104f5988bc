//! A check-in, and the backend's response.

use core::hint::black_box;
use vitalwire::BuildError;
use vitalwire::genomics::{CheckInRequest, DiskStatus, WorkerStatus};

vitalwire::profile! {
    /// A disk besides the one that the worker was started from, and how the work ended.
    pub struct Device { attached_disks: 1, disk_name: 16, message: 48, ..NONE }
}

pub type Request = CheckInRequest<Device>;

/// Fills an empty request.
pub fn fill(request: &mut Request) -> Result<(), BuildError> {
    let status = request.worker_status.insert(WorkerStatus::default());
    status.boot_disk = Some(disk(32_000_000_000));
    status.free_ram_bytes = black_box(7_168);
    status.total_ram_bytes = black_box(16_384);
    status.uptime_seconds = black_box(86_400);
    status.attached_disks.insert(black_box("sd-card"), disk(4_000_000_000))
}

fn disk(total_space_bytes: u64) -> DiskStatus {
    DiskStatus {
        free_space_bytes: black_box(123_456_789),
        total_space_bytes: black_box(total_space_bytes),
        ..Default::default()
    }
}

/// The assignment in it is skipped.
pub const RESPONSE: &[u8] = br#"{
  "deadline": "2026-11-22T01:32:00.250Z",
  "metadata": {
    "@type": "example.com/plant.Assignment",
    "program": "heat \"water\" to 60 \u00b0C",
    "steps": [{"valve": 3, "open": true}, {"wait": [0.25, -1e-3, null]}]
  },
  "etag": "unknown"
}"#;
