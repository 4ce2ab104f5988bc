//! Images: built by `cargo-for`, and run in the emulator.

use crate::{Output, Target};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use wait_timeout::ChildExt;

/// The floor: an image that does nothing but print.
pub const EMPTY: &str = "empty";

/// The images that encode messages.
pub const MESSAGES: [&str; 4] = ["health", "metrics", "everything", "check_in"];

/// None hangs longer than this.
const LIMIT: Duration = Duration::from_secs(60);

/// Builds of other features replace each other's files.
static FILES: Mutex<()> = Mutex::new(());

pub struct Image {
    pub name: &'static str,
    pub elf: Vec<u8>,
    /// What it printed.
    pub printed: Vec<u8>,
}

impl Image {
    pub fn output(&self) -> Result<Output> {
        std::str::from_utf8(&self.printed)?.parse().with_context(|| format!("the output of {}", self.name))
    }
}

/// Builds images at once, and runs one after the other.
pub fn images(target: Target, features: &str, names: &[&'static str]) -> Result<Vec<Image>> {
    let _files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    let executables = build(target, features, names)?;
    install_emulator(target)?;
    let image = |(&name, elf)| Ok(Image { name, elf, printed: run(target, features, name)? });
    names.iter().zip(executables).map(image).collect::<Result<_>>().with_context(|| target.to_string())
}

fn build(target: Target, features: &str, names: &[&str]) -> Result<Vec<Vec<u8>>> {
    let mut cargo = cargo(target, "build", features);
    cargo.arg("--message-format=json").args(names.iter().flat_map(|name| ["--bin", name]));
    let output = cargo.output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let messages =
        serde_json::Deserializer::from_slice(&output.stdout).into_iter().collect::<Result<Vec<Value>, _>>()?;
    let executable = |name: &&str| {
        let path = messages.iter().find(|message| message["target"]["name"] == **name)?["executable"].as_str()?;
        Some(fs::read(path))
    };
    names.iter().map(|name| Ok(executable(name).with_context(|| format!("cargo didn't build {name}"))??)).collect()
}

/// `cargo-for` does before it runs anything; not within an image's limit.
fn install_emulator(target: Target) -> Result<()> {
    let output = cargo(target, "run", "").arg("-h").output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

fn run(target: Target, features: &str, name: &str) -> Result<Vec<u8>> {
    let mut cargo = cargo(target, "run", features);
    cargo.args(["--bin", name]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = cargo.spawn()?;
    let printed = reader(child.stdout.take());
    let said = reader(child.stderr.take());
    let Some(status) = child.wait_timeout(LIMIT)? else {
        child.kill()?;
        child.wait()?;
        bail!("{name} doesn't end");
    };
    ensure!(status.success(), "{name}: {status}\n{}", String::from_utf8_lossy(&finish(said)?));
    finish(printed)
}

/// Reads while the image runs, which would wait for that otherwise.
fn reader(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<io::Result<Vec<u8>>> {
    thread::spawn(move || {
        let mut read = Vec::new();
        pipe.map_or(Ok(0), |mut pipe| pipe.read_to_end(&mut read)).map(|_| read)
    })
}

fn finish(reader: JoinHandle<io::Result<Vec<u8>>>) -> Result<Vec<u8>> {
    match reader.join() {
        Ok(read) => Ok(read?),
        Err(_) => bail!("its output can't be read"),
    }
}

fn cargo(target: Target, command: &str, features: &str) -> Command {
    let firmware = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut cargo = Command::new(firmware.join("cargo-for"));
    cargo.current_dir(firmware).args([target.triple, command, "--quiet", "--release", "--features", features]);
    cargo
}
