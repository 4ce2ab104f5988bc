//! `vitalwire` without its subcommands.

use std::process::{Command, Output};

fn vitalwire(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vitalwire")).args(arguments).output().expect("the command")
}

#[test]
fn prints_its_version() {
    let output = vitalwire(&["--version"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), concat!("vitalwire ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn completions_know_all_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = vitalwire(&["completions", shell]);
        let completions = String::from_utf8_lossy(&output.stdout);
        for command in ["sidecar", "transcode", "completions"] {
            assert!(output.status.success() && completions.contains(command), "{shell}: {command}");
        }
    }
}

#[cfg(not(feature = "fleet"))]
#[test]
fn commands_that_send_say_what_is_missing() {
    for arguments in [
        &["bridge"] as &[&str],
        &["bridge", "--device", "/dev/ttyUSB0", "--endpoint", "http://127.0.0.1:1"],
        &["simulate", "--workers=10", "--for", "5"],
        &["simulate", "-x", "y"],
    ] {
        let output = vitalwire(arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && told.contains("built without what sends: cargo install"), "{told}");
    }
    assert!(String::from_utf8_lossy(&vitalwire(&["bridge", "--help"]).stdout).contains("--features fleet"));
    let help = vitalwire(&["--help"]);
    assert!(!String::from_utf8_lossy(&help.stdout).contains("bridge"));
}

#[test]
fn lists_the_commands_if_there_is_none() {
    let output = vitalwire(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("sidecar"));
}
