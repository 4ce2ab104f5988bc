//! What the user wants.

use super::super::sample::{Sampler, Wanted};
use super::arguments::Arguments;
use crate::wrong_arguments::WrongArguments;
use std::env;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;
use vitalwire::BuildError;
use vitalwire_agent::http::{Method, Segment};
use vitalwire_agent::outbox::{Location, SEQUENCE_LABEL};

/// The options of a sidecar that sends, with those that it has in common with one that prints.
pub struct Setup {
    pub sending: Arguments,
    pub proc: PathBuf,
    pub location: String,
    pub labels: Vec<(String, String)>,
    pub ignores_cgroups: bool,
    /// Whether the user wants nothing else.
    pub has_check_ins_only: bool,
    pub is_pretty: bool,
    pub is_verbose: bool,
}

impl Setup {
    /// Checks what depends on several options.
    ///
    /// # Errors
    /// They don't fit together: a sentence for the user.
    pub fn check(&self) -> Result<(), WrongArguments> {
        self.check_all().map_err(WrongArguments)
    }

    fn check_all(&self) -> Result<(), String> {
        if self.sending.project.is_none() && self.sending.worker.is_none() {
            return Err(if self.has_check_ins_only {
                "--check-in needs --worker ID: whose check-ins are sent".to_owned()
            } else {
                "--endpoint needs --project ID, for reports, or --worker ID, for check-ins".to_owned()
            });
        }
        if self.labels.iter().any(|(key, _)| key == SEQUENCE_LABEL) {
            return Err(format!("the label {SEQUENCE_LABEL} is the sidecar's own"));
        }
        let (interval, range) = (self.sending.interval, self.interval_range());
        let (shortest, longest) = (*range.start(), *range.end());
        if shortest > longest {
            return Err(format!("the shortest interval, {shortest:?}, is longer than the longest one, {longest:?}"));
        }
        if !range.contains(&interval) {
            return Err(format!("the interval of {interval:?} isn't from {shortest:?} to {longest:?}"));
        }
        if self.sending.events.is_some() && self.state().is_none() {
            return Err("--events needs --state DIR: what is taken mustn't be lost".to_owned());
        }
        self.location().and(self.reports()).and(self.check_ins()).map_err(|error| error.to_string())?;
        Ok(())
    }

    /// Returns the intervals that the backend may set. By default, the user's own is among them.
    pub fn interval_range(&self) -> RangeInclusive<Duration> {
        let Arguments { interval, min_interval, max_interval, .. } = &self.sending;
        let shortest = min_interval.unwrap_or_else(|| Duration::from_secs(5).min(*interval));
        shortest..=max_interval.unwrap_or_else(|| Duration::from_secs(3600).max(*interval))
    }

    /// Returns the state directory, if there is one, and anything to store.
    pub fn state(&self) -> Option<PathBuf> {
        self.sending.project.as_ref()?;
        self.sending.state.clone().or_else(|| {
            // There may be several.
            let folders = env::var_os("STATE_DIRECTORY")?;
            env::split_paths(&folders).next().filter(|folder| !folder.as_os_str().is_empty())
        })
    }

    /// # Errors
    /// There are characters in it that a location can't have.
    pub fn location(&self) -> Result<Location<'_>, BuildError> {
        if self.location.is_empty() { Ok(Location::NONE) } else { Location::new(&self.location) }
    }

    /// Returns the method of reports, if they are sent.
    pub fn reports(&self) -> Result<Option<Method<'_>>, BuildError> {
        let Some(project) = &self.sending.project else { return Ok(None) };
        let project = Segment::new(project)?;
        Ok(Some(match &*self.location {
            "" => Method::WorkerMessages { project },
            location => Method::LocationWorkerMessages { project, location: Segment::new(location)? },
        }))
    }

    /// Returns the method of check-ins, if they are sent.
    pub fn check_ins(&self) -> Result<Option<Method<'_>>, BuildError> {
        let id = self.sending.worker.as_deref().map(super::arguments::check_in_id).transpose()?;
        Ok(id.map(Method::CheckIn))
    }

    pub fn sampler(&self, wanted: Wanted) -> Sampler {
        Sampler { proc: self.proc.clone(), wanted, ignores_cgroups: self.ignores_cgroups }
    }
}
