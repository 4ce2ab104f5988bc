//! The loop: does what is due, and takes what other threads tell.

use super::input::Input;
use super::manager::Manager;
use super::worker::Worker;
use crate::client::Client;
use std::sync::mpsc::{Receiver, SyncSender};
use std::thread;
use std::time::{Duration, Instant};
use vitalwire_agent::http::Method;
use vitalwire_agent::link::Step;

/// A worker that is running, and what it needs for that.
pub struct Running {
    pub worker: Worker,
    pub client: &'static Client,
    /// How messages are sent, and check-ins.
    pub methods: [Option<Method<'static>>; 2],
    pub manager: Manager,
    pub inputs: Receiver<Input>,
    /// For threads that send.
    pub sender: SyncSender<Input>,
    /// How many requests of messages are under way.
    pub under_way: usize,
}

/// How long the loop waits at most: for nothing in particular.
const LONGEST: Duration = Duration::from_secs(3600);
/// How long stopping takes at most: a service manager has more patience, and so has a machine that is preempted.
const STOPPING: Duration = Duration::from_secs(9);
/// Of that, how long a request is waited for that is under way already.
const UNDER_WAY: Duration = Duration::from_secs(3);

impl Running {
    /// Runs until there is a signal, and returns its name.
    pub fn run(&mut self) -> &'static str {
        self.manager.ready();
        loop {
            match self.worker.poll() {
                Step::Sleep(until) => match self.wait(until.saturating_since(self.worker.now())) {
                    Some(Input::Stop(signal)) => return signal,
                    Some(input) => self.take(input),
                    None => {}
                },
                Step::Report => self.worker.report(),
                Step::Send => self.send(Client::PATIENCE),
                Step::CheckIn { deadline_expired } => self.check_in(deadline_expired),
                // This link has none: a sample is taken for each report.
                Step::Sample => {}
            }
        }
    }

    /// Says goodbye, with all that there is to say, in one attempt. What isn't accepted stays on the disk.
    pub fn stop(&mut self, reason: &str) {
        let start = Instant::now();
        self.manager.stopping();
        self.worker.report();
        self.worker.part(reason);
        // What it has isn't sent again, if it's accepted.
        self.wait_for_responses(start + UNDER_WAY);
        self.worker.sync();
        self.send(STOPPING.saturating_sub(start.elapsed()));
        self.wait_for_responses(start + STOPPING);
        let (left, lost) = (self.worker.link.outbox().len(), self.worker.link.dropped().total());
        let end = match left {
            1.. if !self.worker.has_disk() => {
                format!("{left} messages weren't accepted, and are lost: there is no --state; {lost} were lost before")
            }
            // The disk may have more than the outbox has space for.
            1.. => format!("at least {left} messages weren't accepted yet, {lost} were lost"),
            0 => format!("no message waits, {lost} were lost"),
        };
        self.worker.log.say(format_args!("stopped: {reason}; {end}"));
    }

    /// Waits for what another thread tells, or for a while. The service manager is told that the process is alive.
    fn wait(&mut self, longest: Duration) -> Option<Input> {
        let longest = longest.min(self.manager.watchdog().unwrap_or(LONGEST));
        // There is always a sender, this one's own, so that the only error is that time is up.
        self.inputs.recv_timeout(longest).ok()
    }

    fn take(&mut self, input: Input) {
        match input {
            // Whoever has told it may be gone.
            Input::Event { line, reply } => _ = reply.send(self.worker.take(&line)),
            Input::Sent(exchange, response) => {
                self.under_way = self.under_way.saturating_sub(1);
                self.worker.settle_send(exchange, response);
                self.manager.status(&self.worker.log.status());
            }
            Input::CheckedIn(exchange, response) => {
                self.worker.settle_check_in(exchange, response);
                self.manager.status(&self.worker.log.status());
            }
            // It's stopping.
            Input::Stop(_) => {}
        }
    }

    fn wait_for_responses(&mut self, deadline: Instant) {
        while self.under_way > 0 {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            if let Some(input) = self.wait(left) {
                self.take(input);
            }
        }
    }

    /// Sends what waits, in a thread of its own.
    fn send(&mut self, patience: Duration) {
        let ([Some(method), _], Some((exchange, body))) = (self.methods, self.worker.begin_send()) else { return };
        let (client, sender) = (self.client, self.sender.clone());
        let send = move || {
            let response = client.post_within(patience, method, &body);
            // It fails if the loop has ended.
            let _ = sender.send(Input::Sent(exchange, response));
        };
        self.under_way += usize::from(self.spawn("messages", send));
    }

    fn check_in(&mut self, deadline_expired: bool) {
        let (exchange, body) = self.worker.begin_check_in(deadline_expired);
        let [_, Some(method)] = self.methods else { return };
        let (client, sender) = (self.client, self.sender.clone());
        self.spawn("check-in", move || {
            let response = client.post(method, &body);
            let _ = sender.send(Input::CheckedIn(exchange, response));
        });
    }

    /// Returns whether there could be a thread. Otherwise the link takes the request for one without a response.
    fn spawn(&self, name: &str, work: impl FnOnce() + Send + 'static) -> bool {
        let spawned = thread::Builder::new().name(name.to_owned()).spawn(work);
        spawned.inspect_err(|error| self.worker.log.say(format_args!("no thread: {error}"))).is_ok()
    }
}
