//! A backend that stores what it gets, answers with an interval, and can fail.

use crate::messages::{Message, of_request};
use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::SystemTime;
use vitalwire_testing::Random;

pub struct Backend {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

struct State {
    received: Vec<Message>,
    requests: usize,
    /// In seconds; 0 for none.
    interval: u32,
    misbehaves: bool,
    random: Random,
}

impl Backend {
    pub fn start(interval: u32) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let (received, random) = (Vec::new(), Random::new(7));
        let state = Arc::new(Mutex::new(State { received, requests: 0, interval, misbehaves: false, random }));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for connection in listener.incoming() {
                if let Err(error) = connection.map_err(Into::into).and_then(|connection| respond(connection, &shared)) {
                    println!("backend: {error:#}");
                }
            }
        });
        Ok(Self { address, state })
    }

    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn set_interval(&self, seconds: u32) {
        lock(&self.state).interval = seconds;
    }

    /// From now on, one request of six fails, and one of six is stored without a response.
    pub fn misbehave(&self, misbehaves: bool) {
        lock(&self.state).misbehaves = misbehaves;
    }

    /// Returns all messages that were stored, duplicates included.
    pub fn received(&self) -> Vec<Message> {
        lock(&self.state).received.clone()
    }

    pub fn requests(&self) -> usize {
        lock(&self.state).requests
    }
}

fn respond(connection: TcpStream, state: &Mutex<State>) -> Result<()> {
    let mut reader = BufReader::new(connection);
    let (mut head, mut len) = (String::new(), 0);
    while !head.ends_with("\r\n\r\n") {
        let start = head.len();
        ensure!(reader.read_line(&mut head)? > 0, "a request breaks off: {head}");
        if let Some((name, value)) = head[start..].split_once(": ")
            && name.eq_ignore_ascii_case("content-length")
        {
            len = value.trim().parse()?;
        }
    }
    let mut body = vec![0; len];
    reader.read_exact(&mut body)?;
    ensure!(head.starts_with("POST /v1b3/projects/cellar/WorkerMessages?"), "{head}");
    let messages = of_request(&body).with_context(|| String::from_utf8_lossy(&body).into_owned())?;

    let mut state = lock(state);
    state.requests += 1;
    let (fault, count) = (if state.misbehaves { state.random.below(6) } else { 6 }, messages.len());
    if fault > 0 {
        state.received.extend(messages);
    }
    let (interval, mut responses) = (state.interval, vec!["{}".to_owned(); count]);
    if interval > 0 {
        responses[0] = format!("{{\n  \"workerHealthReportResponse\": {{\"reportInterval\": \"{interval}s\"}}\n}}");
    }
    drop(state);
    let (status, body) = match fault {
        0 => ("503 Service Unavailable\r\nRetry-After: 1", "<html>later</html>".to_owned()),
        1 => return Ok(()),
        _ => ("200 OK", format!("{{\"workerMessageResponses\": [{}]}}\n", responses.join(","))),
    };
    let (date, len) = (httpdate::fmt_http_date(SystemTime::now()), body.len());
    write!(
        reader.get_mut(),
        "HTTP/1.1 {status}\r\nDate: {date}\r\nContent-Length: {len}\r\nConnection: close\r\n\r\n{body}"
    )?;
    Ok(())
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
