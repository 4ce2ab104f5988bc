//! What several pages have.

use super::text;
use crate::fleet::{State, Worker};
use maud::{Markup, html};

pub fn badge(state: State) -> Markup {
    html! { span class={ "badge " (state.name()) } { (state) } }
}

/// A link with the name that a worker has, which people can read although it's in another direction of writing.
pub fn name(worker: &Worker) -> Markup {
    html! { bdi { (worker.title()) } }
}

/// A value, or a dash.
pub fn known<T>(value: Option<T>, show: impl FnOnce(T) -> Markup) -> Markup {
    match value {
        Some(value) => show(value),
        None => dash(),
    }
}

/// What isn't known.
pub fn dash() -> Markup {
    html! { span.unknown { "–" } }
}

/// A part of a whole, in bytes, with a bar.
pub fn share(part: i64, whole: Option<i64>, is_scarce: bool) -> Markup {
    match whole.filter(is_limit) {
        Some(whole) => {
            let (figure, of) = text::bytes_of(part, whole);
            html! {
                span.figure { (figure) } " " span.whole { (of) }
                (bar(part as f64 / whole as f64, is_scarce))
            }
        }
        None => html! { span.figure { (text::bytes(part as f64)) } },
    }
}

/// Whether this many bytes limit anything: there are numbers that stand for no limit, and no machine has more than 1 EiB.
pub fn is_limit(bytes: &i64) -> bool {
    (1..1 << 60).contains(bytes)
}

/// A bar that is filled to a part from 0 to 1.
pub fn bar(part: f64, is_scarce: bool) -> Markup {
    let percent = format!("{:.2}%", part.clamp(0.0, 1.0) * 100.0);
    html! {
        svg.bar.scarce[is_scarce] aria-hidden="true" {
            rect.track width="100%" height="100%" {}
            rect.part width=(percent) height="100%" {}
        }
    }
}
