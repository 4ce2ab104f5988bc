//! The bodies of requests, in bounded memory.

use super::Error;
use axum::body::Body;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use vitalwire::rpc::Code;

/// What all bodies together may take while they are received.
const RECEIVED: usize = 8 << 20;
/// What all messages together may take from then on until they are written.
const DECODED: usize = 24 << 20;
/// How many times its JSON a message takes at most: `{},` can be a metric.
const GROWTH: usize = 64;
/// How long a client may take to send a body.
const PATIENCE: Duration = Duration::from_secs(10);

pub struct Bodies {
    longest: usize,
    received: Arc<Semaphore>,
    decoded: Arc<Semaphore>,
}

/// A body, and the space for what is made of it.
pub struct Received {
    pub bytes: Vec<u8>,
    _space: OwnedSemaphorePermit,
}

impl Bodies {
    pub fn new(longest: usize) -> Self {
        Self { longest, received: Arc::new(Semaphore::new(RECEIVED)), decoded: Arc::new(Semaphore::new(DECODED)) }
    }

    /// Returns a body that isn't too long, as soon as there is space for its messages.
    pub async fn receive(&self, headers: &HeaderMap, body: Body) -> Result<Received, Error> {
        let announced = headers.get(header::CONTENT_LENGTH).and_then(|len| len.to_str().ok()?.parse::<usize>().ok());
        if announced.is_some_and(|len| len > self.longest) {
            return Err(self.too_long());
        }
        let (bytes, _received) = timeout(PATIENCE, self.read(body))
            .await
            .map_err(|_| Error::new(Code::DeadlineExceeded, "the request took too long").with_status(408))??;
        let needed = (bytes.len() * GROWTH).min(DECODED) as u32;
        let space = self.decoded.clone().acquire_many_owned(needed).await;
        Ok(Received { bytes, _space: space.map_err(|_| busy())? })
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

fn busy() -> Error {
    Error::new(Code::Unavailable, "too much is being received")
}
