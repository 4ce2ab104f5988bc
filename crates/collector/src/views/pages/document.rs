//! What is around a page's contents.

use crate::fleet::Filter;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A whole page.
pub struct Document<'a> {
    pub title: &'a str,
    /// What the list of workers is filtered by.
    pub filter: &'a Filter,
    /// The element `main`.
    pub main: &'a str,
    /// Where its event stream is, if it has one; the page's own parameters are added.
    pub live: Option<String>,
}

/// What the text of a filter is a part of.
const SEARCHED: &str = "Worker, job or project";

impl Document<'_> {
    fn render(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    title { (self.title) " – vitalwire" }
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    link rel="icon" href="/favicon.ico" type="image/svg+xml";
                    link rel="stylesheet" href="/style.css";
                    @if self.live.is_some() {
                        script src="/script.js" defer {}
                        noscript { meta http-equiv="refresh" content="10"; }
                    }
                }
                body data-live=[self.live.as_ref()] {
                    header.site {
                        a.home href="/" { "vitalwire fleet" }
                        form role="search" action="/" {
                            @if let Some(state) = self.filter.state {
                                input type="hidden" name="state" value=(state.name());
                            }
                            label.hidden for="q" { (SEARCHED) }
                            input #q type="search" name="q" value=(self.filter.text) placeholder=(SEARCHED);
                            button { "Search" }
                        }
                    }
                    p #notice role="status" hidden {}
                    (PreEscaped(self.main))
                    footer {
                        @if self.live.is_some() {
                            noscript { "This page is loaded again each 10 s. " a href="" { "Now" } " · " }
                        }
                        a href="/fleet.json" { "fleet.json" } " · " a href="/metrics" { "metrics" }
                        " · vitalwire-collector " (env!("CARGO_PKG_VERSION"))
                    }
                }
            }
        }
    }
}

/// A page that says why there is no other one.
pub struct Apology {
    pub status: StatusCode,
    pub title: &'static str,
    pub reason: String,
}

impl IntoResponse for Apology {
    fn into_response(self) -> Response {
        let Self { status, title, reason } = self;
        let main = html! { main.apology { h1 { (title) } p { (reason) } p { a href="/" { "The fleet" } } } };
        let (filter, main) = (Filter::default(), main.into_string());
        (status, Document { title, filter: &filter, main: &main, live: None }).into_response()
    }
}

impl IntoResponse for Document<'_> {
    fn into_response(self) -> Response {
        Html(self.render().into_string()).into_response()
    }
}
