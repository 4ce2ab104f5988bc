//! What the user is told about requests.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Write};

/// Lines on stderr. What stays the same is told once.
pub struct Log {
    /// What lines begin with.
    name: &'static str,
    is_verbose: bool,
    /// What was told last, by its topic.
    last: BTreeMap<&'static str, String>,
}

impl Log {
    pub fn new(name: &'static str, is_verbose: bool) -> Self {
        Self { name, is_verbose, last: BTreeMap::new() }
    }

    /// Tells how something is, if that has changed, or if the user wants to know each time.
    pub fn tell(&mut self, topic: &'static str, state: String, detail: impl Display) {
        if self.is_verbose || self.last.get(topic) != Some(&state) {
            self.say(format_args!("{topic}: {state}{detail}"));
        }
        self.last.insert(topic, state);
    }

    /// Tells what happens rarely.
    pub fn say(&self, text: impl Display) {
        // Without a stderr, there's nobody to tell.
        let _ = writeln!(io::stderr(), "{}: {text}", self.name);
    }

    /// Tells what is no news, if the user wants to know.
    pub fn explain(&self, text: impl Display) {
        if self.is_verbose {
            self.say(text);
        }
    }

    /// Returns how everything is, in a line.
    pub fn status(&self) -> String {
        let states = self.last.iter().map(|(topic, state)| format!("{topic}: {state}"));
        states.collect::<Vec<_>>().join("; ")
    }
}
