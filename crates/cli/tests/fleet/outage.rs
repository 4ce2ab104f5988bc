//! Outages and restarts: everything arrives, and a receiver knows what it has already.

use super::backend::{Backend, Reply, Request};
use super::process::Folder;
use std::collections::BTreeMap;

/// What a receiver keeps: it drops what has a label that isn't higher than the last one of its worker and rank.
#[derive(Default)]
pub struct Receiver {
    last: BTreeMap<u32, (u32, u32)>,
    pub codes: Vec<String>,
    pub reasons: Vec<String>,
    pub duplicates: usize,
}

impl Receiver {
    pub fn take(&mut self, request: &Request) {
        if request.is_refused {
            return;
        }
        for message in request.messages() {
            let label = message["labels"]["SEQ"].as_str().expect("a label");
            let numbers = label.split('.').map(|number| number.parse::<u32>().expect("a number")).collect::<Vec<_>>();
            let &[boot, rank, number] = &numbers[..] else { panic!("{label}") };
            let last = self.last.entry(rank).or_default();
            if *last >= (boot, number) && *last != (0, 0) {
                self.duplicates += 1;
                continue;
            }
            *last = (boot, number);
            let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
            self.codes.extend(text(&message["workerMessageCode"]["code"]));
            self.reasons.extend(text(&message["workerShutdownNotice"]["reason"]));
        }
    }
}

#[test]
fn what_was_told_in_an_outage_arrives_once_and_in_order() {
    let folder = Folder::new("outage");
    let backend = Backend::new(|_| Reply::ok());
    let address = backend.address;
    backend.close();

    let mut expected = Vec::new();
    for start in 0..3 {
        let sidecar = folder.start(&backend.url(), &[]);
        let mut events = folder.connect();
        for number in 0..10 {
            let code = format!("E{start}.{number}");
            assert_eq!(events.tell(&code).as_deref(), Some("ok"));
            expected.push(code);
        }
        if start == 1 {
            sidecar.kill();
        } else {
            let told = sidecar.stop();
            assert!(told.contains("no response"), "{told}");
        }
    }

    let backend = Backend::at(address, |_| Reply::ok());
    let sidecar = folder.start(&backend.url(), &["--shutdown-reason", "DONE"]);
    let mut receiver = Receiver::default();
    while receiver.codes.len() < expected.len() {
        receiver.take(&backend.next());
    }
    sidecar.stop();
    backend.rest().iter().for_each(|request| receiver.take(request));
    assert_eq!(receiver.codes, expected);
    assert_eq!(receiver.reasons, ["SIGTERM", "SIGTERM", "DONE"]);
    assert_eq!(receiver.duplicates, 0);
}

#[test]
fn an_outage_ends_while_the_sidecar_runs() {
    let folder = Folder::new("outage-ends");
    let backend = Backend::new(|_| Reply::ok());
    let sidecar = folder.start(&backend.url(), &[]);
    let mut receiver = Receiver::default();
    receiver.take(&backend.next());
    backend.close();
    backend.rest().iter().for_each(|request| receiver.take(request));
    let mut events = folder.connect();
    assert_eq!(events.tell("IN_BETWEEN").as_deref(), Some("ok"));

    let backend = Backend::at(backend.address, |_| Reply::ok());
    while receiver.codes.is_empty() {
        receiver.take(&backend.next());
    }
    assert_eq!(events.tell("AFTERWARDS").as_deref(), Some("ok"));
    let told = sidecar.stop();
    backend.rest().iter().for_each(|request| receiver.take(request));
    assert_eq!(receiver.codes, ["IN_BETWEEN", "AFTERWARDS"]);
    // That it works again is told, too.
    assert!(told.matches("messages: accepted").count() >= 1, "{told}");
}
