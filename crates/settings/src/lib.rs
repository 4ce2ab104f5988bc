#![forbid(unsafe_code)]
#![warn(missing_docs, unreachable_pub)]
#![doc = include_str!("../README.md")]

mod environment;
mod file;
mod layer;

use clap::error::{ContextKind, ContextValue};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command, Error, Parser};
use layer::{Chosen, Layer};
use std::ffi::OsString;

/// The option that names the file.
const CONFIG: &str = "config";

/// Parses the command line, the environment and the file of `--config`. Variables begin with `prefix` and an
/// underscore.
///
/// Exits as [`Parser::parse`] does if something is wrong, or if help is asked for.
#[must_use]
pub fn parse<T: Parser>(prefix: &str) -> T {
    try_parse_from(prefix, std::env::args_os(), std::env::vars_os()).unwrap_or_else(|error| error.exit())
}

/// The same as [`parse`], of other arguments, the first of which is the command's name, and of another environment.
///
/// # Errors
/// [`Error`], of which [`Error::exit`] does what the command should.
pub fn try_parse_from<T: Parser>(
    prefix: &str,
    arguments: impl IntoIterator<Item = impl Into<OsString>>,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
) -> Result<T, Error> {
    let mut arguments = arguments.into_iter().map(Into::into).collect::<Vec<OsString>>();
    let mut command = T::command();
    command.build();
    let layers = layers(prefix, &command, &arguments, environment)?;
    let end = arguments.iter().position(|argument| argument == "--").unwrap_or(arguments.len());
    arguments.splice(end..end, layers.iter().flat_map(Layer::arguments));
    let matches = command.try_get_matches_from_mut(arguments);
    let matches = matches.map_err(|error| without_password(with_origin(error, &layers)))?;
    T::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Returns what the environment and the file add to the arguments.
fn layers(
    prefix: &str,
    command: &Command,
    arguments: &[OsString],
    environment: impl IntoIterator<Item = (OsString, OsString)>,
) -> Result<Vec<Layer>, Error> {
    // What is missing or wrong is told when all is known.
    let Ok(matches) = command.clone().ignore_errors(true).try_get_matches_from(arguments) else {
        return Ok(Vec::new());
    };
    let (command, matches, prefix) = innermost(command, &matches, prefix.to_owned());
    if command.get_arguments().all(|argument| argument.get_id() != CONFIG) {
        return Ok(Vec::new());
    }
    let mut chosen = Chosen::new(command);
    for id in matches.ids().filter(|id| matches.value_source(id.as_str()) == Some(ValueSource::CommandLine)) {
        chosen.add(id);
    }
    let mut environment = environment::read(&prefix, command, environment)?;
    environment.give_way_to(&mut chosen);
    let path = matches.get_raw(CONFIG).and_then(|mut paths| paths.next_back()).map(ToOwned::to_owned);
    let Some(path) = path.or_else(|| environment.take_value(CONFIG)) else { return Ok(vec![environment]) };
    let mut file = file::read(path.as_ref(), command)?;
    file.give_way_to(&mut chosen);
    Ok(vec![environment, file])
}

/// Returns the command that was called by its names, its matches, and the prefix of its variables.
fn innermost<'c, 'm>(
    mut command: &'c Command,
    mut matches: &'m ArgMatches,
    mut prefix: String,
) -> (&'c Command, &'m ArgMatches, String) {
    while let Some((name, inner)) = matches.subcommand()
        && let Some(subcommand) = command.find_subcommand(name)
    {
        prefix += &format!("_{name}");
        (command, matches) = (subcommand, inner);
    }
    (command, matches, prefix)
}

/// Adds where options were set that an error names and that aren't on the command line.
fn with_origin(mut error: Error, layers: &[Layer]) -> Error {
    let named = [ContextKind::InvalidArg, ContextKind::PriorArg].into_iter().filter_map(|kind| error.get(kind));
    let named = named.flat_map(|value| match value {
        ContextValue::String(name) => vec![name.as_str()],
        ContextValue::Strings(names) => names.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    });
    let origins = named.filter_map(|name| {
        // Such as `--listen <ADDRESS>`.
        let option = name.split(' ').next()?;
        layers
            .iter()
            .find_map(|layer| layer.origin_of(option))
            .map(|origin| format!("{option} is set in {origin}").into())
    });
    let origins = origins.collect::<Vec<_>>();
    if !origins.is_empty() {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(origins));
    }
    error
}

/// Hides of a value that is a URL what may have a password: its user and its query. Errors are written to logs.
fn without_password(mut error: Error) -> Error {
    let shown = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(value)) => value.split_once("://").map(|(scheme, rest)| {
            let (user, rest) = rest.rsplit_once('@').map_or(("", rest), |(_, rest)| ("…@", rest));
            let (rest, query) = rest.split_once('?').map_or((rest, ""), |(rest, _)| (rest, "?…"));
            format!("{scheme}://{user}{rest}{query}")
        }),
        _ => None,
    };
    if let Some(shown) = shown {
        error.insert(ContextKind::InvalidValue, ContextValue::String(shown));
    }
    error
}
