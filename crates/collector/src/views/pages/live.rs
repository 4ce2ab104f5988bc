//! Pages that stay up to date: each is made once for all that look at it.

use super::page::{Contents, Page};
use crate::clock::now;
use crate::store::{Failure, Reader};
use axum::body::Bytes;
use futures_util::{Stream, StreamExt, stream};
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, TryAcquireError, watch};
use tokio::time::{Instant, sleep};

/// How often a page is read at most. One that takes long to read is read less often: see [`SHARE`].
const PACE: Duration = Duration::from_secs(1);
/// The part of the time that is spent on reading a page.
const SHARE: u32 = 5;
/// How often a page is sent although nothing has changed, as a sign of life. The script of pages waits for three.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);
/// How many may watch at once: the other connections are for workers.
const VIEWERS: usize = 100;

/// What all that look at pages share.
pub struct Live {
    reader: Reader,
    pages: Mutex<HashMap<Page, Versions>>,
    viewers: Arc<Semaphore>,
    /// Ends when the collector stops.
    running: watch::Receiver<()>,
}

/// A page as it's made again and again: None at first.
type Versions = watch::Receiver<Option<Result<Content, Failure>>>;

/// What is on a page: None if there is no such page.
pub type Content = Option<Main>;

/// The element `main` of a page, of which there is one copy for all viewers.
#[derive(Clone, Debug)]
pub struct Main {
    /// That of the page.
    title: Arc<str>,
    /// The element, as an event of an event stream.
    event: Arc<str>,
}

impl Live {
    pub fn new(reader: Reader, running: watch::Receiver<()>) -> Arc<Self> {
        let viewers = Arc::new(Semaphore::new(VIEWERS));
        Arc::new(Self { reader, pages: Mutex::default(), viewers, running })
    }

    /// Returns what is on a page, as it was at most a moment ago.
    pub async fn current(self: &Arc<Self>, page: &Page) -> Result<Content, Failure> {
        let mut versions = self.versions(page);
        let made = versions.wait_for(Option::is_some).await;
        made.ok().and_then(|made| made.clone()).unwrap_or_else(|| Err(stopping()))
    }

    /// Returns an event stream of all that will be on a page. It ends if the page can't be read.
    pub fn events(
        self: &Arc<Self>,
        page: &Page,
    ) -> Result<impl Stream<Item = Result<Bytes, Infallible>> + use<>, TryAcquireError> {
        let viewer = self.viewers.clone().try_acquire_owned()?;
        // What is there is the first event.
        let events = stream::unfold((self.versions(page), viewer), |(mut versions, viewer)| async move {
            let main = next(&mut versions).await?;
            Some((Ok(Bytes::from_owner(main)), (versions, viewer)))
        });
        let mut running = self.running.clone();
        Ok(events.take_until(async move { while running.changed().await.is_ok() {} }))
    }

    /// Returns the versions of a page, none of which has been seen.
    fn versions(self: &Arc<Self>, page: &Page) -> Versions {
        let mut pages = self.pages();
        if let Some(versions) = pages.get(page).filter(|versions| versions.has_changed().is_ok()) {
            return versions.clone();
        }
        let (sender, versions) = watch::channel(None);
        pages.insert(page.clone(), versions.clone());
        tokio::spawn(self.clone().keep_up(page.clone(), sender));
        versions
    }

    /// Makes a page again and again, as long as anyone looks at it.
    async fn keep_up(self: Arc<Self>, page: Page, versions: watch::Sender<Option<Result<Content, Failure>>>) {
        let (mut shown, mut sent) = (None, Instant::now());
        loop {
            let (begun, now) = (Instant::now(), now().unix_millis());
            let read = page.clone();
            match self.reader.read(move |database| read.read(database, now)).await {
                Ok(contents) => {
                    if shown.as_ref() != Some(&contents) || sent.elapsed() >= SIGN_OF_LIFE {
                        let main = contents.as_ref().map(|contents| Main::new(contents, now));
                        versions.send_replace(Some(Ok(main)));
                        (shown, sent) = (Some(contents), Instant::now());
                    }
                }
                Err(failure) => {
                    self.pages().remove(&page);
                    versions.send_replace(Some(Err(failure)));
                    return;
                }
            }
            sleep(PACE.max(begun.elapsed() * (SHARE - 1))).await;
            // Who comes now waits for the lock, and finds either this or nothing. One receiver is that of the map.
            let mut pages = self.pages();
            if versions.receiver_count() == 1 {
                pages.remove(&page);
                return;
            }
        }
    }

    fn pages(&self) -> MutexGuard<'_, HashMap<Page, Versions>> {
        // Each change of the map is a single one.
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns what is on a page as soon as it's another one, or None if it can't be told or isn't there any more.
async fn next(versions: &mut Versions) -> Option<Main> {
    versions.changed().await.ok()?;
    versions.borrow_and_update().clone()?.ok().flatten()
}

impl Main {
    const START: &str = "data: ";
    const END: &str = "\n\n";

    fn new(contents: &Contents, now: i64) -> Self {
        Self { title: contents.title().into(), event: Self::event(&contents.render(now).into_string()) }
    }

    /// An event ends with a line; for HTML, a reference is the same as the end of a line.
    fn event(html: &str) -> Arc<str> {
        let line = html.replace('\n', "&#10;").replace('\r', "&#13;");
        format!("{}{line}{}", Self::START, Self::END).into()
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn html(&self) -> &str {
        &self.event[Self::START.len()..self.event.len() - Self::END.len()]
    }
}

impl AsRef<[u8]> for Main {
    fn as_ref(&self) -> &[u8] {
        self.event.as_bytes()
    }
}

fn stopping() -> Failure {
    Failure::Unavailable("the collector is stopping".to_owned())
}

#[cfg(test)]
mod tests {
    use super::Main;

    #[test]
    fn an_event_is_one_line() {
        let main = Main { title: "a".into(), event: Main::event("<main>a\nb\r\n\nc</main>") };
        assert_eq!(main.as_ref(), b"data: <main>a&#10;b&#13;&#10;&#10;c</main>\n\n");
        assert_eq!(main.html(), "<main>a&#10;b&#13;&#10;&#10;c</main>");
    }
}
