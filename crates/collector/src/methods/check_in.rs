//! `genomics.workers.checkIn` and `genomics.projects.workers.checkIn`.

use super::Methods;
use super::worker_messages::json;
use crate::clock::now;
use crate::error::Error;
use crate::store::{Content, Record, WorkerKey};
use axum::extract::{Request, State};
use axum::response::Response;
use percent_encoding::percent_decode_str;
use std::sync::Arc;
use vitalwire::Growable;
use vitalwire::genomics::{CheckInRequest, CheckInResponse};
use vitalwire::rpc::Code;

pub async fn check_in(State(methods): State<Arc<Methods>>, request: Request) -> Result<Response, Error> {
    let (parts, body) = request.into_parts();
    let worker = worker(parts.uri.path())
        .ok_or_else(|| Error::new(Code::NotFound, "expected workers/{id}:checkIn, or projects/{project}/ before it"))?;
    let received = methods.bodies.receive(&parts.headers, body).await?;
    let request = vitalwire::decode::<CheckInRequest<Growable>>(&received.bytes)
        .map_err(|error| Error::new(Code::InvalidArgument, error.to_string()))?;
    let heard = now();
    let deadline = heard.saturating_add(methods.deadline);
    let content = Content::CheckIn { request: Box::new(request), deadline };
    methods.writer.write(vec![Record { worker, location: "".into(), heard, content }], Some(received.space)).await?;
    json(&CheckInResponse::<Any> { deadline: Some(deadline), ..Default::default() })
}

/// Nothing but a deadline is sent.
type Any = vitalwire::proto::Span;

/// Returns who checks in. The path is the one that was sent: decoded, an id could have segments of its own.
fn worker(path: &str) -> Option<WorkerKey> {
    let (path, method) = path.strip_prefix("/v2alpha1/")?.rsplit_once(':')?;
    if method != "checkIn" {
        return None;
    }
    let decoded = |segment: &str| percent_decode_str(segment).decode_utf8().ok().map(|text| text.into_owned());
    let segments = path.split('/').map(decoded).collect::<Option<Vec<_>>>()?;
    let (project, name) = match &segments[..] {
        [workers, id] if workers == "workers" => ("", id),
        [projects, project, workers, id] if projects == "projects" && workers == "workers" => (&**project, id),
        _ => return None,
    };
    (!name.is_empty()).then(|| WorkerKey { project: project.into(), job: String::new(), name: name.clone() })
}

#[cfg(test)]
mod tests {
    use super::worker;

    #[test]
    fn who_checks_in_stands_in_the_path() {
        let found = |path: &str| worker(path).map(|worker| (worker.project.to_string(), worker.name));
        let is = |project: &str, name: &str| Some((project.to_owned(), name.to_owned()));
        assert_eq!(found("/v2alpha1/workers/boiler-7:checkIn"), is("", "boiler-7"));
        assert_eq!(found("/v2alpha1/workers/a%2Fb%3Ac:checkIn"), is("", "a/b:c"));
        assert_eq!(found("/v2alpha1/workers/a:b:checkIn"), is("", "a:b"));
        assert_eq!(found("/v2alpha1/projects/cellar/workers/7:checkIn"), is("cellar", "7"));
        for path in
            ["workers/7", "workers/:checkIn", "workers/7:checkin", "7:checkIn", "workers/%ff:checkIn", "jobs/7:checkIn"]
        {
            assert_eq!(found(&format!("/v2alpha1/{path}")), None, "{path}");
        }
    }
}
