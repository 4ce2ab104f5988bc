//! The process of the bridge.

use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;

pub struct Bridge {
    process: Child,
    log: Receiver<String>,
}

impl Bridge {
    pub fn start(device: &str, endpoint: &str, options: &[&str]) -> Self {
        let mut command = command();
        command.args(["--device", device, "--endpoint", endpoint]).args(options);
        let mut process = command.stderr(Stdio::piped()).spawn().expect("the bridge");
        let stderr = BufReader::new(process.stderr.take().expect("stderr"));
        let (sender, log) = mpsc::channel();
        thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { process, log }
    }

    /// Waits until a line of the log contains `text`.
    pub fn wait_for(&self, text: &str) {
        while !self.log.recv_timeout(crate::backend::PATIENCE).expect(text).contains(text) {}
    }
}

impl Bridge {
    /// Stops it by a signal. Returns how it has ended, and all lines of the log that nobody has waited for.
    pub fn stop(mut self, signal: Signal) -> (ExitStatus, Vec<String>) {
        kill_process(Pid::from_child(&self.process), signal).expect("a process");
        let status = self.process.wait().expect("an end");
        (status, self.log.iter().collect())
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        // It may have been stopped.
        self.process.kill().and_then(|()| self.process.wait()).expect("a process");
    }
}

pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitalwire"));
    command.arg("bridge");
    command
}
