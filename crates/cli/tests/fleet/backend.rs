//! A backend that does what a test wants.

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// A backend. It goes on until the test's process ends, unless it's closed.
pub struct Backend {
    pub address: SocketAddr,
    requests: Receiver<Request>,
    is_closed: Arc<Mutex<bool>>,
}

/// A request that has arrived.
#[derive(Clone, Debug)]
pub struct Request {
    pub at: Instant,
    pub target: String,
    /// Names are in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Value,
    /// Whether the response says that it isn't stored.
    pub is_refused: bool,
}

/// What the backend does about a request.
pub enum Reply {
    /// A response with a status, other headers than the usual ones, and a body.
    Response(u16, &'static str, String),
    /// The connection is closed.
    Nothing,
    /// The connection stays open.
    Silence,
}

/// How long anything is waited for.
pub const PATIENCE: Duration = Duration::from_secs(60);

impl Reply {
    pub fn ok() -> Self {
        Self::Response(200, "", "{}".to_owned())
    }

    pub fn status(status: u16) -> Self {
        Self::Response(status, "", "<html>".to_owned())
    }

    pub fn json(body: &str) -> Self {
        Self::Response(200, "", body.to_owned())
    }
}

impl Backend {
    pub fn new(reply: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::at(SocketAddr::from(([127, 0, 0, 1], 0)), reply)
    }

    /// Starts a backend at an address, at which there may have been one before.
    pub fn at(address: SocketAddr, reply: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(address).expect("an address");
        let address = listener.local_addr().expect("an address");
        let ((sender, requests), is_closed, reply) = (mpsc::channel(), Arc::new(Mutex::new(false)), Arc::new(reply));
        let closed = Arc::clone(&is_closed);
        thread::spawn(move || {
            for connection in listener.incoming() {
                let (sender, reply, closed) = (sender.clone(), Arc::clone(&reply), Arc::clone(&closed));
                if *closed.lock().expect("a flag") {
                    return;
                }
                thread::spawn(move || serve(&connection.expect("a connection"), &sender, &*reply, &closed));
            }
        });
        Self { address, requests, is_closed }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits for the next request.
    #[track_caller]
    pub fn next(&self) -> Request {
        self.requests.recv_timeout(PATIENCE).expect("a request")
    }

    /// Waits for the next request for which a condition holds.
    #[track_caller]
    pub fn until(&self, condition: impl Fn(&Request) -> bool) -> Request {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let request = self.next();
            if condition(&request) {
                return request;
            }
            assert!(Instant::now() < deadline, "not before: {request:?}");
        }
    }

    /// Returns what has arrived until now.
    pub fn rest(&self) -> Vec<Request> {
        self.requests.try_iter().collect()
    }

    /// Closes the port: nobody can connect any more, and connections that are open are closed with their next request.
    pub fn close(&self) {
        *self.is_closed.lock().expect("a flag") = true;
        // So that the listener looks at it.
        drop(TcpStream::connect(self.address));
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(self.address).is_ok() {
            assert!(Instant::now() < deadline, "the port is open");
        }
    }
}

impl Request {
    /// Returns the messages in the body.
    pub fn messages(&self) -> &[Value] {
        self.body["workerMessages"].as_array().map_or(&[], Vec::as_slice)
    }

    /// Returns the payloads by a name.
    pub fn payloads<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Value> {
        self.messages().iter().filter_map(move |message| message.get(name))
    }

    pub fn has(&self, name: &str) -> bool {
        self.payloads(name).next().is_some()
    }
}

fn serve(
    connection: &TcpStream,
    requests: &Sender<Request>,
    reply: &dyn Fn(&Request) -> Reply,
    is_closed: &Mutex<bool>,
) -> Option<()> {
    let mut reader = BufReader::new(connection);
    loop {
        let mut request = read(&mut reader).ok()?;
        if *is_closed.lock().expect("a flag") {
            return None;
        }
        let reply = reply(&request);
        request.is_refused = matches!(reply, Reply::Response(status, ..) if status != 200);
        // The test may have ended.
        let _ = requests.send(request);
        match reply {
            Reply::Response(status, headers, body) => write(connection, status, headers, &body).ok()?,
            Reply::Nothing => return None,
            Reply::Silence => thread::sleep(PATIENCE),
        }
    }
}

fn read(reader: &mut impl BufRead) -> io::Result<Request> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line == "\r\n" {
            break;
        }
        lines.push(line.trim_end().to_owned());
    }
    let at = Instant::now();
    let target =
        lines[0].strip_prefix("POST ").and_then(|line| line.strip_suffix(" HTTP/1.1")).expect("a request line");
    let headers = lines[1..].iter().filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect::<BTreeMap<_, _>>();
    let mut body = vec![0; headers["content-length"].parse().expect("a length")];
    reader.read_exact(&mut body)?;
    let body = serde_json::from_slice(&body).expect("JSON");
    Ok(Request { at, target: target.to_owned(), headers, body, is_refused: false })
}

fn write(mut connection: &TcpStream, status: u16, headers: &str, body: &str) -> io::Result<()> {
    let date = httpdate::fmt_http_date(SystemTime::now());
    let len = body.len();
    let response = format!("HTTP/1.1 {status} \r\nDate: {date}\r\n{headers}Content-Length: {len}\r\n\r\n{body}");
    connection.write_all(response.as_bytes())
}
