//! A state directory that isn't as the sidecar has left it.

use super::backend::{Backend, Reply, Request};
use super::process::Folder;
use std::fs;

fn is_os_start(request: &Request) -> bool {
    request.payloads("workerLifecycleEvent").any(|event| event["event"] == "OS_START")
}

#[test]
fn a_boot_that_cant_be_read_is_told_again() {
    let (folder, backend) = (Folder::new("state-boot"), Backend::new(|_| Reply::ok()));
    for damaged in [&b"\xFF\xFE"[..], b"", b"boot-0\n"] {
        fs::create_dir_all(folder.path("state")).expect("a folder");
        fs::write(folder.path("state/boot-id"), damaged).expect("a file");
        let sidecar = folder.start(&backend.url(), &[]);
        backend.until(is_os_start);
        sidecar.stop();
        assert_eq!(fs::read_to_string(folder.path("state/boot-id")).expect("a file"), "boot-1\n");
        backend.rest();
    }
}

#[test]
fn a_file_that_cant_be_written_is_named() {
    for name in ["starts", "boot-id"] {
        let (folder, backend) = (Folder::new("state-unwritable"), Backend::new(|_| Reply::ok()));
        fs::create_dir_all(folder.path(&format!("state/{name}.new"))).expect("a folder");
        let (status, told) = folder.start(&backend.url(), &[]).end();
        let path = folder.text(&format!("state/{name}"));
        assert_eq!(status.code(), Some(1));
        assert_eq!(told, format!("vitalwire: {path} can't be written: Is a directory (os error 21)\n"));
    }
}

#[test]
fn a_shelf_that_is_damaged_is_the_users_to_remove() {
    let (folder, backend) = (Folder::new("state-shelf"), Backend::new(|_| Reply::status(503)));
    let sidecar = folder.start(&backend.url(), &[]);
    let mut events = folder.connect();
    // More than two pages.
    for _ in 0..40 {
        assert_eq!(events.tell(&format!("FULL {{\"of\": \"{}\"}}", "x".repeat(200))).as_deref(), Some("ok"));
    }
    sidecar.kill();

    let shelf = folder.path("state/shelf");
    let whole = fs::read(&shelf).expect("a file");
    let mut gap = whole.clone();
    gap[4096..8192].fill(0xFF);
    for damaged in [&gap[..], &whole[..5000], &[&whole[..], b"x"].concat()] {
        fs::write(&shelf, damaged).expect("a file");
        let (status, told) = folder.start(&backend.url(), &[]).end();
        assert_eq!(status.code(), Some(1));
        assert!(told.ends_with("; without the file, what waits in it is lost, and it goes on\n"), "{told}");
        assert_eq!(fs::read(&shelf).expect("a file"), damaged);
    }
    fs::remove_file(&shelf).expect("a file");
    let sidecar = folder.start(&backend.url(), &[]);
    assert_eq!(folder.connect().tell("AFTER").as_deref(), Some("ok"));
    sidecar.stop();
}
