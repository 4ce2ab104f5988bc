//! Options in the environment.

use crate::layer::{Layer, Setting, Value, is_flag, options};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command, Error};
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};

/// Returns the options of a command that are set.
///
/// # Errors
/// The value of a flag is none.
pub(crate) fn read(
    prefix: &str,
    command: &Command,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
) -> Result<Layer, Error> {
    let environment = environment.into_iter().filter(|(_, value)| !value.is_empty()).collect::<HashMap<_, _>>();
    let settings = options(command).filter_map(|argument| {
        let name = variable(prefix, argument);
        let value = environment.get(OsStr::new(&name))?;
        Some(match self::value(argument, value) {
            Some(value) => Ok(Setting::new(argument, value, name)),
            None => Err(unusable(command, argument, &name, value)),
        })
    });
    Ok(Layer::new(settings.collect::<Result<Vec<_>, Error>>()?))
}

fn variable(prefix: &str, argument: &Arg) -> String {
    format!("{prefix}_{}", argument.get_long().unwrap_or_default()).replace('-', "_").to_ascii_uppercase()
}

fn value(argument: &Arg, value: &OsStr) -> Option<Value> {
    Some(match argument.get_action() {
        ArgAction::Count => Value::Flag(value.to_str()?.parse().ok()?),
        _ if is_flag(argument) => Value::Flag(value.to_str()?.parse::<bool>().ok()?.into()),
        // What isn't text has one value.
        ArgAction::Append => Value::Values(match value.to_str() {
            Some(lines) => lines.lines().map(Into::into).collect(),
            None => vec![value.to_owned()],
        }),
        _ => Value::Values(vec![value.to_owned()]),
    })
}

fn unusable(command: &Command, argument: &Arg, name: &str, value: &OsStr) -> Error {
    let expected = if matches!(argument.get_action(), ArgAction::Count) { "a number" } else { "true or false" };
    command.clone().error(ErrorKind::InvalidValue, format!("{name} is {value:?}: expected {expected}"))
}
