//! What the head of a response says.

use core::time::Duration;
use vitalwire::proto::Timestamp;
use vitalwire::rpc::Outcome;

/// What the head of a response says: its status, and the headers that matter to a worker.
///
/// ```
/// use core::time::Duration;
/// use vitalwire::rpc::Outcome;
/// use vitalwire_agent::http::ResponseReader;
///
/// let mut response = *b"HTTP/1.1 503 Service Unavailable\r\n\
///     Retry-After: Sun, 22 Nov 2026 01:25:00 GMT\r\nDate: Sun, 22 Nov 2026 01:22:00 GMT\r\nContent-Length: 7\r\n\r\n\
///     <html>\n";
/// let mut reader = ResponseReader::new();
/// let body = reader.feed(&mut response)?.body;
/// let head = reader.head().expect("a whole head");
/// assert_eq!((head.status, head.content_length, head.keep_alive), (503, Some(7), true));
/// assert_eq!(head.date, Some("2026-11-22T01:22:00Z".parse()?));
/// assert_eq!(head.outcome(body), Outcome::Retry { after: Some(Duration::from_secs(180)) });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct ResponseHead {
    /// The status, from 200 to 599: responses with a status of 1xx are skipped.
    pub status: u16,
    /// The header `Date`: when the response was made, in the years 1970 to 9999. `None` if there is none that exists.
    pub date: Option<Timestamp>,
    /// The header `Retry-After`: how long to wait, whether it is a number of seconds or a time. A time is taken relative to
    /// `date`: without that there is none. More than 4,294,967,295 s count as that, and more than 33 digits as
    /// none.
    pub retry_after: Option<Duration>,
    /// Whether the connection can be used again after the response.
    pub keep_alive: bool,
    /// The header `Content-Length`, in bytes. `None` if the response is sent in chunks, or lasts until the connection is
    /// closed. A response of 204 or 304 has no body, whatever this says.
    pub content_length: Option<u32>,
}

impl ResponseHead {
    /// Returns the outcome that the response indicates: that of [`Outcome::of_response`], except that a pause is no shorter
    /// than `retry_after` demands.
    ///
    /// The body must be complete: the beginning of one is no JSON, and so is `Retry` although the request was accepted. If
    /// it is too long to be kept, an empty one leaves the judgement to the status.
    ///
    /// ```
    /// use core::time::Duration;
    /// use vitalwire::rpc::Outcome;
    /// use vitalwire_agent::http::ResponseHead;
    ///
    /// let mut head = ResponseHead::default();
    /// (head.status, head.retry_after) = (429, Some(Duration::from_secs(5)));
    /// let body = br#"{"error": {"code": 429, "details": [{"retryDelay": "30s"}]}}"#;
    /// assert_eq!(head.outcome(body), Outcome::Retry { after: Some(Duration::from_secs(30)) });
    /// assert_eq!(head.outcome(b""), Outcome::Retry { after: Some(Duration::from_secs(5)) });
    /// ```
    #[must_use]
    pub fn outcome(&self, body: &[u8]) -> Outcome {
        match Outcome::of_response(self.status, body) {
            Outcome::Retry { after } => Outcome::Retry { after: after.max(self.retry_after) },
            outcome => outcome,
        }
    }
}
