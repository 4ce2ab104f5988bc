//! What a response means for its request.

use super::{Code, ErrorDetails, ErrorResponse};
use crate::codec::decode;
use crate::error::JsonType;
use crate::json::{Reader, Stop, StringToken};
use crate::proto::Duration;

/// What became of a request, and what to do next.
///
/// ```
/// use std::time::Duration;
/// use vitalwire::rpc::Outcome;
///
/// // Too many requests, as Google's APIs say it, and a proxy's error page.
/// let body = br#"{"error": {"code": 429, "details": [{"retryDelay": "30s"}]}}"#;
/// assert_eq!(Outcome::of_response(429, body), Outcome::Retry { after: Some(Duration::from_secs(30)) });
/// let next = match Outcome::of_response(503, b"<html>") {
///     Outcome::Accepted => "reset the counters, and read the response",
///     Outcome::Retry { .. } => "send the same request again, after a pause that grows",
///     Outcome::TooLarge => "send less at a time",
///     Outcome::Unauthenticated => "send it again with a new token",
///     _ => "drop it",
/// };
/// assert_eq!(next, "send the same request again, after a pause that grows");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Outcome {
    /// The backend accepted the request.
    Accepted,
    /// The same request may be accepted later.
    Retry {
        /// The shortest pause before that, if the body asks for one (`google.rpc.RetryInfo`). It may be of any length:
        /// limit it. The header `Retry-After` is another such hint, which a client has to look at by itself.
        after: Option<core::time::Duration>,
    },
    /// The request is too large: smaller ones may be accepted.
    TooLarge,
    /// The request may be accepted with a new access token.
    Unauthenticated,
    /// The request will never be accepted in its present form.
    Rejected {
        /// The reason, if the backend gives one that this crate knows.
        code: Option<Code>,
    },
}

impl Outcome {
    /// Returns the outcome that an HTTP response indicates, by its status and its body. A status of 0 is that of a
    /// request without a response.
    ///
    /// An error in the body takes precedence over the HTTP status, and its `status` over its `code`. A 2xx whose body
    /// isn't a JSON object is treated as a captive portal's page or a truncated response: `Retry`; so is one whose
    /// `error` says nothing that this crate knows. Redirects aren't followed: these APIs have none. All 5xx but 501 and
    /// 505 may pass; so may 407, with which a proxy wants a login, 408, 425, 429 and 499.
    ///
    /// A 403 may pass if it is that of a quota: if a `reason` in the body's `errors` or `details` is `rateLimitExceeded`,
    /// `userRateLimitExceeded`, `quotaExceeded`, `dailyLimitExceeded` or `RATE_LIMIT_EXCEEDED`.
    ///
    /// ```
    /// use vitalwire::rpc::Outcome;
    ///
    /// assert_eq!(Outcome::of_response(200, b"{}"), Outcome::Accepted);
    /// assert_eq!(Outcome::of_response(401, b"<html>"), Outcome::Unauthenticated);
    /// ```
    ///
    #[doc = include_str!("outcome.md")]
    #[must_use]
    pub fn of_response(http_status: u16, body: &[u8]) -> Self {
        let decoded = decode::<ErrorResponse>(body);
        let has_no_error = decoded.is_ok_and(|response| response == ErrorResponse::EMPTY);
        let error = decoded.unwrap_or_default().error;
        match http_status {
            _ if code_of(&error).is_some() || status_of(&error).is_some() => of_error(http_status, &error, body),
            204 | 205 => Self::Accepted,
            200..=299 if body.trim_ascii().is_empty() => Self::Accepted,
            200..=299 if has_no_error && body.trim_ascii_start().starts_with(b"{") => Self::Accepted,
            200..=299 => Self::Retry { after: None },
            _ => of_error(http_status, &error, body),
        }
    }

    /// Whether the backend accepted the request.
    #[must_use]
    pub const fn is_accepted(self) -> bool {
        matches!(self, Self::Accepted)
    }
}

/// Returns the code of an error, if it is one that this crate knows, and that of an error.
fn code_of(error: &ErrorDetails) -> Option<Code> {
    error.status.filter(|code| code.name().is_some() && *code != Code::Ok)
}

/// Returns the HTTP status in an error, if it is that of an error.
fn status_of(error: &ErrorDetails) -> Option<u16> {
    u16::try_from(error.code).ok().filter(|status| (400..=599).contains(status))
}

fn of_error(http_status: u16, error: &ErrorDetails, body: &[u8]) -> Outcome {
    let code = code_of(error);
    let status = status_of(error).unwrap_or(http_status);
    let mut hints = Hints { after: None, is_quota: false };
    for span in [error.errors, error.details].into_iter().flatten() {
        // Where hints aren't what they should be, those before them count.
        let _ = hints.read(span.of(body).unwrap_or_default());
    }
    let may_pass = match (code, status) {
        (Some(Code::PermissionDenied), _) | (None, 403) => hints.is_quota,
        (Some(code), _) => code.can_retry_help(),
        (None, status) => may_pass(status),
    };
    match (code, status) {
        _ if http_status == 413 => Outcome::TooLarge,
        (None, 413) => Outcome::TooLarge,
        (Some(Code::Unauthenticated), _) | (None, 401) => Outcome::Unauthenticated,
        _ if may_pass => Outcome::Retry { after: hints.after },
        _ => Outcome::Rejected { code },
    }
}

/// Whether what a status says may pass by itself.
const fn may_pass(http_status: u16) -> bool {
    match http_status {
        ..=199 | 300..=399 | 407 | 408 | 425 | 429 | 499 => true,
        501 | 505 => false,
        500..=599 => true,
        _ => false,
    }
}

/// What the lists of an error ask for.
struct Hints {
    /// The longest `retryDelay`.
    after: Option<core::time::Duration>,
    /// Whether a `reason` is that a quota is used up, for the moment.
    is_quota: bool,
}

impl Hints {
    /// Reads a list of objects, such as `google.rpc.RetryInfo` and `ErrorInfo`.
    fn read(&mut self, list: &[u8]) -> Result<(), Stop> {
        let mut reader = Reader::new(list);
        reader.next_value();
        reader.array(&mut |reader| {
            if reader.next_type() != JsonType::Object {
                return reader.skip();
            }
            reader.object(&mut |reader| {
                let key = reader.string()?;
                reader.colon()?;
                if reader.next_type() == JsonType::String {
                    let value = reader.string()?;
                    self.set(key, value);
                    return Ok(());
                }
                reader.skip()
            })
        })
    }

    fn set(&mut self, key: StringToken<'_>, value: StringToken<'_>) {
        if key.is("retryDelay") {
            let delay = value.with_short(|text| core::str::from_utf8(text).ok()?.parse::<Duration>().ok());
            self.after = self.after.max(delay.and_then(|delay| delay.try_into().ok()));
        }
        if key.is("reason") {
            self.is_quota |= QUOTA.iter().any(|reason| value.is(reason));
        }
    }
}

/// Reasons for a 403 that may pass.
const QUOTA: [&str; 5] =
    ["rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded", "RATE_LIMIT_EXCEEDED"];
