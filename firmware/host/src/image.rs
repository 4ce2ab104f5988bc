//! Images: built by `cargo-for`, and run in the emulator.

use crate::{Output, Target};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use wait_timeout::ChildExt;

/// The baseline, which only prints, and the images that encode and decode messages.
pub const IMAGES: [&str; 7] = ["empty", "health", "samples", "metrics", "everything", "check_in", "responses"];

/// The images of the agent.
pub const AGENT: [&str; 6] = ["meters", "outbox", "schedule", "http", "link", "line"];

/// The image whose worker has a UART, and the feature that it needs: it runs until it's stopped.
pub const SERIAL: (&str, &str) = ("serial", "serial");

/// No image runs longer than this.
const LIMIT: Duration = Duration::from_secs(60);

/// Builds with different features overwrite each other's files.
static FILES: Mutex<()> = Mutex::new(());

pub struct Image {
    target: Target,
    features: &'static str,
    pub name: &'static str,
    pub elf: Vec<u8>,
}

/// Builds images with the features of their package.
pub fn build(target: Target, features: &'static str, names: &[&'static str]) -> Result<Vec<Image>> {
    let _files = lock_files();
    let mut cargo = cargo(target, "build", features);
    cargo.arg("--message-format=json").args(names.iter().flat_map(|name| ["--bin", name]));
    let output = cargo.output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let messages =
        serde_json::Deserializer::from_slice(&output.stdout).into_iter().collect::<Result<Vec<Value>, _>>()?;
    let image = |&name| {
        let mut artifacts = messages.iter().filter(|message| message["target"]["name"] == name);
        let path = artifacts.find_map(|artifact| artifact["executable"].as_str());
        let elf = fs::read(path.with_context(|| format!("cargo didn't build {name}"))?)?;
        Ok(Image { target, features, name, elf })
    };
    names.iter().map(image).collect()
}

impl Image {
    /// Runs the image, and returns all that it prints.
    pub fn run(&self) -> Result<Vec<u8>> {
        let _files = lock_files();
        install_emulator(self.target)?;
        let mut cargo = cargo(self.target, "run", self.features);
        cargo.args(["--bin", self.name]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = cargo.spawn()?;
        let stdout = reader(child.stdout.take());
        let stderr = reader(child.stderr.take());
        let Some(status) = child.wait_timeout(LIMIT)? else {
            child.kill()?;
            child.wait()?;
            bail!("{} doesn't end on {}", self.name, self.target);
        };
        let stderr = finish(stderr)?;
        ensure!(status.success(), "{} on {}: {status}\n{}", self.name, self.target, String::from_utf8_lossy(&stderr));
        finish(stdout)
    }

    /// Returns the command of the emulator, for an image that runs until it's stopped, in a file.
    pub fn emulator(&self, file: &Path) -> Result<Command> {
        let _files = lock_files();
        install_emulator(self.target)?;
        fs::write(file, &self.elf)?;
        let is_riscv = self.target.triple.starts_with("riscv");
        let mut emulator = Command::new(if is_riscv { "qemu-system-riscv32" } else { "qemu-system-arm" });
        emulator.args(["-machine", self.target.machine, "-display", "none"]);
        emulator.args(["-semihosting-config", "enable=on,target=native"]);
        if is_riscv {
            emulator.args(["-bios", "none"]);
        }
        emulator.arg("-kernel").arg(file);
        Ok(emulator)
    }

    pub fn output(&self) -> Result<Output> {
        let printed = String::from_utf8(self.run()?)?;
        printed.parse().with_context(|| format!("the output of {} on {}", self.name, self.target))
    }
}

fn lock_files() -> MutexGuard<'static, ()> {
    FILES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets `cargo-for` install the emulator, which may need more time than an image has.
fn install_emulator(target: Target) -> Result<()> {
    let output = cargo(target, "run", "").arg("-h").output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// Reads while the image runs; otherwise the image would block.
fn reader(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<io::Result<Vec<u8>>> {
    thread::spawn(move || {
        let mut read = Vec::new();
        pipe.map_or(Ok(0), |mut pipe| pipe.read_to_end(&mut read)).map(|_| read)
    })
}

fn finish(reader: JoinHandle<io::Result<Vec<u8>>>) -> Result<Vec<u8>> {
    match reader.join() {
        Ok(read) => Ok(read?),
        Err(_) => bail!("an image's output can't be read"),
    }
}

fn cargo(target: Target, command: &str, features: &str) -> Command {
    let firmware = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut cargo = Command::new(firmware.join("cargo-for"));
    cargo.current_dir(firmware).args([target.triple, command, "--quiet", "--release", "--features", features]);
    cargo
}
