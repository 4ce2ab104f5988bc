//! A machine in the emulator.

use crate::PATIENCE;
use anyhow::{Context, Result};
use firmware_host::Image;
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

pub struct Machine {
    command: Command,
    monitors: TcpListener,
    process: Child,
    monitor: TcpStream,
    printed: Receiver<String>,
}

impl Machine {
    /// Switches a machine on, whose UART is connected to this address. What it keeps, it keeps in a folder of the test.
    pub fn start(image: &Image, test: &str, line: SocketAddr) -> Result<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("serial-{test}"));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let monitors = TcpListener::bind("127.0.0.1:0")?;
        let mut command = image.emulator(&folder.join("image"))?;
        command.current_dir(&folder).stdin(Stdio::null()).stdout(Stdio::piped());
        command.arg("-chardev").arg(format!("socket,id=line,host={},port={},reconnect=1", line.ip(), line.port()));
        command.args(["-serial", "chardev:line", "-monitor"]).arg(format!("tcp:{}", monitors.local_addr()?));
        let (process, monitor, printed) = switch_on(&mut command, &monitors)?;
        Ok(Self { command, monitors, process, monitor, printed })
    }

    pub fn reset(&mut self) -> Result<()> {
        Ok(self.monitor.write_all(b"system_reset\n")?)
    }

    pub fn switch_off_and_on(&mut self) -> Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        (self.process, self.monitor, self.printed) = switch_on(&mut self.command, &self.monitors)?;
        Ok(())
    }

    /// Lets it run for a while, and halts it again and again for more than a ms, as a debugger does, or a host that has
    /// other work.
    pub fn stumble(&self, duration: Duration) -> Result<()> {
        let (process, end) = (Pid::from_child(&self.process), Instant::now() + duration);
        while Instant::now() < end {
            kill_process(process, Signal::STOP)?;
            thread::sleep(Duration::from_millis(2));
            kill_process(process, Signal::CONT)?;
            thread::sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    /// Waits until the image prints a line.
    pub fn wait_for(&self, line: &str) -> Result<()> {
        loop {
            let printed = self.printed.recv_timeout(PATIENCE).with_context(|| format!("no {line:?} is printed"))?;
            if printed == line {
                return Ok(());
            }
        }
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        // It may have ended, which the test has noticed by then.
        let _ = self.process.kill().and_then(|()| self.process.wait());
    }
}

fn switch_on(command: &mut Command, monitors: &TcpListener) -> Result<(Child, TcpStream, Receiver<String>)> {
    let mut process = command.spawn()?;
    let stdout = BufReader::new(process.stdout.take().context("no output")?);
    let (sender, printed) = mpsc::channel();
    thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    let (monitor, _) = monitors.accept()?;
    Ok((process, monitor, printed))
}
