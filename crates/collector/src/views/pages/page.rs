//! The pages that there are.

use super::fleet::FleetPage;
use super::worker::WorkerPage;
use crate::fleet::Filter;
use crate::store::{Database, Failure};
use maud::Markup;

/// A page that shows what is stored.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    Fleet(Filter),
    /// By id.
    Worker(i64),
}

/// What a page shows, before it's rendered.
#[derive(Debug, PartialEq)]
pub enum Contents {
    Fleet(FleetPage),
    Worker(Box<WorkerPage>),
}

impl Page {
    /// Returns what is to be shown at a time, in ms since 1970; None if there is no such page.
    pub fn read(&self, database: &mut dyn Database, now: i64) -> Result<Option<Contents>, Failure> {
        Ok(match self {
            Self::Fleet(filter) => Some(Contents::Fleet(FleetPage::read(database, now, filter)?)),
            Self::Worker(id) => WorkerPage::read(database, now, *id)?.map(|page| Contents::Worker(Box::new(page))),
        })
    }
}

impl Contents {
    /// Returns what the page is known by, in a browser's tabs and its history.
    pub fn title(&self) -> String {
        match self {
            Self::Fleet(page) => page.title(),
            Self::Worker(page) => page.title(),
        }
    }

    /// Returns the element `main`.
    pub fn render(&self, now: i64) -> Markup {
        match self {
            Self::Fleet(page) => page.render(now),
            Self::Worker(page) => page.render(now),
        }
    }
}
