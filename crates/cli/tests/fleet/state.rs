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
