//! The process of the bridge.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::PoisonError;

pub struct Bridge(Child);

impl Bridge {
    pub fn start(device: &str, endpoint: &str) -> Result<Self> {
        let mut command = Command::new(build()?);
        command.args(["bridge", "--device", device, "--endpoint", endpoint]).stdin(Stdio::null());
        Ok(Self(command.spawn()?))
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        // It may have ended, which the test has noticed by then.
        let _ = self.0.kill().and_then(|()| self.0.wait());
    }
}

/// Builds the command, unless that was done before, and returns its path.
fn build() -> Result<String> {
    static PATH: Mutex<Option<String>> = Mutex::new(None);
    let mut built = PATH.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(path) = &*built {
        return Ok(path.clone());
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    cargo.args(["build", "--quiet", "--package", "vitalwire-cli", "--features", "fleet", "--message-format=json"]);
    let output = cargo.stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "the command can't be built");
    let mut messages = serde_json::Deserializer::from_slice(&output.stdout).into_iter::<Value>();
    let path = messages.find_map(|message| message.ok()?["executable"].as_str().map(str::to_owned));
    Ok(built.insert(path.context("cargo built no command")?).clone())
}
