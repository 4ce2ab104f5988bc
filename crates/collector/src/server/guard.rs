//! Who may send and see.

use crate::error::Error;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use constant_time_eq::constant_time_eq;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};
use vitalwire::rpc::Code;

/// The token that requests must have.
pub struct Guard(Vec<u8>);

impl Guard {
    /// Reads the token from a file. White space around it doesn't count.
    pub fn from_file(path: &Path) -> io::Result<Self> {
        let named = |error: io::Error| io::Error::new(error.kind(), format!("can't read {}: {error}", path.display()));
        let token = fs::read(path).map_err(named)?.trim_ascii().to_owned();
        if token.is_empty() {
            return Err(io::Error::other(format!("{} has no token in it", path.display())));
        }
        if !token.iter().all(u8::is_ascii_graphic) {
            let shown = path.display();
            return Err(io::Error::other(format!("{shown} has more in it than a token: a space, or what isn't ASCII")));
        }
        Ok(Self(token))
    }

    fn admits(&self, headers: &HeaderMap) -> bool {
        let Some((scheme, credentials)) =
            headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.split_once(' '))
        else {
            return false;
        };
        let is_token = |given: &[u8]| constant_time_eq(given, &self.0);
        if scheme.eq_ignore_ascii_case("bearer") {
            is_token(credentials.trim().as_bytes())
        } else if scheme.eq_ignore_ascii_case("basic") {
            // Browsers have no other way to ask for a token.
            let pair = STANDARD.decode(credentials.trim()).unwrap_or_default();
            pair.iter().position(|&byte| byte == b':').is_some_and(|colon| is_token(&pair[colon + 1..]))
        } else {
            false
        }
    }
}

pub async fn guard(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    if request.uri().path() == "/healthz" || guard.admits(request.headers()) {
        return next.run(request).await;
    }
    let error = Error::new(Code::Unauthenticated, "the request needs the collector's token");
    ([(header::WWW_AUTHENTICATE, "Basic realm=\"vitalwire\", charset=\"UTF-8\"")], error).into_response()
}
