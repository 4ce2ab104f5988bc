//! Machines that are folders: the files of the kernel that are sampled, with invented values.

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Lines, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

/// A folder with `proc`, which is like procfs, and whatever its `self/mountinfo` says is mounted there.
pub struct Machine(PathBuf);

impl Machine {
    /// Copies `tests/machine`: two cores, 8 GB of memory of which 5 are available, and a boot disk.
    pub fn new(name: &str) -> Self {
        let machine = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        let _ = fs::remove_dir_all(&machine.0);
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/machine");
        for file in ["stat", "meminfo", "vmstat", "uptime", "sys/kernel/hostname", "self/mountinfo"] {
            let file = Path::new("proc").join(file);
            machine.write(&file, fs::read_to_string(base.join(&file)).expect("a file"));
        }
        machine
    }

    /// Replaces a file at once. In `text`, `ROOT` is this machine's folder, as mountinfo has it.
    pub fn write(&self, file: impl AsRef<Path>, text: impl AsRef<str>) {
        self.write_bytes(file, text.as_ref().replace("ROOT", &self.root().replace(' ', r"\040")));
    }

    pub fn write_bytes(&self, file: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let (file, new) = (self.0.join(file), self.folder("").join("new"));
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(&new, bytes).expect("a file");
        fs::rename(new, file).expect("a file");
    }

    pub fn append(&self, file: &str, lines: &str) {
        let before = fs::read_to_string(self.0.join(file)).expect("a file");
        self.write(file, before + lines);
    }

    pub fn remove(&self, file: &str) {
        fs::remove_file(self.0.join(file)).expect("a file");
    }

    /// Creates a folder, for mount points.
    pub fn folder(&self, folder: impl AsRef<Path>) -> PathBuf {
        let path = self.0.join(folder);
        fs::create_dir_all(&path).expect("a folder");
        path
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = super::sidecar(arguments);
        command.arg("--proc").arg(self.0.join("proc"));
        command
    }

    #[track_caller]
    pub fn report(&self) -> Run {
        self.run(&[])
    }

    #[track_caller]
    pub fn check_in(&self) -> Run {
        self.run(&["--check-in"])
    }

    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().expect("the command");
        let stderr = self.without_root(&output.stderr);
        assert!(output.status.success(), "{stderr}");
        Run { json: serde_json::from_slice(&output.stdout).expect("JSON"), stderr }
    }

    pub fn watch(&self) -> Watch<'_> {
        let mut command = self.command(&["--watch", "0.1"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        Watch { machine: self, child, lines, stderr, told: Vec::new() }
    }

    pub fn root(&self) -> &str {
        self.0.to_str().expect("a path in UTF-8")
    }

    /// Returns what was printed, without this folder in the paths.
    fn without_root(&self, stderr: &[u8]) -> String {
        String::from_utf8_lossy(stderr).replace(self.root(), "")
    }
}

/// What was printed about a machine.
pub struct Run {
    pub json: Value,
    pub stderr: String,
}

impl Run {
    pub fn health(&self) -> &Value {
        &self.json["workerMessages"][0]["workerHealthReport"]
    }

    /// Whether health says so. This machine's disk may be short of space, too, which is said only if nothing else is.
    pub fn is_short_of_memory(&self) -> bool {
        let is_short = self.health()["msg"] == "less than 1 % of the memory is available";
        assert!(!is_short || self.health()["vmIsHealthy"] == false);
        is_short
    }

    pub fn processor(&self) -> &Value {
        processor(&self.json)
    }

    pub fn memory(&self) -> &Value {
        memory(&self.json)
    }

    pub fn status(&self) -> &Value {
        &self.json["workerStatus"]
    }
}

pub fn processor(report: &Value) -> &Value {
    &report["workerMessages"][1]["workerMetrics"]["cpuTime"][0]
}

pub fn memory(report: &Value) -> &Value {
    &report["workerMessages"][1]["workerMetrics"]["memoryInfo"][0]
}

/// A run with `--watch`.
pub struct Watch<'a> {
    machine: &'a Machine,
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    stderr: BufReader<ChildStderr>,
    /// What was read from stderr.
    told: Vec<u8>,
}

impl Watch<'_> {
    #[track_caller]
    pub fn next(&mut self) -> Value {
        serde_json::from_str(&self.lines.next().expect("a line").expect("UTF-8")).expect("JSON")
    }

    /// Returns the next line for which `condition` holds.
    #[track_caller]
    pub fn until(&mut self, condition: impl Fn(&Value) -> bool) -> Value {
        (0..100).map(|_| self.next()).find(condition).expect("a line that is different")
    }

    /// Waits until `text` is printed to stderr.
    #[track_caller]
    pub fn until_told(&mut self, text: &str) {
        while !String::from_utf8_lossy(&self.told).contains(text) {
            assert_ne!(self.stderr.read_until(b'\n', &mut self.told).expect("stderr"), 0, "not told: {text}");
        }
    }

    /// Closes the pipe, and returns what was printed to stderr.
    #[track_caller]
    pub fn end(mut self) -> String {
        drop(self.lines);
        assert!(self.child.wait().expect("an end").success());
        self.stderr.read_to_end(&mut self.told).expect("stderr");
        self.machine.without_root(&self.told)
    }
}
