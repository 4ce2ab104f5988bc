//! A fleet as it could be: twelve workers, one or more in each state.

use crate::collector::{Collector, rfc3339};
use serde_json::{Value, json};
use std::time::Duration;

pub const COUNT: usize = 12;
/// The worker with the most to see.
pub const FIRST: &str = "harness-x7kq";

const GIB: f64 = (1_u64 << 30) as f64;

struct Worker {
    job: &'static str,
    name: &'static str,
    interval: &'static str,
    /// The last lifecycle event, or none.
    stage: &'static str,
    health: Value,
    cores: f64,
    /// Used and limit, in GiB.
    memory: (f64, f64),
    /// When it was last heard of, in s before now.
    age: i64,
}

fn workers() -> [Worker; 9] {
    let well = |message| json!({"vmIsHealthy": true, "msg": message});
    let orders = "orders-2026-11-28";
    let (boilers, pressure) = ("boilers", "pressure rising");
    let broken = json!({"vmIsBroken": true, "vmBrokenCode": "FILESYSTEM_READ_ONLY", "msg": "/dev/sda1 was remounted"});
    let unhealthy = json!({"msg": "harness 2 hasn't answered for 40 s"});
    let worker = |job, name, interval, stage, health, cores, memory, age| Worker {
        job,
        name,
        interval,
        stage,
        health,
        cores,
        memory,
        age,
    };
    [
        worker(orders, FIRST, "10s", "SDK_INSTALL_FINISH", well("3 bundles in progress"), 3.18, (9.4, 16.0), 2),
        worker(
            orders,
            "harness-m2vd",
            "10s",
            "SDK_INSTALL_FINISH",
            well("4 bundles in progress"),
            3.71,
            (11.2, 16.0),
            4,
        ),
        worker(orders, "harness-p0zt", "10s", "CONTAINER_START", well("installing the SDK"), 0.94, (1.3, 16.0), 7),
        worker(orders, "harness-9hfw", "10s", "SDK_INSTALL_FINISH", unhealthy, 0.02, (15.1, 16.0), 5),
        worker(orders, "harness-c4rb", "10s", "SDK_INSTALL_FINISH", broken, 0.11, (4.0, 16.0), 8),
        worker(boilers, "boiler-7", "60s", "", well("62.5 °C, 1.2 bar"), 0.12, (0.011, 0.031), 31),
        worker(boilers, "boiler-8", "60s", "", well(pressure), 0.14, (0.012, 0.031), 12),
        worker(boilers, "boiler-12", "60s", "", well("61.0 °C, 1.3 bar"), 0.12, (0.011, 0.031), 851),
        worker("", "gateway-cellar", "30s", "NETWORK_UP", well(""), 0.31, (0.6, 2.0), 17),
    ]
}

/// Sends what the fleet says. What was heard earlier is made so in the database, while the collector is stopped.
pub fn send(collector: &mut Collector) {
    for worker in workers() {
        let send = |payload| collector.send_as("northworks", worker.job, worker.name, payload);
        if !worker.stage.is_empty() {
            send(json!({"workerLifecycleEvent": {"event": worker.stage}}));
        }
        let mut health = worker.health.clone();
        health["reportInterval"] = worker.interval.into();
        send(json!({"workerHealthReport": health}));
        send(json!({"workerMetrics": resources(&worker)}));
    }
    for (name, free, total) in [("render-04", 212.0, 250.0), ("render-05", 6.2, 250.0)] {
        let (free, total) = ((free * GIB) as u64, (total * GIB) as u64);
        let disk = json!({"freeSpaceBytes": free.to_string(), "totalSpaceBytes": total.to_string()});
        collector.check_in(name, &json!({"workerStatus": {"bootDisk": disk}}));
    }
    let stopped = |payload| collector.send_as("northworks", "orders-2026-11-28", "harness-t6ny", payload);
    stopped(json!({"workerHealthReport": {"vmIsHealthy": true, "reportInterval": "10s"}}));
    stopped(json!({"workerShutdownNotice": {"reason": "PREEMPTION"}}));
    details(collector);

    assert_eq!(collector.terminate(), "");
    let database = rusqlite::Connection::open(collector.database()).unwrap();
    let ages = workers().map(|worker| (worker.name, worker.age));
    for (name, age) in ages.into_iter().chain([("render-04", 95), ("render-05", 140), ("harness-t6ny", 1900)]) {
        let changed = database
            .execute("UPDATE workers SET last_heard = last_heard - 1000 * ?1 WHERE name = ?2", (age, name))
            .unwrap();
        assert_eq!(changed, 1, "{name}");
    }
    drop(database);
    collector.restart();
}

/// Half an hour of samples each 20 s, which end with what the worker uses now.
fn resources(worker: &Worker) -> Value {
    let samples = (0..=90).map(|index| {
        let phase = f64::from(index);
        let wave = 0.72 + 0.2 * (phase / 9.0).sin() + 0.08 * (phase * 1.7).sin();
        let rate = if index == 90 { worker.cores } else { worker.cores * wave };
        let used = worker.memory.0 * (0.55 + 0.45 * phase / 90.0) * GIB;
        let time = rfc3339(Duration::from_secs(20 * (90 - index as u64)));
        let cpu = json!({"rate": rate, "totalMs": (index * 7000).to_string(), "timestamp": time});
        let (used, limit) = ((used as u64).to_string(), ((worker.memory.1 * GIB) as u64).to_string());
        (cpu, json!({"currentRssBytes": used, "currentLimitBytes": limit, "timestamp": time}))
    });
    let (cpu, memory) = samples.unzip::<_, _, Vec<_>, Vec<_>>();
    let container = |from: usize| json!({"cpuTime": cpu[from..], "memoryInfo": memory[from..]});
    let containers = if worker.name == FIRST { json!({"sdk-0": container(30)}) } else { json!({}) };
    json!({"cpuTime": cpu, "memoryInfo": memory, "containers": containers})
}

/// What the page of the first worker shows beside resources.
fn details(collector: &Collector) {
    let send = |payload| collector.send_as("northworks", "orders-2026-11-28", FIRST, payload);
    let exponential = json!({
        "bucketCounts": [0, 0, 12, 85, 410, 1290, 2075, 1604, 702, 198, 41, 7], "count": 6427,
        "bucketOptions": {"exponential": {"numberOfBuckets": 17}},
        "outlierStats": {"overflowCount": 3, "overflowMean": 148_230},
    });
    let linear = json!({
        "bucketCounts": [3, 18, 77, 140, 96, 22, 4], "count": 360,
        "bucketOptions": {"linear": {"numberOfBuckets": 10, "start": 20, "width": 5}},
    });
    let values = json!([
        {"metric": "read_latency_ms", "metricLabels": {"shard": "eu-3"}, "valueHistogram": exponential},
        {"metric": "batch_size", "valueHistogram": linear},
        {"metric": "rows_written", "valueInt64": 1_204_377},
        {"metric": "rows_rejected", "metricLabels": {"cause": "schema"}, "valueInt64": 12},
        {"metric": "queue_depth", "valueGauge64": {"value": "318"}},
    ]);
    let step = json!({"originalStep": "ReadOrders/Fetch", "metricsNamespace": "orders.io", "metricValues": values});
    send(json!({"perWorkerMetrics": {"perStepNamespaceMetrics": [step]}}));
    send(
        json!({"workerMessageCode": {"code": "SHARD_MOVED", "parameters": {"shard": "eu-3", "from": "harness-t6ny"}}}),
    );
    send(json!({"workerLifecycleEvent": {"event": "NETWORK_UP"}}));
    send(json!({"workerLifecycleEvent": {"event": "SDK_INSTALL_FINISH", "metadata": {"version": "2.74.0"}}}));
}
