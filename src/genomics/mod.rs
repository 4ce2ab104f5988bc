//! Genomics v2alpha1 `checkIn`: how a worker tells that it's still there, and learns what to do.
//!
//! A [`CheckInRequest`] is the body of `POST /v2alpha1/workers/{id}:checkIn`
//! (`genomics.workers.checkIn`), and of `POST /v2alpha1/projects/{project}/workers/{worker}:checkIn`
//! (`genomics.projects.workers.checkIn`). A [`CheckInResponse`] answers it.
//! [`CheckInId::path`] writes either path.

mod check_in_id;
mod check_in_request;
mod check_in_response;
mod disk_status;
mod timestamped_event;
mod worker_status;

pub use check_in_id::{CheckInId, CheckInPath};
pub use check_in_request::CheckInRequest;
pub use check_in_response::CheckInResponse;
pub use disk_status::DiskStatus;
pub use timestamped_event::TimestampedEvent;
pub use worker_status::WorkerStatus;
