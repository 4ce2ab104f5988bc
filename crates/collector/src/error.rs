//! Why a request has no other response.

use crate::store::Failure;
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use vitalwire::rpc::Code;

/// An error as Google's APIs send it: `{"error": {"code": 400, "message": "…", "status": "INVALID_ARGUMENT"}}`.
#[derive(Debug)]
pub struct Error {
    http_status: u16,
    code: Code,
    message: String,
}

impl Error {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { http_status: code.http_status(), code, message: message.into() }
    }

    /// Some statuses have no code of their own.
    pub fn with_status(self, http_status: u16) -> Self {
        Self { http_status, ..self }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let code = match failure {
            Failure::Rejected(_) => Code::InvalidArgument,
            Failure::Unavailable(_) => Code::Unavailable,
        };
        Self::new(code, failure.to_string())
    }
}

/// A name in a path that isn't text.
impl From<PathRejection> for Error {
    fn from(rejection: PathRejection) -> Self {
        Self::new(Code::InvalidArgument, rejection.body_text())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let Self { http_status, code, message } = self;
        let body = Json(json!({"error": {"code": http_status, "message": message, "status": code.to_string()}}));
        let status = StatusCode::from_u16(http_status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            // A worker's next report is soon enough.
            return (status, [(header::RETRY_AFTER, "1")], body).into_response();
        }
        (status, body).into_response()
    }
}
