//! Options that are set somewhere else than on the command line, and which of them count.

use clap::{Arg, ArgAction, Command, Id};
use std::collections::HashSet;
use std::ffi::OsString;

/// Options that are set in one place.
pub(crate) struct Layer(Vec<Setting>);

/// An option that is set.
pub(crate) struct Setting {
    id: Id,
    /// Such as `--listen`.
    option: String,
    value: Value,
    /// Where it is set.
    origin: String,
}

/// What an option is set to.
#[derive(Clone)]
pub(crate) enum Value {
    /// A flag, so many times.
    Flag(u8),
    /// An option with a value, or with several if it may be repeated.
    Values(Vec<OsString>),
}

impl Layer {
    pub(crate) fn new(settings: impl IntoIterator<Item = Setting>) -> Self {
        Self(settings.into_iter().collect())
    }

    /// Removes what isn't to be set, since it, or what conflicts with it, is set nearer to the user.
    pub(crate) fn give_way_to(&mut self, chosen: &mut Chosen<'_>) {
        self.0.retain(|setting| !chosen.displaces(setting));
        // Afterwards: a conflict within a layer is an error.
        for setting in &self.0 {
            if setting.arguments().next().is_some() {
                chosen.add(&setting.id);
            } else {
                chosen.ids.insert(setting.id.clone());
            }
        }
    }

    /// Removes an option, and returns its value.
    pub(crate) fn take_value(&mut self, id: &str) -> Option<OsString> {
        let index = self.0.iter().position(|setting| setting.id == id)?;
        match self.0.remove(index).value {
            Value::Values(mut values) => values.pop(),
            Value::Flag(_) => None,
        }
    }

    /// Returns what it would be on the command line.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = OsString> {
        self.0.iter().flat_map(Setting::arguments)
    }

    /// Returns where an option is set.
    pub(crate) fn origin_of(&self, option: &str) -> Option<&str> {
        self.0.iter().find(|setting| setting.option == option).map(|setting| setting.origin.as_str())
    }
}

impl Setting {
    pub(crate) fn new(argument: &Arg, value: Value, origin: String) -> Self {
        let option = format!("--{}", argument.get_long().unwrap_or_default());
        Self { id: argument.get_id().clone(), option, value, origin }
    }

    fn arguments(&self) -> impl Iterator<Item = OsString> {
        let (times, values) = match &self.value {
            Value::Flag(times) => (*times, &[][..]),
            Value::Values(values) => (0, values.as_slice()),
        };
        let flags = (0..times).map(|_| self.option.clone().into());
        flags.chain(values.iter().map(|value| {
            let mut argument = OsString::from(format!("{}=", self.option));
            argument.push(value);
            argument
        }))
    }
}

/// What is set nearer to the user.
pub(crate) struct Chosen<'c> {
    command: &'c Command,
    ids: HashSet<Id>,
    /// What conflicts with these.
    conflicts: HashSet<Id>,
}

impl<'c> Chosen<'c> {
    pub(crate) fn new(command: &'c Command) -> Self {
        Self { command, ids: HashSet::new(), conflicts: HashSet::new() }
    }

    pub(crate) fn add(&mut self, id: &Id) {
        self.ids.insert(id.clone());
        // Groups are among the ids, too.
        let Some(argument) = self.command.get_arguments().find(|argument| argument.get_id() == id) else { return };
        let theirs = self.command.get_arguments().filter(|other| {
            let conflicts = self.command.get_arg_conflicts_with(other);
            conflicts.iter().any(|conflict| conflict.get_id() == id)
        });
        let own = self.command.get_arg_conflicts_with(argument);
        self.conflicts.extend(own.into_iter().chain(theirs).map(|other| other.get_id().clone()));
    }

    fn displaces(&self, setting: &Setting) -> bool {
        self.ids.contains(&setting.id) || self.conflicts.contains(&setting.id)
    }
}

/// Returns the options that can be set.
pub(crate) fn options(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|argument| {
        use ArgAction::{Help, HelpLong, HelpShort, Version};
        argument.get_long().is_some() && !matches!(argument.get_action(), Help | HelpLong | HelpShort | Version)
    })
}

/// Whether an option has no value.
pub(crate) fn is_flag(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::SetTrue | ArgAction::SetFalse | ArgAction::Count)
}
