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

#[test]
fn lists_the_commands_if_there_is_none() {
    let output = vitalwire(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("sidecar"));
}
