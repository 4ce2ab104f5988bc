//! Responses about a whole fleet: part by part, so that neither a read takes long nor a response much memory.

use crate::fleet::{self, Worker};
use crate::methods::now;
use crate::store::{Database, Failure, Reader};
use axum::body::{Body, Bytes};
use futures_util::stream;

/// How many workers a part has.
const WORKERS: i64 = 500;

/// Returns a body of a part for some workers each, with a start and an end. The first part is there when this returns: a
/// failure after that cuts the body off.
pub async fn body<F>(reader: Reader, start: String, write: F, end: &'static str) -> Result<Body, Failure>
where
    F: Fn(&mut dyn Database, &[Worker], &mut String) -> Result<(), Failure> + Clone + Send + Sync + 'static,
{
    let (mut text, (first, next)) = (start, part(&reader, 0, write.clone()).await?);
    text.push_str(&first);
    let rest = stream::unfold(Some((text, next)), move |state| {
        let (reader, write) = (reader.clone(), write.clone());
        async move {
            let (mut text, next) = state?;
            let Some(next) = next else {
                text.push_str(end);
                return Some((Ok(Bytes::from(text)), None));
            };
            match part(&reader, next, write).await {
                Ok((following, next)) => Some((Ok(Bytes::from(text)), Some((following, next)))),
                Err(failure) => Some((Err(failure), None)),
            }
        }
    });
    Ok(Body::from_stream(rest))
}

/// Returns the text of the workers whose ids are greater, and the last of those if there are more.
async fn part<F>(reader: &Reader, after: i64, write: F) -> Result<(String, Option<i64>), Failure>
where
    F: Fn(&mut dyn Database, &[Worker], &mut String) -> Result<(), Failure> + Send + 'static,
{
    let now = now().unix_millis();
    let read = move |database: &mut dyn Database| {
        let workers = fleet::after(database, now, after, WORKERS)?;
        let mut text = String::new();
        write(database, &workers, &mut text)?;
        let last = workers.last().filter(|_| workers.len() as i64 == WORKERS).map(|worker| worker.id);
        Ok((text, last))
    };
    reader.read(read).await
}
