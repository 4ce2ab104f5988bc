//! Options from the command line, the environment and a file.

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Parser, Debug)]
struct Command {
    #[command(subcommand)]
    subcommand: Inner,
}

#[derive(Subcommand, Debug)]
enum Inner {
    Serve(Serve),
    /// Without a file.
    Check {
        #[arg(long, default_value = "none")]
        listen: String,
    },
}

#[derive(Args, Debug, PartialEq)]
struct Serve {
    #[arg(long, default_value_t = 80)]
    listen: u16,
    #[arg(long)]
    project: String,
    #[arg(long)]
    quiet: bool,
    #[arg(long, short, action = clap::ArgAction::Count)]
    verbose: u8,
    #[arg(long = "label")]
    labels: Vec<String>,
    #[arg(long, conflicts_with = "token_command", requires = "project")]
    token_file: Option<PathBuf>,
    #[arg(long)]
    token_command: Option<String>,
    #[arg(long)]
    config: Option<PathBuf>,
    rest: Vec<String>,
}

fn file(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("a file");
    path.to_str().expect("UTF-8").to_owned()
}

fn parse(arguments: &[&str], environment: &[(&str, &str)]) -> Result<Command, clap::Error> {
    let environment = environment.iter().map(|&(name, value)| (OsString::from(name), OsString::from(value)));
    vitalwire_settings::try_parse_from("TOOL", [&["tool"], arguments].concat(), environment)
}

#[track_caller]
fn serve(arguments: &[&str], environment: &[(&str, &str)]) -> Serve {
    match parse(&[&["serve"], arguments].concat(), environment) {
        Ok(Command { subcommand: Inner::Serve(serve) }) => serve,
        Ok(other) => panic!("{other:?}"),
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn error(arguments: &[&str], environment: &[(&str, &str)]) -> (ErrorKind, String) {
    let error = parse(&[&["serve"], arguments].concat(), environment).expect_err("an error");
    (error.kind(), error.to_string())
}

#[test]
fn what_is_nearer_to_the_user_counts() {
    let file = file("nearer", "listen = 1\nproject = 'file'\nlabel = ['a', 'b']\nverbose = 2\n");
    let config = ["--config", &file];
    let from_file = serve(&config, &[]);
    assert_eq!((from_file.listen, &*from_file.project, from_file.verbose), (1, "file", 2));
    assert_eq!(from_file.labels, ["a", "b"]);

    let variables = [("TOOL_SERVE_LISTEN", "2"), ("TOOL_SERVE_LABEL", "c=1 2\nd"), ("TOOL_SERVE_VERBOSE", "0")];
    let from_environment = serve(&config, &variables);
    assert_eq!((from_environment.listen, &*from_environment.project, from_environment.verbose), (2, "file", 0));
    assert_eq!(from_environment.labels, ["c=1 2", "d"]);

    let from_flags = serve(&[&config[..], &["--listen=3", "--label", "e", "-v"]].concat(), &variables);
    assert_eq!((from_flags.listen, from_flags.labels, from_flags.verbose), (3, vec!["e".to_owned()], 1));
    assert_eq!(serve(&["--project", "p"], &[]).listen, 80);
}

#[test]
fn the_file_may_be_named_in_the_environment() {
    let file = file("named", "project = 'file'\ntoken_command = 'a --b'\nquiet = true\n");
    let from_file = serve(&[], &[("TOOL_SERVE_CONFIG", &file)]);
    assert_eq!((&*from_file.project, from_file.token_command.as_deref()), ("file", Some("a --b")));
    assert!(from_file.quiet);
    let other = self::file("named-other", "project = 'other'\n");
    assert_eq!(serve(&["--config", &other], &[("TOOL_SERVE_CONFIG", &file)]).project, "other");
}

#[test]
fn flags_are_true_or_false() {
    let file = file("flags", "project = 'p'\nquiet = true\n");
    assert!(!serve(&["--config", &file], &[("TOOL_SERVE_QUIET", "false")]).quiet);
    assert!(serve(&["--project", "p"], &[("TOOL_SERVE_QUIET", "true")]).quiet);
    assert!(!serve(&["--project", "p"], &[("TOOL_SERVE_QUIET", "")]).quiet);
    let (kind, message) = error(&["--project", "p"], &[("TOOL_SERVE_QUIET", "yes")]);
    assert_eq!(kind, ErrorKind::InvalidValue);
    assert!(message.contains(r#"TOOL_SERVE_QUIET is "yes": expected true or false"#), "{message}");
}

#[test]
fn what_conflicts_gives_way_to_what_is_nearer() {
    let file = file("conflict", "project = 'p'\ntoken-command = 'c'\n");
    let config = ["--config", &*file];
    for (arguments, variables) in [
        (vec!["--token-file", "f"], vec![]),
        (vec![], vec![("TOOL_SERVE_TOKEN_FILE", "f")]),
        (vec!["--token-file", "f"], vec![("TOOL_SERVE_TOKEN_COMMAND", "d")]),
    ] {
        let serve = serve(&[&config[..], &arguments].concat(), &variables);
        assert_eq!((serve.token_file, serve.token_command), (Some("f".into()), None));
    }
    // From the other side of the declaration.
    let file = self::file("conflict-other", "project = 'p'\ntoken-file = 'f'\n");
    let serve = serve(&["--config", &file, "--token-command", "c"], &[]);
    assert_eq!((serve.token_file, serve.token_command), (None, Some("c".to_owned())));

    // At the same distance, it's an error that says where.
    let file = self::file("conflict-both", "project = 'p'\ntoken-command = 'c'\ntoken-file = 'f'\n");
    let (kind, message) = error(&["--config", &file], &[]);
    assert_eq!(kind, ErrorKind::ArgumentConflict);
    assert!(message.contains(&format!("--token-file is set in {file}")), "{message}");
}

#[test]
fn what_is_required_may_be_anywhere() {
    let file = file("required", "project = 'p'\n");
    assert_eq!(serve(&["--token-file", "f", "--config", &file], &[]).project, "p");
    assert_eq!(serve(&[], &[("TOOL_SERVE_PROJECT", "q")]).project, "q");
    assert_eq!(error(&[], &[]).0, ErrorKind::MissingRequiredArgument);
    assert_eq!(error(&["--config", &file, "--what"], &[]).0, ErrorKind::UnknownArgument);
    assert_eq!(error(&["--help"], &[]).0, ErrorKind::DisplayHelp);
}

#[test]
fn arguments_after_two_dashes_stay_there() {
    let file = file("dashes", "project = 'p'\nlabel = '--x'\n");
    let serve = serve(&["--config", &file, "a", "--", "--listen", "b"], &[]);
    assert_eq!((serve.labels, serve.rest), (vec!["--x".to_owned()], vec!["a".into(), "--listen".into(), "b".into()]));
}

#[test]
fn values_are_checked_as_on_the_command_line() {
    let file = file("values", "project = 'p'\nlisten = 70000\n");
    let (kind, message) = error(&["--config", &file], &[]);
    assert_eq!(kind, ErrorKind::ValueValidation);
    assert!(message.contains("70000") && message.contains(&format!("--listen is set in {file}")), "{message}");
    let (_, message) = error(&["--project", "p"], &[("TOOL_SERVE_LISTEN", "soon")]);
    assert!(message.contains("--listen is set in TOOL_SERVE_LISTEN"), "{message}");
}

#[test]
fn an_error_shows_no_password() {
    for (url, shown) in [
        ("postgres://a:hunter2@db/fleet", "'postgres://…@db/fleet'"),
        ("https://hunter2@a.example:x?key=hunter2", "'https://…@a.example:x?…'"),
        ("https://a:hunter2?hunter2/@hunter2@a.example", "'https://…@a.example'"),
        ("https://a.example", "'https://a.example'"),
    ] {
        for (_, message) in [error(&["--listen", url], &[]), error(&["--project", "p"], &[("TOOL_SERVE_LISTEN", url)])]
        {
            assert!(message.contains(shown) && !message.contains("hunter2"), "{message}");
        }
    }
}

#[test]
fn a_file_has_only_options() {
    for (text, expected) in [
        ("lissten = 1", r#"sets "lissten", which is no option"#),
        ("config = 'x'", r#"sets "config", which is no option"#),
        ("help = true", r#"sets "help", which is no option"#),
        ("rest = 'x'", r#"sets "rest", which is no option"#),
        ("listen = [1]", r#"sets "listen" to [1]: expected a text or a number"#),
        ("quiet = 1", r#"sets "quiet" to 1: expected true or false"#),
        ("verbose = -1", r#"sets "verbose" to -1: expected a number from 0 to 255"#),
        ("label = [[]]", r#"sets "label" to [[]]: expected texts or numbers"#),
        ("[project]\nname = 'x'", "expected a text or a number"),
        ("token-file = 'a'\ntoken_file = 'b'", r#"sets both "token-file" and "token_file""#),
        ("listen = ", "isn't TOML"),
    ] {
        let file = file("wrong", text);
        let (_, message) = error(&["--config", &file, "--project", "p"], &[]);
        assert!(message.contains(expected) && message.contains(&file), "{text}: {message}");
    }
    let (_, message) = error(&["--config", "/nowhere/file", "--project", "p"], &[]);
    assert!(message.contains("can't read /nowhere/file"), "{message}");
}

#[test]
fn a_command_without_a_file_has_no_variables() {
    match parse(&["check"], &[("TOOL_CHECK_LISTEN", "x")]) {
        Ok(Command { subcommand: Inner::Check { listen } }) => assert_eq!(listen, "none"),
        other => panic!("{other:?}"),
    }
}
