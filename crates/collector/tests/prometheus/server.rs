//! A Prometheus server.

use crate::support::{eventually, send};
use serde_json::Value;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};

pub struct Prometheus {
    address: SocketAddr,
    process: Child,
}

impl Prometheus {
    /// Starts a server with a database of its own that scrapes once a second. Returns after it has scraped.
    pub fn start(name: &str, target: SocketAddr) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("prometheus-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let configuration = format!(
            "scrape_configs:\n- job_name: fleet\n  scrape_interval: 1s\n  scrape_timeout: 1s\n\
             \x20 static_configs:\n  - targets: ['{target}']\n"
        );
        fs::write(folder.join("prometheus.yml"), configuration).unwrap();
        // It has no way to choose a free port by itself.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let process = Command::new("prometheus")
            .arg(format!("--config.file={}", folder.join("prometheus.yml").display()))
            .arg(format!("--storage.tsdb.path={}", folder.join("data").display()))
            .args([&format!("--web.listen-address={address}"), "--log.level=warn"])
            .spawn()
            .expect("`prometheus` is installed");
        let prometheus = Self { address, process };
        eventually("a scrape", || prometheus.number("up{job='fleet'}").filter(|&up| up == 1.0));
        prometheus
    }

    /// Returns the only value of an expression, if it has one.
    pub fn number(&self, expression: &str) -> Option<f64> {
        match &self.try_query(expression)?[..] {
            [series] => Some(series["value"][1].as_str()?.parse().unwrap()),
            _ => None,
        }
    }

    /// Returns all series of an expression.
    pub fn query(&self, expression: &str) -> Vec<Value> {
        self.try_query(expression).expect(expression)
    }

    fn try_query(&self, expression: &str) -> Option<Vec<Value>> {
        let encoded = percent_encoding::utf8_percent_encode(expression, percent_encoding::NON_ALPHANUMERIC);
        let stream = TcpStream::connect(self.address).ok()?;
        let response = send(stream, "GET", &format!("/api/v1/query?query={encoded}"), "", b"")?;
        (response.status == 200).then(|| response.json()["data"]["result"].as_array().unwrap().clone())
    }
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
