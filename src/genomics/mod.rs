//! Genomics v2alpha1 `checkIn`: a worker reports that it is alive, and receives its assignment.
//!
//! A [`CheckInRequest`] is the body of `POST /v2alpha1/workers/{id}:checkIn` (`genomics.workers.checkIn`), and of
//! `POST /v2alpha1/projects/{project}/workers/{worker}:checkIn` (`genomics.projects.workers.checkIn`). A
//! [`CheckInResponse`] is the body of the response; with a status other than 200, an
//! [`ErrorResponse`](crate::rpc::ErrorResponse) may be. [`CheckInId::path`] returns either path.

mod check_in;
mod check_in_id;
mod worker_status;

pub use check_in::{CheckInRequest, CheckInResponse};
pub use check_in_id::{CheckInId, CheckInPath};
pub use worker_status::{DiskStatus, TimestampedEvent, WorkerStatus};

/// The messages of this API: their names in the schema, and their types for a profile `C`.
#[doc(hidden)]
#[macro_export]
macro_rules! __genomics_messages {
    ([$next:path $(, $more:path)*] $($messages:tt)*) => { $next! { [$($more),*] $($messages)*
        "Genomics v2alpha1, checkIn" {
            "CheckInRequest": $crate::genomics::CheckInRequest<C>,
            "Empty": $crate::proto::Empty,
            "TimestampedEvent":
                $crate::genomics::TimestampedEvent<$crate::proto::Any<<C as $crate::profile::Profile>::Any, $crate::profile::name::Any>>,
            "Status": $crate::rpc::Status<C>,
            "WorkerStatus": $crate::genomics::WorkerStatus<C>,
            "DiskStatus": $crate::genomics::DiskStatus,
            "CheckInResponse":
                $crate::genomics::CheckInResponse<
                    $crate::proto::Any<<C as $crate::profile::Profile>::Any, $crate::profile::name::Any>,
                    $crate::proto::Any<<C as $crate::profile::Profile>::Any, $crate::profile::name::Any>,
                >,
        }
    } };
}
