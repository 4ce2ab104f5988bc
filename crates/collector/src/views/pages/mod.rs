//! Pages for people: rendered here, kept up to date by a small script, and usable without it.

mod chart;
mod document;
mod elements;
mod fleet;
mod histogram;
mod live;
mod page;
mod text;
mod worker;

use crate::fleet::{self as queries, Filter, State as WorkerState};
use crate::store::{Failure, Reader};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use document::{Apology, Document};
use live::{Live, Main};
use page::Page;
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::watch;

const STYLE: &str =
    concat!(include_str!("style/page.css"), include_str!("style/tables.css"), include_str!("style/worker.css"));

/// What pages are made from.
struct Pages {
    reader: Reader,
    live: Arc<Live>,
}

/// Returns the pages. Event streams end when what `running` belongs to is gone.
pub fn routes(reader: Reader, running: watch::Receiver<()>) -> Router {
    let live = Live::new(reader.clone(), running);
    Router::new()
        .route("/", get(fleet))
        .route("/live", get(fleet_live))
        .route("/workers/{id}", get(worker))
        .route("/workers/{id}/live", get(worker_live))
        .route("/workers/{id}/events/{event}", get(event))
        .route("/style.css", get(asset("text/css; charset=utf-8", STYLE)))
        .route("/script.js", get(asset("text/javascript; charset=utf-8", include_str!("script.js"))))
        .route("/favicon.ico", get(asset("image/svg+xml", include_str!("icon.svg"))))
        .layer(map_response(guarded))
        .with_state(Arc::new(Pages { reader, live }))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Parameters {
    /// The name of a state; empty for all.
    state: String,
    /// What to search for.
    q: String,
}

impl Parameters {
    fn filter(self) -> Result<Filter, Apology> {
        let state = match WorkerState::from_name(&self.state) {
            None if !self.state.is_empty() => {
                let names = WorkerState::ALL.map(WorkerState::name).join(", ");
                return Err(Apology {
                    status: StatusCode::BAD_REQUEST,
                    title: "There is no such state",
                    reason: format!("A state is one of {names}."),
                });
            }
            state => state,
        };
        Ok(Filter { state, text: self.q.trim().to_owned() })
    }
}

async fn fleet(State(pages): State<Arc<Pages>>, Query(parameters): Query<Parameters>) -> Result<Response, Apology> {
    let filter = parameters.filter()?;
    pages.show(&Page::Fleet(filter.clone()), &filter, "/live".to_owned()).await
}

async fn worker(State(pages): State<Arc<Pages>>, Path(id): Path<String>) -> Result<Response, Apology> {
    let page = worker_page(&id)?;
    pages.show(&page, &Filter::default(), format!("/workers/{id}/live")).await
}

async fn fleet_live(
    State(pages): State<Arc<Pages>>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, Apology> {
    pages.events(&Page::Fleet(parameters.filter()?)).await
}

async fn worker_live(State(pages): State<Arc<Pages>>, Path(id): Path<String>) -> Result<Response, Apology> {
    pages.events(&worker_page(&id)?).await
}

/// The whole detail of an event, of which a page shows the beginning.
async fn event(
    State(pages): State<Arc<Pages>>,
    Path((worker, event)): Path<(String, String)>,
) -> Result<Response, Apology> {
    let (Ok(worker), Ok(event)) = (worker.parse(), event.parse()) else { return Err(no_such_page()) };
    let read = pages.reader.read(move |database| queries::detail(database, worker, event)).await;
    let detail = read.map_err(unavailable)?.ok_or_else(no_such_page)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], detail).into_response())
}

impl Pages {
    async fn show(&self, page: &Page, filter: &Filter, live: String) -> Result<Response, Apology> {
        let main = self.main(page).await?;
        Ok(Document { title: main.title(), filter, main: main.html(), live: Some(live) }.into_response())
    }

    async fn events(&self, page: &Page) -> Result<Response, Apology> {
        self.main(page).await?;
        let events = self.live.events(page).map_err(|_| Apology {
            status: StatusCode::SERVICE_UNAVAILABLE,
            title: "Too many are watching",
            reason: "Try again later.".to_owned(),
        })?;
        // Proxies would wait for more.
        let headers = [(header::CONTENT_TYPE.as_str(), "text/event-stream"), ("x-accel-buffering", "no")];
        Ok((headers, Body::from_stream(events)).into_response())
    }

    async fn main(&self, page: &Page) -> Result<Main, Apology> {
        self.live.current(page).await.map_err(unavailable)?.ok_or_else(no_such_page)
    }
}

fn worker_page(id: &str) -> Result<Page, Apology> {
    id.parse().map(Page::Worker).map_err(|_| no_such_page())
}

fn no_such_page() -> Apology {
    Apology {
        status: StatusCode::NOT_FOUND,
        title: "Nothing is here",
        reason: "There is no such worker, or it was forgotten since.".to_owned(),
    }
}

fn unavailable(failure: Failure) -> Apology {
    let status = match failure {
        Failure::Rejected(_) => StatusCode::BAD_REQUEST,
        Failure::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
    };
    Apology { status, title: "This can't be shown now", reason: failure.to_string() }
}

fn asset(
    kind: &'static str,
    text: &'static str,
) -> impl Fn() -> std::future::Ready<([(header::HeaderName, &'static str); 1], &'static str)> + Clone {
    move || std::future::ready(([(header::CONTENT_TYPE, kind)], text))
}

/// Whatever a worker sends, a browser takes it for no script, and loads nothing from elsewhere.
async fn guarded(mut response: Response) -> Response {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
