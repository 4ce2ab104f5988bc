//! Access tokens.

use super::backend::{Backend, Reply, Request};
use super::process::Folder;
use std::fs;
use std::process::Command;

/// Accepts `new-token` only. With the first request, `renew` is called.
fn backend(renew: impl Fn() + Send + Sync + 'static) -> Backend {
    Backend::new(move |request: &Request| {
        if request.headers.get("authorization").is_some_and(|value| value == "Bearer new-token") {
            return Reply::ok();
        }
        renew();
        Reply::status(401)
    })
}

#[test]
fn a_stale_token_is_read_again() {
    let folder = Folder::new("token-file");
    let path = folder.write("token", "old-token\n");
    let file = path.clone();
    let backend = backend(move || fs::write(&file, "new-token\n").expect("a file"));
    let sidecar = folder.start(&backend.url(), &["--token-file", &path]);
    let (first, second) = (backend.next(), backend.next());
    assert_eq!(first.headers["authorization"], "Bearer old-token");
    assert_eq!(second.headers["authorization"], "Bearer new-token");
    assert_eq!(first.body, second.body);
    let told = sidecar.stop();
    assert!(told.contains("messages: accepted") && !told.contains("401") && !told.contains("-token"), "{told}");
}

#[test]
fn a_command_prints_a_token() {
    let folder = Folder::new("token-command");
    let (calls, backend) = (folder.text("calls"), backend(|| {}));
    // It's stale the first time.
    let command = format!("test -e {calls} && echo new-token || echo old-token; touch {calls}");
    let output = folder
        .command(&["--endpoint", &backend.url(), "--project", "cellar", "--once", "--token-command", &command])
        .output()
        .expect("the command");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(backend.rest().len(), 2);
}

/// Who ignores SIGCHLD is ignorant of how children end, and so are those whom it starts.
#[test]
fn a_command_may_be_called_by_a_child_of_who_ignores_children() {
    let (folder, backend) = (Folder::new("token-children"), backend(|| {}));
    let mut command = Command::new("env");
    command.args(["--ignore-signal=CHLD", env!("CARGO_BIN_EXE_vitalwire"), "sidecar"]);
    command.args(["--proc", &folder.text("proc"), "--endpoint", &backend.url(), "--project", "cellar", "--once"]);
    let output = command.args(["--token-command", "echo new-token"]).output().expect("the command");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_token_that_isnt_accepted_is_told() {
    let folder = Folder::new("token-refused");
    let (path, backend) = (folder.write("token", "old-token"), Backend::new(|_| Reply::status(401)));
    let arguments = ["--endpoint", &backend.url(), "--project", "cellar", "--once", "--token-file", &path];
    let output = folder.command(&arguments).output().expect("the command");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("401: the token isn't accepted") && !told.contains("old-token"), "{told}");
    assert_eq!(backend.rest().len(), 2);
}

#[test]
fn a_token_isnt_sent_where_others_could_read_it() {
    let folder = Folder::new("token-plain");
    let path = folder.write("token", "old-token");
    for url in ["http://192.0.2.1:8080", "http://telemetry.example", "http://127.0.0.1.telemetry.example"] {
        let arguments = ["--endpoint", url, "--project", "cellar", "--dry-run", "--token-file", &path];
        let output = folder.command(&arguments).output().expect("the command");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        assert_eq!(told, format!("vitalwire: a token isn't sent to {url}, where others could read it: use https\n"));
    }
}

#[test]
fn without_a_token_nothing_is_sent() {
    let folder = Folder::new("token-absent");
    let backend = Backend::new(|_| Reply::ok());
    let arguments = ["--endpoint", &backend.url(), "--project", "cellar", "--once", "--token-file", "/nowhere/token"];
    let output = folder.command(&arguments).output().expect("the command");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("messages: not sent: no token in /nowhere/token: No such file"), "{told}");
    assert_eq!(backend.rest().len(), 0);
}

#[test]
fn a_backend_that_wants_a_token_is_told() {
    let (folder, backend) = (Folder::new("token-wanted"), Backend::new(|_| Reply::status(401)));
    let output =
        folder.command(&["--endpoint", &backend.url(), "--project", "cellar", "--once"]).output().expect("the command");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("messages: 401: the backend wants a token: --token-file"), "{told}");
}

#[test]
fn a_token_that_is_gone_is_told() {
    let folder = Folder::new("token-gone");
    let path = folder.write("token", "old-token");
    let file = path.clone();
    let backend = backend(move || fs::remove_file(&file).expect("a file"));
    let arguments = ["--endpoint", &backend.url(), "--project", "cellar", "--once", "--token-file", &path];
    let output = folder.command(&arguments).output().expect("the command");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("the token isn't accepted any more, and there's no new one: no token in"), "{told}");
    assert_eq!((output.status.code(), backend.rest().len()), (Some(1), 1));
}
