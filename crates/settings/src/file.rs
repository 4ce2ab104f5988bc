//! Options in a TOML file.

use crate::CONFIG;
use crate::layer::{Layer, Setting, Value, is_flag, options};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command, Error};
use std::ffi::OsString;
use std::fs;
use std::path::Path;

/// Reads the options of a command.
///
/// # Errors
/// The file can't be read, isn't TOML, or has a key that is no option or a value of the wrong type.
pub(crate) fn read(path: &Path, command: &Command) -> Result<Layer, Error> {
    let shown = path.display();
    let error = |kind, message| command.clone().error(kind, message);
    let text = fs::read_to_string(path).map_err(|e| error(ErrorKind::Io, format!("can't read {shown}: {e}")))?;
    let table = text.parse::<toml::Table>();
    let table = table.map_err(|e| error(ErrorKind::InvalidValue, format!("{shown} isn't TOML: {e}")))?;
    let mut settings = Vec::<(&str, Setting)>::new();
    for (key, value) in &table {
        let long = key.replace('_', "-");
        let argument = options(command).find(|argument| argument.get_long() == Some(&long) && long != CONFIG);
        let Some(argument) = argument else {
            return Err(error(ErrorKind::UnknownArgument, format!("{shown} sets {key:?}, which is no option")));
        };
        if let Some((other, _)) = settings.iter().find(|(other, _)| other.replace('_', "-") == long) {
            return Err(error(ErrorKind::ArgumentConflict, format!("{shown} sets both {other:?} and {key:?}")));
        }
        let value = self::value(argument, value).map_err(|expected| {
            error(ErrorKind::InvalidValue, format!("{shown} sets {key:?} to {value}: expected {expected}"))
        })?;
        settings.push((key, Setting::new(argument, value, shown.to_string())));
    }
    Ok(Layer::new(settings.into_iter().map(|(_, setting)| setting)))
}

/// Returns what an option is set to, or what it should be.
fn value(argument: &Arg, value: &toml::Value) -> Result<Value, &'static str> {
    match (argument.get_action(), value) {
        (ArgAction::Count, value) => {
            let times = value.as_integer().and_then(|times| times.try_into().ok());
            Ok(Value::Flag(times.ok_or("a number from 0 to 255")?))
        }
        (_, value) if is_flag(argument) => Ok(Value::Flag(value.as_bool().ok_or("true or false")?.into())),
        (ArgAction::Append, toml::Value::Array(values)) => {
            let values = values.iter().map(scalar).collect::<Option<_>>();
            Ok(Value::Values(values.ok_or("texts or numbers")?))
        }
        (_, value) => Ok(Value::Values(vec![scalar(value).ok_or("a text or a number")?])),
    }
}

fn scalar(value: &toml::Value) -> Option<OsString> {
    use toml::Value::{Array, Boolean, Datetime, Float, Integer, String, Table};
    match value {
        String(text) => Some(text.into()),
        Integer(_) | Float(_) | Boolean(_) | Datetime(_) => Some(value.to_string().into()),
        Array(_) | Table(_) => None,
    }
}
