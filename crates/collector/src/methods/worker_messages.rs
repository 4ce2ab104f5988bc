//! `dataflow.projects.workerMessages` and `dataflow.projects.locations.workerMessages`.

use super::Methods;
use crate::clock::now;
use crate::error::Error;
use crate::store::{Content, Record, WorkerKey};
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use vitalwire::Growable;
use vitalwire::dataflow::{
    Payload, ResourceUtilizationReportResponse, SendWorkerMessagesRequest, SendWorkerMessagesResponse, WorkerMessage,
    WorkerMessageResponse, WorkerShutdownNoticeResponse,
};
use vitalwire::rpc::Code;

pub async fn in_project(
    State(methods): State<Arc<Methods>>,
    path: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let Path(project) = path?;
    methods.receive(project, None, &headers, body).await
}

pub async fn in_location(
    State(methods): State<Arc<Methods>>,
    path: Result<Path<(String, String)>, PathRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Error> {
    let Path((project, location)) = path?;
    methods.receive(project, Some(location), &headers, body).await
}

impl Methods {
    async fn receive(
        &self,
        project: String,
        location: Option<String>,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<Response, Error> {
        if project.is_empty() || location.as_ref().is_some_and(String::is_empty) {
            return Err(Error::new(Code::NotFound, "a project and a location have a name"));
        }
        let received = self.bodies.receive(headers, body).await?;
        let request = vitalwire::decode::<SendWorkerMessagesRequest<Growable>>(&received.bytes)
            .map_err(|error| Error::new(Code::InvalidArgument, error.to_string()))?;
        let location = Arc::<str>::from(location.unwrap_or_else(|| request.location.to_string()));
        let project = Arc::<str>::from(project);
        let messages = request.worker_messages.into_inner();
        let response = self.response(&messages);
        let interval = self.health.report_interval.map_or(0, |interval| interval.as_millis());
        let heard = now();
        let mut records = Vec::<Record>::new();
        for message in messages {
            let worker = worker(&project, &message);
            // One without a payload, or with one that isn't known yet, tells that its worker is there: once is enough.
            if message.payload.is_none() && records.last().is_some_and(|last| last.worker == worker) {
                continue;
            }
            let content = Content::Message { message, interval };
            records.push(Record { worker, location: location.clone(), heard, content });
        }
        self.writer.write(records, Some(received.space)).await?;
        json(&response)
    }

    fn response(&self, messages: &[WorkerMessage<Growable>]) -> SendWorkerMessagesResponse<Growable> {
        let responses = messages.iter().filter_map(|message| self.response_to(message.payload.as_ref()?));
        SendWorkerMessagesResponse {
            worker_message_responses: responses.collect::<Vec<_>>().into(),
            ..Default::default()
        }
    }

    fn response_to(&self, payload: &Payload<Growable>) -> Option<WorkerMessageResponse> {
        let mut response = WorkerMessageResponse::default();
        match payload {
            Payload::WorkerHealthReport(_) => response.worker_health_report_response = Some(self.health),
            Payload::WorkerShutdownNotice(_) => {
                response.worker_shutdown_notice_response = Some(WorkerShutdownNoticeResponse::default());
            }
            Payload::WorkerMetrics(_) => {
                response.worker_metrics_response = Some(ResourceUtilizationReportResponse::default());
            }
            Payload::StreamingScalingReport(_) => {
                response.streaming_scaling_report_response = Some(self.scaling?.0);
            }
            Payload::WorkerThreadScalingReport(_) => {
                response.worker_thread_scaling_report_response = Some(self.scaling?.1);
            }
            _ => return None,
        }
        Some(response)
    }
}

fn worker(project: &Arc<str>, message: &WorkerMessage<Growable>) -> WorkerKey {
    let label = |key| message.labels.get(key).map(|value| value.to_string()).unwrap_or_default();
    WorkerKey { project: project.clone(), job: label("JOB_ID"), name: label("WORKER_ID") }
}

pub(super) fn json(message: &impl vitalwire::proto::Field) -> Result<Response, Error> {
    let json = vitalwire::to_vec(message).map_err(|error| Error::new(Code::Internal, error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}
