//! Options in a file and in the environment.

use super::process::Folder;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

#[track_caller]
fn url(mut command: Command) -> String {
    let output = command.arg("--dry-run").output().expect("the command");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    printed.lines().next().and_then(|line| line.strip_prefix("POST ")).expect("a URL").to_owned()
}

#[test]
fn the_command_line_counts_before_the_environment_and_that_before_the_file() {
    let folder = Folder::new("settings");
    let file = folder.write(
        "sidecar.toml",
        "endpoint = 'http://127.0.0.1:1'\nproject = 'file'\nlocation = 'here'\nlabel = ['JOB_ID=7']\n",
    );
    let config = ["--config", &*file];
    let of = |project: &str| {
        format!("http://127.0.0.1:1/v1b3/projects/{project}/locations/here/WorkerMessages?prettyPrint=false")
    };
    assert_eq!(url(folder.command(&config)), of("file"));
    let with_variable = |arguments: &[&str]| {
        let mut command = folder.command(arguments);
        command.env("VITALWIRE_SIDECAR_PROJECT", "variable");
        command
    };
    assert_eq!(url(with_variable(&config)), of("variable"));
    assert_eq!(url(with_variable(&["--config", &file, "--project", "flag"])), of("flag"));
    let mut command = with_variable(&[]);
    command.env("VITALWIRE_SIDECAR_CONFIG", &file);
    assert_eq!(url(command), of("variable"));
}

#[test]
fn a_flag_displaces_what_conflicts_with_it_in_the_file() {
    let folder = Folder::new("settings-conflict");
    let file = folder.write(
        "sidecar.toml",
        "endpoint = 'http://127.0.0.1:1'\nproject = 'file'\nlocation = 'here'\nworker = 'boiler-7'\n\
         token-command = 'exit 1'\n",
    );
    let token = folder.write("token", "a");
    let command = folder.command(&["--config", &file, "--check-in", "--token-file", &token]);
    assert_eq!(url(command), "http://127.0.0.1:1/v2alpha1/workers/boiler-7:checkIn?prettyPrint=false");
}

#[test]
fn a_wrong_file_is_a_wrong_argument() {
    let folder = Folder::new("settings-wrong");
    for (text, reason) in
        [("end-point = 'http://127.0.0.1:1'", "end-point"), ("interval = 'soon'", "--interval is set in")]
    {
        let file = folder.write("sidecar.toml", text);
        let output = folder.command(&["--config", &file]).output().expect("the command");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && told.contains(reason) && told.contains(&file), "{told}");
    }
}

/// The endpoint in the file gives way to `--watch`, which is said.
#[test]
fn a_watch_with_settings_says_that_it_sends_nothing() {
    let folder = Folder::new("settings-watch");
    let text = "endpoint = 'http://127.0.0.1:1'\nproject = 'file'\ninterval = 10\nonce = true\n";
    let file = folder.write("sidecar.toml", text);
    let mut command = folder.command(&["--config", &file, "--watch", "1h"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    child.kill().expect("a process");
    let told = child.wait_with_output().expect("an end").stderr;
    assert!(line.starts_with("{\"workerMessages\":"), "{line}");
    assert_eq!(String::from_utf8_lossy(&told), "vitalwire: --watch prints, and sends nothing: to send, leave it out\n");
}

#[test]
fn check_ins_alone_need_nothing_of_what_reports_have_in_the_file() {
    let folder = Folder::new("settings-check-ins");
    let text = "endpoint = 'http://127.0.0.1:1'\nproject = 'file'\nstate = 'state'\nevents = 'socket'\n\
        shutdown-reason = 'PREEMPTION'\n";
    let file = folder.write("sidecar.toml", text);
    let output = folder.command(&["--config", &file, "--check-in", "--dry-run"]).output().expect("the command");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        (output.status.code(), &*told),
        (Some(2), "vitalwire: --check-in needs --worker ID: whose check-ins are sent\n")
    );
    let command = folder.command(&["--config", &file, "--check-in", "--worker", "boiler-7"]);
    assert_eq!(url(command), "http://127.0.0.1:1/v2alpha1/workers/boiler-7:checkIn?prettyPrint=false");
}
