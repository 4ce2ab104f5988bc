//! A backend for the example, in a thread of its own. It's not one to copy.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::SystemTime;

/// Returns its address.
pub fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?.to_string();
    thread::spawn(move || {
        for (number, connection) in (1..).zip(listener.incoming()) {
            if let Err(error) = connection.and_then(|connection| respond(connection, number)) {
                println!("       backend  {error}");
            }
        }
    });
    Ok(address)
}

fn respond(mut connection: TcpStream, number: u32) -> io::Result<()> {
    let mut reader = BufReader::new(&connection);
    let (mut line, mut len) = (String::new(), 0);
    while line != "\r\n" {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(number) = line.strip_prefix("Content-Length: ") {
            len = number.trim().parse().map_err(io::Error::other)?;
        }
    }
    let mut json = vec![0; len];
    reader.read_exact(&mut json)?;

    let (status, body) = if number == 3 {
        ("503 Service Unavailable", "<html>try later</html>")
    } else {
        ("200 OK", r#"{"workerMessageResponses":[{"workerHealthReportResponse":{"reportInterval":"2s"}}]}"#)
    };
    println!("       backend  {status} {}", String::from_utf8_lossy(&json));
    let date = httpdate::fmt_http_date(SystemTime::now());
    write!(
        connection,
        "HTTP/1.1 {status}\r\nDate: {date}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len(),
    )
}
