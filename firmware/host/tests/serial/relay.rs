//! The line between the device and the bridge: a bad one.

use crate::PATIENCE;
use crate::messages::{Message, of_request};
use anyhow::{Context, Result};
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use vitalwire_agent::line::Request;
use vitalwire_testing::Random;

pub struct Relay {
    device: SocketAddr,
    bridge: SocketAddr,
    state: Arc<Mutex<State>>,
    is_last: Receiver<()>,
}

struct State {
    random: Random,
    is_bad: bool,
    last: Option<Last>,
    /// Nothing passes after the last request.
    is_dead: bool,
    is_last: Sender<()>,
    /// Both ends.
    plugged: Vec<TcpStream>,
    /// The requests that the device has sent.
    said: Vec<Vec<Message>>,
    damaged: usize,
    passed: usize,
}

/// What becomes of the last request before the device is stopped.
#[derive(Clone, Copy, PartialEq)]
pub enum Last {
    /// The bridge gets the first half of it.
    IsCut,
    /// The bridge gets it.
    HasNoResponse,
}

#[derive(Clone, Copy, PartialEq)]
enum From {
    Device,
    Bridge,
}

impl Relay {
    pub fn start() -> Result<Self> {
        let (devices, bridges) = (TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?);
        let (device, bridge) = (devices.local_addr()?, bridges.local_addr()?);
        let (sender, is_last) = mpsc::channel();
        let state = Arc::new(Mutex::new(State {
            random: Random::new(1),
            is_bad: false,
            last: None,
            is_dead: false,
            is_last: sender,
            plugged: Vec::new(),
            said: Vec::new(),
            damaged: 0,
            passed: 0,
        }));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            loop {
                // Until the test ends.
                if let Err(error) = connect(&devices, &bridges, &shared) {
                    println!("relay: {error:#}");
                }
            }
        });
        Ok(Self { device, bridge, state, is_last })
    }

    pub fn device_side(&self) -> SocketAddr {
        self.device
    }

    /// Returns it as the bridge names it.
    pub fn bridge_side(&self) -> String {
        format!("tcp:{}", self.bridge)
    }

    /// From now on, four lines of ten are damaged, or lost.
    pub fn damage(&self, is_bad: bool) {
        self.state().is_bad = is_bad;
    }

    /// Unplugs both ends, which are plugged in again as soon as they find out.
    pub fn unplug(&self) {
        for end in self.state().plugged.drain(..) {
            // It may be unplugged already.
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    /// Waits until the device sends a request, after which nothing passes until [`go_on`](Self::go_on).
    pub fn wait_for_last(&self, last: Last) -> Result<()> {
        self.state().last = Some(last);
        self.is_last.recv_timeout(PATIENCE).context("the device sends nothing")
    }

    pub fn go_on(&self) {
        self.state().is_dead = false;
    }

    /// Returns the messages of all requests that the device has sent, whatever became of them.
    pub fn said(&self) -> Vec<Vec<Message>> {
        self.state().said.clone()
    }

    pub fn damaged(&self) -> usize {
        self.state().damaged
    }

    pub fn passed(&self) -> usize {
        self.state().passed
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

/// Connects a device and a bridge, until one of them is unplugged.
fn connect(devices: &TcpListener, bridges: &TcpListener, state: &Mutex<State>) -> Result<()> {
    let (device, _) = devices.accept()?;
    let (bridge, _) = bridges.accept()?;
    lock(state).plugged = vec![device.try_clone()?, bridge.try_clone()?];
    thread::scope(|scope| {
        scope.spawn(|| pass_on(&device, &bridge, From::Device, state));
        scope.spawn(|| pass_on(&bridge, &device, From::Bridge, state));
    });
    Ok(())
}

/// Passes on what one end sends, line by line.
fn pass_on(mut from: &TcpStream, mut to: &TcpStream, end: From, state: &Mutex<State>) {
    let (mut line, mut buffer) = (Vec::new(), [0; 1024]);
    while let Ok(len @ 1..) = from.read(&mut buffer) {
        for &byte in &buffer[..len] {
            line.push(byte);
            if byte == b'\n' {
                let passed = lock(state).pass(std::mem::take(&mut line), end);
                if to.write_all(&passed).is_err() {
                    break;
                }
            }
        }
    }
    for end in [from, to] {
        // It may be unplugged already.
        let _ = end.shutdown(Shutdown::Both);
    }
}

impl State {
    /// Returns what arrives of a line.
    fn pass(&mut self, mut line: Vec<u8>, from: From) -> Vec<u8> {
        if line == b"\n" {
            return line;
        }
        if from == From::Device {
            let messages =
                Request::from_line(&mut line[..line.len() - 1].to_vec()).ok().and_then(|line| of_request(line.json));
            if let Some(messages) = messages {
                self.said.push(messages);
            }
        }
        self.passed += 1;
        if self.is_dead {
            return Vec::new();
        }
        if let Some(last) = self.last.filter(|_| from == From::Device) {
            (self.last, self.is_dead) = (None, true);
            if last == Last::IsCut {
                line.truncate(line.len() / 2);
            }
            // The test may have failed.
            let _ = self.is_last.send(());
            return line;
        }
        if self.is_bad { self.damage(line) } else { line }
    }

    fn damage(&mut self, mut line: Vec<u8>) -> Vec<u8> {
        let random = &mut self.random;
        let len = line.len() as u64;
        let kind = random.below(10);
        match kind {
            0 => {
                for _ in 0..random.range(1..4) {
                    line[random.below(len) as usize] ^= 1 << random.below(8);
                }
            }
            1 => line.truncate(random.below(len) as usize),
            2 => drop(line.splice(..0, (0..random.range(1..200)).map(|_| random.bits() as u8))),
            3 => line.clear(),
            _ => return line,
        }
        self.damaged += 1;
        line
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
