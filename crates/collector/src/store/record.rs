//! What is to be written.

use std::sync::Arc;
use vitalwire::Growable;
use vitalwire::dataflow::WorkerMessage;
use vitalwire::genomics::CheckInRequest;
use vitalwire::proto::Timestamp;

/// A message of a worker, as it was received.
#[derive(Debug)]
pub struct Record {
    pub worker: WorkerKey,
    pub location: Arc<str>,
    pub heard: Timestamp,
    pub content: Content,
}

/// Who it is from. The project and the location are those of a whole request, which may have thousands of records.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkerKey {
    /// The project of the request's path, or empty if that has none.
    pub project: Arc<str>,
    /// The label `JOB_ID`, or empty.
    pub job: String,
    /// The label `WORKER_ID`, or the id of a check-in.
    pub name: String,
}

/// What it says.
#[derive(Debug)]
pub enum Content {
    /// With the interval that its worker is told, in ms.
    Message { message: WorkerMessage<Growable>, interval: i64 },
    /// With the deadline that its worker is told.
    CheckIn { request: Box<CheckInRequest<Growable>>, deadline: Timestamp },
}
