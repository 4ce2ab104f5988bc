//! A device, by whichever wire.

use crate::backend::PATIENCE;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use vitalwire_agent::http::{Method, ResponseHead};
use vitalwire_agent::line::{RequestLine, Responses};

/// A device that listens for the bridge.
pub struct Port(TcpListener);

impl Port {
    pub fn open() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").expect("a port"))
    }

    pub fn name(&self) -> String {
        format!("tcp:{}", self.0.local_addr().expect("an address"))
    }

    /// Waits for the bridge.
    pub fn plug_in(&self) -> Device<TcpStream> {
        let (stream, _) = self.0.accept().expect("the bridge");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        Device::new(stream)
    }
}

pub struct Device<W> {
    wire: W,
    responses: Responses<[u8; 4096]>,
    /// What was read after the last response.
    rest: Vec<u8>,
}

impl<W: Read + Write> Device<W> {
    pub fn new(wire: W) -> Self {
        Self { wire, responses: Responses::new([0; 4096]), rest: Vec::new() }
    }

    pub fn send(&mut self, bytes: &[u8]) {
        self.wire.write_all(bytes).expect("the bridge reads");
    }

    /// Waits for the response to the request with this number.
    pub fn response(&mut self, sequence: u32) -> (ResponseHead, String) {
        self.responses.expect(sequence);
        loop {
            let mut rest = &self.rest[..];
            self.responses.read(&mut rest);
            self.rest = rest.to_vec();
            if let Some((head, json)) = self.responses.response() {
                return (head, String::from_utf8(json.to_vec()).expect("UTF-8"));
            }
            let mut buffer = [0; 100];
            let len = self.wire.read(&mut buffer).expect("a response");
            assert!(len > 0, "the bridge has closed the wire");
            self.rest = buffer[..len].to_vec();
        }
    }
}

/// Returns the line of a request.
pub fn line(sequence: u32, json: &str) -> Vec<u8> {
    line_of(sequence, Method::WorkerMessages { project: "cellar".try_into().expect("a project") }, json)
}

pub fn line_of(sequence: u32, method: Method<'_>, json: &str) -> Vec<u8> {
    RequestLine::new(sequence, method, [json.as_bytes()].into_iter()).pieces().collect::<Vec<_>>().concat()
}
