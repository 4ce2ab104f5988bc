//! A client of a backend: sends requests of the APIs by HTTP, with an access token.

mod access;
mod endpoint;
mod failure;
mod token;

pub use access::Access;
pub use endpoint::Endpoint;
pub use failure::Failure;

use crate::wrong_arguments::WrongArguments;
use std::time::{Duration, Instant};
use token::Token;
use ureq::Agent;
use ureq::http::HeaderValue;
use ureq::tls::{RootCerts, TlsConfig};
use vitalwire::rpc::Outcome;
use vitalwire_agent::http::{Head, Method, ResponseHead, ResponseReader};

/// What a backend has responded: a head, and its body. That is empty if it is longer than is kept: then the status
/// decides.
pub type Response = (ResponseHead, Vec<u8>);

/// Sends requests to one backend. Connections are kept for a while, and shared between threads.
pub struct Client {
    agent: Agent,
    endpoint: Endpoint,
    token: Option<Token>,
}

/// How long one attempt takes at most: a second one, with a new token, needs time, too.
const ATTEMPT: Duration = Duration::from_secs(10);
/// How long an address is tried, so that there's time for the next one.
const CONNECT: Duration = Duration::from_secs(5);
/// The longest body of a response that is kept.
const LONGEST: u64 = 1 << 20;

impl Client {
    /// How long a request takes at most, with all that belongs to it: less than the 30 s after which a link gives it
    /// up.
    pub const PATIENCE: Duration = Duration::from_secs(20);

    /// # Errors
    /// The files of `access` can't be used, or a token would be sent to `endpoint` unencrypted.
    pub fn new(endpoint: Endpoint, access: &Access) -> Result<Self, WrongArguments> {
        let token = access.token();
        if token.is_some() && !endpoint.is_private() {
            let reason = format!("a token isn't sent to {endpoint}, where others could read it: use https");
            return Err(WrongArguments(reason));
        }
        let mut config = Agent::config_builder()
            // Their head and body say what to do.
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(concat!("vitalwire/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(CONNECT));
        if let Some(certificates) = access.certificates().map_err(WrongArguments)? {
            config = config.tls_config(TlsConfig::builder().root_certs(RootCerts::from(certificates)).build());
        }
        if endpoint.is_loopback() {
            config = config.proxy(None);
        }
        Ok(Self { agent: config.build().into(), endpoint, token })
    }

    /// Sends a request, and returns its response, whatever its status. If that says that the token is stale, reads the
    /// token again, and sends the request once more. Takes 20 s at most.
    ///
    /// # Errors
    /// [`Failure`], if there is no response.
    pub fn post(&self, method: Method<'_>, body: &[u8]) -> Result<Response, Failure> {
        self.post_within(Self::PATIENCE, method, body)
    }

    /// The same as [`post`](Self::post), within another time.
    ///
    /// # Errors
    /// [`Failure`], if there is no response.
    pub fn post_within(&self, patience: Duration, method: Method<'_>, body: &[u8]) -> Result<Response, Failure> {
        let deadline = Instant::now() + patience;
        let response = self.attempt(method, body, deadline)?;
        match &self.token {
            Some(token) if response.0.outcome(&response.1) == Outcome::Unauthenticated => {
                let read = token.read(deadline);
                let not_sent = |reason| format!("the token isn't accepted any more, and there's no new one: {reason}");
                read.map_err(|reason| Failure::NotSent(not_sent(reason)))?;
                self.attempt(method, body, deadline)
            }
            _ => Ok(response),
        }
    }

    /// Reads the token, if there should be one.
    ///
    /// # Errors
    /// There is none: a sentence for the user.
    pub fn check_token(&self) -> Result<(), String> {
        self.token.as_ref().map_or(Ok(()), |token| token.read(Instant::now() + Self::PATIENCE))
    }

    /// Returns where a request is sent.
    pub fn url(&self, method: Method<'_>) -> String {
        format!("{}{}", self.endpoint, target(&text(&Head::new(method, 0))))
    }

    fn attempt(&self, method: Method<'_>, body: &[u8], deadline: Instant) -> Result<Response, Failure> {
        let head = Head::new(method, body.len());
        let text = match &self.token {
            Some(token) => token.with(deadline, |secret| text(&head.secret(secret))).map_err(Failure::NotSent)?,
            None => text(&head),
        };
        let left = deadline.saturating_duration_since(Instant::now()).min(ATTEMPT);
        if left.is_zero() {
            return Err(Failure::NotSent("no time is left".to_owned()));
        }
        let mut request = self.agent.post(format!("{}{}", self.endpoint, target(&text)));
        for (name, value) in headers(&text) {
            let mut value = HeaderValue::from_str(value).map_err(Failure::no_response)?;
            value.set_sensitive(name == "Authorization");
            request = request.header(name, value);
        }
        let request = request.config().timeout_global(Some(left)).build();
        let response = request.send(body).map_err(Failure::from)?;
        let head = response_head(&response)?;
        match response.into_body().with_config().limit(LONGEST).read_to_vec() {
            Ok(body) => Ok((head, body)),
            Err(ureq::Error::BodyExceedsLimit(_)) => Ok((head, Vec::new())),
            Err(error) => Err(error.into()),
        }
    }
}

fn text(head: &Head<'_>) -> String {
    // All of it is ASCII.
    head.pieces().map(String::from_utf8_lossy).collect()
}

/// Returns the path and the query in the head of a request.
fn target(head: &str) -> &str {
    head.split(' ').nth(1).unwrap_or_default()
}

/// Returns the headers in the head of a request, without those that ureq adds.
fn headers(head: &str) -> impl Iterator<Item = (&str, &str)> {
    let headers = head.lines().filter_map(|line| line.split_once(": "));
    headers.filter(|(name, _)| !matches!(*name, "Host" | "Content-Length"))
}

/// Returns what the agent's own reader makes of a head: what it says is the same on all ways.
fn response_head<B>(response: &ureq::http::Response<B>) -> Result<ResponseHead, Failure> {
    let mut text = format!("HTTP/1.1 {} \r\n", response.status().as_u16()).into_bytes();
    for name in ["date", "retry-after"] {
        for value in response.headers().get_all(name) {
            text.extend([name.as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
    }
    text.extend(b"\r\n");
    let mut reader = ResponseReader::new();
    reader.feed(&mut text).map_err(Failure::no_response)?;
    reader.head().ok_or_else(|| Failure::no_response("the head of the response isn't complete"))
}
