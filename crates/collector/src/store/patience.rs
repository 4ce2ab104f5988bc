//! How long a request waits for the store.

use super::database::Failure;
use std::time::Duration;
use tokio::time::timeout;

/// More than a database waits for a lock, and less than the 10 s after which `vitalwire` gives a request up: it hears why.
pub const PATIENCE: Duration = Duration::from_secs(9);

/// Waits for what one of the threads does. A database that stands still, with its disk or by itself, holds up the thread,
/// which goes on when that does; but no request. Whether the request was stored isn't known then.
pub async fn patiently<T>(done: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let late = |_| Err(Failure::Unavailable(format!("it hasn't responded for {} s", PATIENCE.as_secs())));
    timeout(PATIENCE, done).await.unwrap_or_else(late)
}
