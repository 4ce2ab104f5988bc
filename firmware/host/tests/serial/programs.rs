//! Programs of this repository, built for the test.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Builds a package's program, unless it's up to date, and returns its path.
pub fn build(package: &str, features: &str) -> Result<PathBuf> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    cargo.args(["build", "--quiet", "--message-format=json", "--package", package, "--features", features]);
    let output = cargo.stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "{package} can't be built");
    let mut messages = serde_json::Deserializer::from_slice(&output.stdout).into_iter::<Value>();
    let path = messages.find_map(|message| message.ok()?["executable"].as_str().map(PathBuf::from));
    path.with_context(|| format!("{package} has no program"))
}
