//! Events that other processes tell.

use super::backend::{Backend, Reply};
use super::process::Folder;
use serde_json::json;
use std::io::Read;
use std::os::unix::net::UnixStream;
use std::thread;

#[test]
fn an_event_is_sent_at_once() {
    let (folder, backend) = (Folder::new("event"), Backend::new(|_| Reply::ok()));
    let sidecar = folder.start_every("3600", &backend.url(), &[]);
    let mut events = folder.connect();
    assert_eq!(events.tell(r#"WATER_LOW {"litres": 2}"#).as_deref(), Some("ok"));
    let request = backend.until(|request| request.has("workerMessageCode"));
    let event = request.payloads("workerMessageCode").next().expect("an event");
    assert_eq!(event, &json!({ "code": "WATER_LOW", "parameters": { "litres": 2 } }));
    sidecar.stop();
    assert!(!folder.path("socket").exists());
}

#[test]
fn garbage_costs_only_its_own_line() {
    let (folder, backend) = (Folder::new("garbage"), Backend::new(|_| Reply::ok()));
    let sidecar = folder.start(&backend.url(), &[]);
    let mut events = folder.connect();
    events.write(b"FIRST\n\xFF\xFE\n\n {}\nB\xC3\xA4D\nBAD {\nBAD []\n");
    let replies = (0..7).map(|_| events.reply()).collect::<Vec<_>>();
    assert_eq!(replies[0], "ok");
    assert!(replies[1..].iter().all(|reply| reply.starts_with("error: ")), "{replies:?}");
    events.write(
        &[b"x".repeat(100_000), b"\nLONG {\"text\": \"".to_vec(), b"x".repeat(4_000), b"\"}\n".to_vec()].concat(),
    );
    assert_eq!(events.reply(), "error: a line has at most 4096 bytes");
    let reply = events.reply();
    assert!(reply.starts_with("error: the message takes 4") && reply.ends_with("has 4072 for each"), "{reply}");
    assert_eq!(events.tell("LAST\r").as_deref(), Some("ok"));

    let request = backend.until(|request| request.payloads("workerMessageCode").any(|event| event["code"] == "LAST"));
    assert!(request.payloads("workerMessageCode").all(|event| event["code"] != "BAD"));
    sidecar.stop();
}

#[test]
fn a_line_without_an_end_is_no_event() {
    let (folder, backend) = (Folder::new("cut"), Backend::new(|_| Reply::ok()));
    let sidecar = folder.start(&backend.url(), &[]);
    drop(folder.connect());
    let mut stream = UnixStream::connect(folder.path("socket")).expect("a socket");
    std::io::Write::write_all(&mut stream, b"WHOLE\nCUT").expect("a reader");
    stream.shutdown(std::net::Shutdown::Write).expect("a socket");
    let mut replies = String::new();
    stream.read_to_string(&mut replies).expect("replies");
    assert_eq!(replies, "ok\nerror: the line has no end\n");
    sidecar.stop();
}

#[test]
fn several_processes_tell_events() {
    let (folder, backend) = (Folder::new("several"), Backend::new(|_| Reply::ok()));
    let sidecar = folder.start_every("3600", &backend.url(), &[]);
    thread::scope(|scope| {
        for process in 0..8 {
            let mut events = folder.connect();
            scope.spawn(move || {
                for number in 0..5 {
                    assert_eq!(events.tell(&format!("E{process}.{number}")).as_deref(), Some("ok"));
                }
            });
        }
    });
    let mut codes = Vec::new();
    while codes.len() < 40 {
        let request = backend.next();
        codes.extend(
            request.payloads("workerMessageCode").map(|event| event["code"].as_str().expect("a code").to_owned()),
        );
    }
    codes.sort_unstable();
    let expected = (0..8).flat_map(|process| (0..5).map(move |number| format!("E{process}.{number}")));
    assert_eq!(codes, expected.collect::<Vec<_>>());
    sidecar.stop();
}

#[test]
fn a_state_directory_and_a_socket_have_one_sidecar() {
    let (folder, backend) = (Folder::new("second"), Backend::new(|_| Reply::ok()));
    let sidecar = folder.start(&backend.url(), &[]);
    backend.next();
    let (status, told) = folder.start(&backend.url(), &[]).end();
    assert_eq!(status.code(), Some(1));
    assert!(told.contains("another sidecar has the state directory"), "{told}");
    let mut other = folder.command(&["--endpoint", &backend.url(), "--project", "cellar"]);
    other.args(["--state", &folder.text("other-state"), "--events", &folder.text("socket")]);
    let output = other.output().expect("the command");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("can't listen at"));
    // The first one has all that it had.
    assert_eq!(folder.connect().tell("STILL_HERE").as_deref(), Some("ok"));
    sidecar.kill();

    // A socket of one that was killed is in nobody's way; a file is.
    let sidecar = folder.start(&backend.url(), &[]);
    drop(folder.connect());
    sidecar.stop();
    folder.write("socket", "text");
    let (status, told) = folder.start(&backend.url(), &[]).end();
    assert!(status.code() == Some(1) && told.contains("can't listen at"), "{told}");
}
