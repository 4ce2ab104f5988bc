//! A backend whose responses the test decides.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

pub struct Backend {
    pub endpoint: String,
    requests: Receiver<Request>,
}

/// A request that waits for its response.
pub struct Request {
    connection: TcpStream,
    pub head: String,
    pub body: String,
}

/// What should happen has happened long before that.
pub const PATIENCE: Duration = Duration::from_secs(60);

impl Backend {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let (sender, requests) = mpsc::channel();
        thread::spawn(move || {
            for connection in listener.incoming() {
                let request = read(connection.expect("a connection"));
                if sender.send(request).is_err() {
                    break;
                }
            }
        });
        Self { endpoint, requests }
    }

    /// Waits for a request.
    pub fn request(&self) -> Request {
        self.requests.recv_timeout(PATIENCE).expect("a request")
    }

    /// Whether there has been no other request by now.
    pub fn is_idle(&self) -> bool {
        self.requests.try_recv().is_err()
    }
}

impl Request {
    pub fn respond(mut self, head: &str, body: &str) {
        let len = body.len();
        let text = format!("HTTP/1.1 {head}\r\nContent-Length: {len}\r\nConnection: close\r\n\r\n{body}");
        self.connection.write_all(text.as_bytes()).expect("an open connection");
    }

    /// Closes the connection without a response.
    pub fn hang_up(self) {}

    pub fn target(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }
}

fn read(connection: TcpStream) -> Request {
    let mut reader = BufReader::new(connection);
    let (mut head, mut len) = (String::new(), 0);
    while !head.ends_with("\r\n\r\n") {
        let start = head.len();
        assert!(reader.read_line(&mut head).expect("a line") > 0, "{head}");
        if let Some((name, value)) = head[start..].split_once(": ")
            && name.eq_ignore_ascii_case("content-length")
        {
            len = value.trim().parse().expect("a number");
        }
    }
    let mut body = vec![0; len];
    reader.read_exact(&mut body).expect("a body");
    let body = String::from_utf8(body).expect("UTF-8");
    Request { connection: reader.into_inner(), head, body }
}
