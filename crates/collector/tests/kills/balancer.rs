//! A balancer: each connection goes to the next collector that listens.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// Returns the address of a balancer before these addresses.
pub fn start(backends: Vec<SocketAddr>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let backends = Arc::new(backends);
    thread::spawn(move || {
        for (turn, client) in listener.incoming().flatten().enumerate() {
            let backends = Arc::clone(&backends);
            thread::spawn(move || {
                let mut order = (0..backends.len()).map(|index| backends[(turn + index) % backends.len()]);
                // If none listens, the client's connection is closed.
                if let Some(backend) = order.find_map(|address| TcpStream::connect(address).ok()) {
                    relay(&client, &backend);
                }
            });
        }
    });
    address
}

fn relay(client: &TcpStream, backend: &TcpStream) {
    let copy = |mut from: &TcpStream, mut to: &TcpStream| {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
        let _ = from.shutdown(Shutdown::Both);
    };
    thread::scope(|scope| {
        scope.spawn(|| copy(client, backend));
        copy(backend, client);
    });
}
