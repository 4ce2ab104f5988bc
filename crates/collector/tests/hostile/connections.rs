//! Connections that are slow, many, cut or not read.

use crate::support::{Collector, DEADLINE, KeptAlive, Response, eventually};
use crate::{check_honest, check_unharmed};
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const HEAD: &str = "POST /v1b3/projects/slow/WorkerMessages HTTP/1.1\r\nHost: collector\r\nContent-Length: 100\r\n\r\n";

#[test]
fn a_thousand_requests_may_come_at_once() {
    let collector = Collector::start("pipelined", &[]);
    let body =
        r#"{"workerMessages": [{"labels": {"WORKER_ID": "7"}, "dataSamplingReport": {"bytesWrittenDelta": "1"}}]}"#;
    let mut connection = KeptAlive::new(collector.connect());
    let request = KeptAlive::request("/v1b3/projects/pipelined/WorkerMessages", body.as_bytes());
    connection.write(&request.repeat(1000));
    for _ in 0..1000 {
        assert_eq!(connection.read(), (200, b"{}".to_vec()));
    }
    let labels = r#"{project="pipelined",worker_id="7",namespace="dataSampling",metric="bytesWritten"}"#;
    assert_eq!(collector.metrics().value(&format!("vitalwire_step_added_total{labels}")), Some(1000.0));
    check_unharmed(collector);
}

#[test]
fn connections_may_end_anywhere() {
    let collector = Collector::start("cut", &[]);
    let body = r#"{"workerMessages": [{"labels": {"WORKER_ID": "cut"}, "workerHealthReport": {"vmIsHealthy": true}}]}"#;
    let request = KeptAlive::request("/v1b3/projects/cut/WorkerMessages", body.as_bytes());
    for end in 0..request.len() {
        let mut stream = collector.connect();
        stream.write_all(&request[..end]).unwrap();
        if end % 2 == 0 {
            stream.shutdown(Shutdown::Write).unwrap();
        }
    }
    check_honest(&collector);
    let workers = collector.get("/fleet.json").json();
    assert_eq!(workers["workers"].as_array().unwrap().len(), 1, "nothing of half a request is stored");
    check_unharmed(collector);
}

/// A fleet, or its proxy, that is never silent on as many connections as there are.
#[test]
fn connections_that_are_busy_let_others_in() {
    let collector = Collector::start("busy", &["--connections", "2"]);
    let request = KeptAlive::request("/v1b3/projects/busy/WorkerMessages", b"{}");
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut connection = KeptAlive::new(collector.connect());
                while !is_over.load(Ordering::Relaxed) {
                    connection.write(&request);
                    let (head, _) = connection.read_whole();
                    assert!(head.starts_with("http/1.1 200 "), "{head}");
                    if head.contains("connection: close") {
                        connection = KeptAlive::new(collector.connect());
                    }
                }
            });
        }
        let is_served = || collector.try_send("GET", "/healthz", "").is_some_and(|response| response.status == 200);
        let are_served = (0..10).all(|_| is_served());
        is_over.store(true, Ordering::Relaxed);
        assert!(are_served);
    });
    check_unharmed(collector);
}

#[test]
fn noise_is_no_http() {
    let collector = Collector::start("noise", &[]);
    let mut random = vitalwire_testing::Random::new(1);
    for _ in 0..300 {
        let noise = (0..random.below(5000)).map(|_| random.bits() as u8).collect::<Vec<_>>();
        // It may have closed before all of it is written.
        let _ = collector.connect().write_all(&noise);
    }
    for head in [
        "GET / HTTP/1.1\r\n".to_owned() + &"a: b\r\n".repeat(10_000),
        format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(100_000)),
    ] {
        let mut stream = collector.connect();
        let _ = stream.write_all(head.as_bytes());
        let status = Response::read(stream).map(|response| response.status);
        assert!([None, Some(414), Some(431)].contains(&status), "{status:?}");
    }
    check_unharmed(collector);
}

#[test]
#[ignore = "takes a minute"]
fn slow_clients_are_left() {
    let collector = Collector::start("slow", &[]);
    // What is sent at once, and what follows byte by byte.
    let kinds = [("", HEAD), ("GET /fleet", ".json HTTP/1.1\r\nHost: c\r\n"), (HEAD, "{")];
    let mut slow = Vec::new();
    for (at_once, bytes) in kinds.iter().cycle().take(150) {
        let mut stream = collector.connect();
        stream.write_all(at_once.as_bytes()).unwrap();
        stream.set_nonblocking(true).unwrap();
        slow.push((stream, bytes.bytes().cycle()));
    }
    let start = Instant::now();
    while !slow.is_empty() {
        assert!(start.elapsed() < 2 * DEADLINE, "{} are still there", slow.len());
        slow.retain_mut(|(stream, bytes)| {
            // A head mustn't end.
            let byte = bytes.find(|&byte| byte != b'\n').unwrap();
            let is_written = stream.write(&[byte]).is_ok();
            is_written && !has_ended(stream)
        });
        check_honest(&collector);
        thread::sleep(Duration::from_millis(200));
    }
    check_unharmed(collector);
}

/// Whether a stream that doesn't block is at its end. What comes before that is read.
fn has_ended(stream: &mut TcpStream) -> bool {
    match stream.read(&mut [0; 4096]) {
        Ok(len) => len == 0,
        Err(error) => error.kind() != ErrorKind::WouldBlock,
    }
}

#[test]
#[ignore = "takes half a minute"]
fn there_may_be_thousands_of_connections() {
    let collector = Collector::start("many", &[]);
    let address = collector.address;
    let idle = thread::spawn(move || {
        // The system may leave some of them waiting.
        let connect = || TcpStream::connect_timeout(&address, Duration::from_millis(100)).ok();
        (0..4000).filter_map(|_| connect()).collect::<Vec<_>>()
    });
    let mut longest = Duration::ZERO;
    while !idle.is_finished() {
        let start = Instant::now();
        check_honest(&collector);
        longest = longest.max(start.elapsed());
    }
    let idle = idle.join().unwrap();
    println!("{} connections; an honest client waits at most {longest:?}", idle.len());
    assert!(idle.len() > 1500, "{}", idle.len());
    drop(idle);
    check_unharmed(collector);
}

#[test]
#[ignore = "takes a minute"]
fn what_nobody_reads_ends() {
    let collector = Collector::start("unread", &[]);
    for worker in 0..20 {
        let messages = (0..200).map(|number| {
            format!(
                r#"{{"labels": {{"WORKER_ID": "{worker}-{number}"}}, "workerHealthReport": {{"msg": "{}"}}}}"#,
                "m".repeat(500)
            )
        });
        let body = format!("{{\"workerMessages\": [{}]}}", messages.collect::<Vec<_>>().join(","));
        assert_eq!(collector.post("/v1b3/projects/unread/WorkerMessages", &body).status, 200);
    }
    let requests =
        ["/fleet.json", "/metrics"].map(|path| format!("GET {path} HTTP/1.1\r\nHost: c\r\n\r\n").repeat(100));
    let unread = requests.iter().cycle().take(400).map(|requests| {
        let mut stream = collector.connect();
        stream.write_all(requests.as_bytes()).unwrap();
        stream
    });
    let unread = unread.collect::<Vec<_>>();
    check_honest(&collector);
    // All places for such responses are taken. They are free again as soon as nobody has read for half a minute.
    let scrape = || collector.try_send("GET", "/metrics", "").filter(|response| response.status == 200);
    let metrics = eventually("they can be read again", scrape);
    assert!(metrics.text().ends_with('\n'));
    drop(unread);
    check_unharmed(collector);
}
