//! The processes, who kills them, and what must be true after that.

use crate::balancer;
use crate::process::Process;
use crate::store::Store;
use crate::sums::{self, Sums};
use crate::teller::{self, Told};
use std::collections::{BTreeMap, BTreeSet};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use std::{env, fs};
use vitalwire::Growable;
use vitalwire::dataflow::DataflowHistogramValue;
use vitalwire_testing::Random;

const SIDECARS: usize = 2;
/// So many that there is always something to be written.
const SUMS: usize = 6;

pub struct Fleet {
    store: Store,
    collectors: Vec<Process>,
    sidecars: Vec<Process>,
    tellers: Vec<JoinHandle<Told>>,
    sums: Vec<JoinHandle<Sums>>,
    stop: Arc<AtomicBool>,
    kills: u32,
}

impl Fleet {
    pub fn start(folder: &Path, store: Store, collectors: usize) -> Self {
        let addresses = (0..collectors).map(|_| free_address()).collect::<Vec<_>>();
        let collectors = addresses.iter().map(|address| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_vitalwire-collector"));
            command.args(["--listen", &address.to_string(), "--store", &store.location(), "--report-interval", "1s"]);
            // Also without a kill, a response may be lost after what it responds to was stored.
            command.args(["--misbehave", "cut=0.05", "--misbehave", "error=0.05"]);
            Process::start(command)
        });
        let collectors = collectors.collect::<Vec<_>>();
        let address = balancer::start(addresses);
        let stop = Arc::new(AtomicBool::new(false));
        let (mut sidecars, mut tellers) = (Vec::new(), Vec::new());
        for number in 0..SIDECARS {
            let (name, socket) = (format!("sidecar-{number}"), folder.join(format!("socket-{number}")));
            let state = folder.join(&name);
            fs::create_dir(&state).expect("a folder");
            let mut command = Command::new(vitalwire());
            command.args(["sidecar", "--project", "kills", "--interval", "1", "--min-interval", "1"]);
            command.args(["--endpoint", &format!("http://{address}"), "--label", &format!("WORKER_ID={name}")]);
            command.arg("--state").arg(state).arg("--events").arg(&socket);
            sidecars.push(Process::start(command));
            tellers.push(teller::start(socket, name, Arc::clone(&stop)));
        }
        let sums = (0..SUMS).map(|number| sums::start(address, format!("sums-{number}"), Arc::clone(&stop))).collect();
        Self { store, collectors, sidecars, tellers, sums, stop, kills: 0 }
    }

    /// Kills for KILLS_SECONDS, 20 by default, and then checks all.
    pub fn run(mut self) {
        let seconds = env::var("KILLS_SECONDS").map_or(20, |seconds| seconds.parse().expect("a number"));
        self.kill(Duration::from_secs(seconds));
        self.stop.store(true, Ordering::Relaxed);
        let told = self.tellers.drain(..).map(|teller| teller.join().expect("what was told")).collect::<Vec<_>>();
        let mut sums = Sums::default();
        for more in self.sums {
            sums.add(&more.join().expect("that the rest is accepted"));
        }
        let committed = told.iter().flat_map(|told| &told.committed).collect::<BTreeSet<_>>();
        let uncertain = told.iter().flat_map(|told| &told.uncertain).collect::<BTreeSet<_>>();
        let codes = wait_for(&self.store, &committed);

        for (code, &count) in &codes {
            assert_eq!(count, 1, "{code} is there {count} times");
            assert!(committed.contains(code) || uncertain.contains(code), "{code} was never told");
        }
        let counted = self.store.metric(sums::COUNTER).iter().map(|(value, _)| value).sum::<i64>();
        let mut recorded = [0; 8];
        for (_, json) in self.store.metric(sums::HISTOGRAM) {
            let histogram =
                vitalwire::decode::<DataflowHistogramValue<Growable>>(json.as_bytes()).expect("a histogram");
            recorded.iter_mut().zip(histogram.bucket_counts.iter()).for_each(|(sum, count)| *sum += count);
        }
        assert_eq!((counted, recorded), (sums.counted, sums.recorded));
        println!(
            "{} kills; {} events committed, {} stored, of {} it isn't known; {} counted in {} messages",
            self.kills,
            committed.len(),
            codes.len(),
            uncertain.len(),
            sums.counted,
            sums.messages
        );
        assert!(committed.len() > 100 && sums.messages > 100, "too little has happened to show anything");
    }

    /// Kills a process at random, and starts it again, within ms or after a while.
    fn kill(&mut self, duration: Duration) {
        let (mut random, end) = (Random::new(std::process::id().into()), Instant::now() + duration);
        thread::sleep(Duration::from_secs(1));
        while Instant::now() < end {
            thread::sleep(Duration::from_millis(random.below(900)));
            let all = self.collectors.len() + self.sidecars.len();
            let chosen = random.below(all as u64) as usize;
            let process = self.collectors.iter_mut().chain(&mut self.sidecars).nth(chosen).expect("one of them");
            assert!(!process.has_ended(), "a process has ended by itself");
            process.kill();
            self.kills += 1;
            thread::sleep(Duration::from_millis(random.below(600)));
            process.restart();
        }
    }
}

/// Waits until all events that were committed are stored, two minutes at most.
fn wait_for(store: &Store, committed: &BTreeSet<&String>) -> BTreeMap<String, i64> {
    let end = Instant::now() + Duration::from_secs(120);
    loop {
        let codes = store.codes();
        let missing = committed.iter().filter(|code| !codes.contains_key(**code)).collect::<Vec<_>>();
        if missing.is_empty() {
            return codes;
        }
        assert!(Instant::now() < end, "{} of {} are missing: {:?} …", missing.len(), committed.len(), missing[0]);
        thread::sleep(Duration::from_millis(200));
    }
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address")
}

/// The command, with its feature `fleet`, which Cargo doesn't build for another package's tests.
fn vitalwire() -> PathBuf {
    let beside = || Path::new(env!("CARGO_BIN_EXE_vitalwire-collector")).with_file_name("vitalwire");
    let path = env::var_os("VITALWIRE").map_or_else(beside, PathBuf::from);
    assert!(path.exists(), "first: cargo build -p vitalwire-cli --features fleet");
    path
}
