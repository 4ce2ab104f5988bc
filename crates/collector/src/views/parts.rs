//! Responses about a whole fleet: part by part, so that neither a read takes long nor a response much memory.

use crate::error::Error;
use crate::store::{Database, Failure, Reader};
use axum::body::{Body, Bytes};
use futures_util::{StreamExt, stream};
use std::ops::ControlFlow;
use tokio::sync::{Semaphore, SemaphorePermit};
use vitalwire::rpc::Code;

/// How long a part should be, in bytes.
const LENGTH: usize = 64 * 1024;

/// How many such responses there may be at once: each holds a part until its client has read it.
static OPEN: Semaphore = Semaphore::const_new(16);

/// What writes a response, and remembers where it is.
pub trait Parts: Send + 'static {
    /// Writes the next part, and returns whether there are more.
    fn write_next(&mut self, database: &mut dyn Database, text: &mut String) -> Result<bool, Failure>;
}

/// Returns a body of all parts. The first is there when this returns: a failure after that cuts the body off.
pub async fn body(reader: Reader, parts: impl Parts) -> Result<Body, Error> {
    let permit = OPEN.try_acquire().map_err(|_| Error::new(Code::Unavailable, "too many read the whole fleet"))?;
    let (first, rest) = next(&reader, parts, permit).await?;
    let rest = stream::try_unfold(rest, move |rest| {
        let reader = reader.clone();
        async move {
            match rest {
                Some((parts, permit)) => next(&reader, parts, permit).await.map(Some),
                None => Ok(None),
            }
        }
    });
    Ok(Body::from_stream(stream::iter([Ok(first)]).chain(rest)))
}

/// Breaks where a text is as long as a part should be.
pub fn flow(text: &str) -> ControlFlow<()> {
    if text.len() < LENGTH { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

type Rest<P> = Option<(P, SemaphorePermit<'static>)>;

async fn next<P: Parts>(
    reader: &Reader,
    mut parts: P,
    permit: SemaphorePermit<'static>,
) -> Result<(Bytes, Rest<P>), Failure> {
    let read = move |database: &mut dyn Database| {
        let mut text = String::new();
        let is_more = parts.write_next(database, &mut text)?;
        Ok((Bytes::from(text), is_more.then_some((parts, permit))))
    };
    reader.read(read).await
}
