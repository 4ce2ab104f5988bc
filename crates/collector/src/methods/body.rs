//! The bodies of requests, in bounded memory.

use crate::error::Error;
use crate::store;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use http_body_util::BodyExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use vitalwire::rpc::Code;

/// What all bodies together may take while they are received.
const RECEIVED: usize = 8 << 20;
/// What all messages together may take from then on until they are written.
const DECODED: usize = 20 << 20;
/// How many times its JSON a message may take: more would be thousands of objects with hardly anything in them. It's
/// 20 MB for the default length.
const GROWTH: usize = 80;
/// What a message takes for each byte of its JSON: an entry of a map takes 8 bytes of JSON and 150 of memory, a number
/// 2 and 24.
const BYTE: usize = 24;
/// What it takes for each object in it besides: `{},` can be a worker's message, in a list that has just been doubled.
const OBJECT: usize = 640;
/// How long a client may take to send a body.
const PATIENCE: Duration = Duration::from_secs(10);

pub struct Bodies {
    longest: usize,
    /// What the messages of one body may take.
    most: usize,
    received: Arc<Semaphore>,
    decoded: Arc<Semaphore>,
}

/// A body, and the space for what is made of it.
pub struct Received {
    pub bytes: Vec<u8>,
    /// Has to be kept for as long as that is.
    pub space: OwnedSemaphorePermit,
}

impl Bodies {
    pub fn new(longest: usize) -> Self {
        let most = longest * GROWTH;
        Self {
            longest,
            most,
            received: Arc::new(Semaphore::new(RECEIVED)),
            decoded: Arc::new(Semaphore::new(DECODED.max(most))),
        }
    }

    /// Returns a body that isn't too long, as soon as there is space for its messages.
    pub async fn receive(&self, headers: &HeaderMap, body: Body) -> Result<Received, Error> {
        let is_encoded = |encoding: &HeaderValue| !encoding.as_bytes().eq_ignore_ascii_case(b"identity");
        if headers.get_all(header::CONTENT_ENCODING).iter().any(is_encoded) {
            let message = "the header Content-Encoding isn't supported: send the JSON as it is";
            return Err(Error::new(Code::InvalidArgument, message).with_status(415));
        }
        let announced = headers.get(header::CONTENT_LENGTH).and_then(|len| len.to_str().ok()?.parse::<usize>().ok());
        if announced.is_some_and(|len| len > self.longest) {
            return Err(self.too_long());
        }
        let (bytes, _received) = timeout(PATIENCE, self.read(body))
            .await
            .map_err(|_| Error::new(Code::DeadlineExceeded, "the request took too long").with_status(408))??;
        let needed = space(&bytes);
        if needed > self.most {
            let message = "there are too many objects in the body: send it in parts";
            return Err(Error::new(Code::InvalidArgument, message).with_status(413));
        }
        // What has the space waits for the store.
        let space = timeout(store::PATIENCE, self.decoded.clone().acquire_many_owned(needed as u32)).await;
        let late = |_| Error::new(Code::Unavailable, "too much is waiting for the database");
        let space = space.map_err(late)?.map_err(|_| busy())?;
        Ok(Received { bytes, space })
    }

    /// What is received takes space bit by bit: a client that is slow holds no more than it has sent.
    async fn read(&self, mut body: Body) -> Result<(Vec<u8>, Option<OwnedSemaphorePermit>), Error> {
        let (mut bytes, mut space) = (Vec::new(), None::<OwnedSemaphorePermit>);
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| Error::new(Code::InvalidArgument, format!("no whole body: {error}")))?;
            let Ok(part) = frame.into_data() else { continue };
            if bytes.len() + part.len() > self.longest {
                return Err(self.too_long());
            }
            let more = self.received.clone().try_acquire_many_owned(part.len() as u32).map_err(|_| busy())?;
            match &mut space {
                Some(space) => space.merge(more),
                None => space = Some(more),
            }
            bytes.extend_from_slice(&part);
        }
        Ok((bytes, space))
    }

    fn too_long(&self) -> Error {
        let message = format!("a body has at most {} bytes", self.longest);
        Error::new(Code::InvalidArgument, message).with_status(413)
    }
}

/// Returns what the messages of a body take at most.
fn space(body: &[u8]) -> usize {
    let objects = body.iter().filter(|&&byte| byte == b'{').count();
    body.len() * BYTE + objects * OBJECT
}

fn busy() -> Error {
    Error::new(Code::Unavailable, "too much is being received")
}

#[cfg(test)]
mod tests {
    use super::space;
    use peak_alloc::PeakAlloc;
    use vitalwire::Growable;
    use vitalwire::dataflow::SendWorkerMessagesRequest;
    use vitalwire::genomics::CheckInRequest;
    use vitalwire::proto::Field;

    /// Other tests run at the same time, and take little.
    #[global_allocator]
    static MEMORY: PeakAlloc = PeakAlloc;

    /// Each is a body's start, what is repeated with a number for `#`, and the body's end.
    const MESSAGES: [[&str; 3]; 17] = [
        [r#"{"workerMessages":["#, "{}", "]}"],
        [r#"{"workerMessages":["#, r#"{"workerMetrics":{}}"#, "]}"],
        [r#"{"workerMessages":["#, r#"{"perWorkerMetrics":{}}"#, "]}"],
        [r#"{"workerMessages":["#, r#"{"workerHealthReport":{}}"#, "]}"],
        [r#"{"workerMessages":["#, r#"{"labels":{"":""}}"#, "]}"],
        [r#"{"workerMessages":[{"labels":{"#, r##""#":"""##, "}}]}"],
        [r#"{"workerMessages":[{"perWorkerMetrics":{"perStepNamespaceMetrics":["#, "{}", "]}}]}"],
        [r#"{"workerMessages":[{"perWorkerMetrics":{"perStepNamespaceMetrics":["#, r#"{"metricValues":[{}]}"#, "]}}]}"],
        [r#"{"workerMessages":[{"perWorkerMetrics":{"perStepNamespaceMetrics":[{"metricValues":["#, "{}", "]}]}}]}"],
        [
            r#"{"workerMessages":[{"perWorkerMetrics":{"perStepNamespaceMetrics":[{"metricValues":["#,
            r#"{"metricLabels":{"":""}}"#,
            "]}]}}]}",
        ],
        [
            r#"{"workerMessages":[{"perWorkerMetrics":{"perStepNamespaceMetrics":[
                {"metricValues":[{"valueHistogram":{"bucketCounts":["#,
            "0",
            "]}}]}]}}]}",
        ],
        [r#"{"workerMessages":[{"workerMetrics":{"containers":{"#, r##""#":{}"##, "}}}]}"],
        [r#"{"workerMessages":[{"workerMetrics":{"cpuTime":["#, "{}", "]}}]}"],
        [r#"{"workerMessages":[{"workerMetrics":{"memoryInfo":["#, "{}", "]}}]}"],
        [r#"{"workerMessages":[{"workerMetrics":{"gpuUsage":["#, "{}", "]}}]}"],
        [r#"{"workerMessages":[{"workerLifecycleEvent":{"metadata":{"#, r##""#":"""##, "}}}]}"],
        [r#"{"workerMessages":[{"workerMessageCode":{"parameters":{"#, r##""#":{}"##, "}}}]}"],
    ];

    const CHECK_INS: [[&str; 3]; 4] = [
        [r#"{"events":["#, "{}", "]}"],
        [r#"{"events":["#, r#"{"data":{}}"#, "]}"],
        [r#"{"result":{"details":["#, "{}", "]}}"],
        [r#"{"workerStatus":{"attachedDisks":{"#, r##""#":{}"##, "}}}"],
    ];

    #[test]
    fn messages_take_no_more_than_their_space() {
        for parts in MESSAGES {
            measure::<SendWorkerMessagesRequest<Growable>>(parts);
        }
        for parts in CHECK_INS {
            measure::<CheckInRequest<Growable>>(parts);
        }
    }

    fn measure<T: Field>([start, unit, end]: [&str; 3]) {
        // Lists double: some lengths are just beyond that.
        for count in [4_097, 6_000, 8_193] {
            let units = (0..count).map(|number| unit.replace('#', &format!("{number:x}"))).collect::<Vec<_>>();
            let body = format!("{start}{}{end}", units.join(","));
            let before = MEMORY.current_usage();
            MEMORY.reset_peak_usage();
            let message = vitalwire::decode::<T>(body.as_bytes()).unwrap();
            let taken = MEMORY.peak_usage() - before;
            drop(message);
            assert!(taken <= space(body.as_bytes()), "{count} times {unit}: {taken} of {}", space(body.as_bytes()));
        }
    }
}
