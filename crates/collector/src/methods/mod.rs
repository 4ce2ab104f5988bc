//! The methods of the two APIs.

mod body;
mod check_in;
mod worker_messages;

use crate::arguments::Arguments;
use crate::error::Error;
use crate::store::Writer;
use axum::Router;
use axum::extract::Request;
use axum::routing::post;
use body::Bodies;
use std::sync::Arc;
use vitalwire::dataflow::{
    StreamingScalingReportResponse, WorkerHealthReportResponse, WorkerThreadScalingReportResponse,
};
use vitalwire::proto::Duration;
use vitalwire::rpc::Code;

/// What the methods need, and what workers are told.
pub struct Methods {
    writer: Writer,
    bodies: Bodies,
    health: WorkerHealthReportResponse,
    scaling: Option<(StreamingScalingReportResponse, WorkerThreadScalingReportResponse)>,
    deadline: std::time::Duration,
}

impl Methods {
    pub fn new(writer: Writer, arguments: &Arguments) -> Self {
        // The arguments' range is a small part of what a duration can be.
        let interval = Duration::try_from(arguments.report_interval).ok();
        let scaling = arguments.threads.map(|threads| {
            let streaming = StreamingScalingReportResponse { maximum_thread_count: threads, ..Default::default() };
            let batch = WorkerThreadScalingReportResponse { recommended_thread_count: threads, ..Default::default() };
            (streaming, batch)
        });
        Self {
            writer,
            bodies: Bodies::new(arguments.longest_body as usize),
            health: WorkerHealthReportResponse { report_interval: interval, ..Default::default() },
            scaling,
            deadline: arguments.deadline,
        }
    }
}

pub fn routes(methods: Methods) -> Router {
    Router::new()
        .route("/v1b3/projects/{project}/WorkerMessages", post(worker_messages::in_project))
        .route("/v1b3/projects/{project}/locations/{location}/WorkerMessages", post(worker_messages::in_location))
        // What follows the id isn't a segment of its own.
        .route("/v2alpha1/{*path}", post(check_in::check_in))
        .with_state(Arc::new(methods))
}

/// Responds to what no route is for. All routes have to be there.
pub fn with_errors(routes: Router) -> Router {
    routes
        .method_not_allowed_fallback(async || Error::new(Code::InvalidArgument, "no such method").with_status(405))
        .fallback(async |request: Request| {
            Error::new(Code::NotFound, format!("nothing is at {}", request.uri().path()))
        })
}
