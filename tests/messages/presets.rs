//! The predefined profiles: their sizes in memory, and that real machines' messages fit where they should.

use std::thread;
use vitalwire::dataflow::*;
use vitalwire::genomics::{CheckInRequest, DiskStatus, WorkerStatus};
use vitalwire::proto::Timestamp;
use vitalwire::{BuildError, Growable, Microcontroller, Sidecar};

#[test]
fn a_message_of_any_payload_is_small_enough_for_a_stack() {
    assert!(size_of::<WorkerMessage<Sidecar>>() <= 18 * 1024);
    assert!(size_of::<CheckInRequest<Sidecar>>() <= 22 * 1024);
    assert!(size_of::<WorkerMessage<Microcontroller>>() <= 6200);
}

/// Holds without optimization, too.
#[test]
fn a_naive_program_fits_a_stack_of_2_mb() {
    let thread = thread::Builder::new().stack_size(2 << 20).spawn(naive_program).expect("a thread");
    thread.join().expect("no panic").expect("a request");
}

/// Runs a straightforward program, with everything on the stack.
fn naive_program() -> Result<(), BuildError> {
    type Request = SendWorkerMessagesRequest<Sidecar>;

    let mut request = Request::new("europe-west1", Messages::<Sidecar>::default())?;
    let time = Timestamp::UNIX_EPOCH;
    request.worker_messages.push(WorkerMessage::new(time, PerWorkerMetrics::default()))?;
    request.worker_messages.push(WorkerMessage::new(time, ResourceUtilizationReport::default()))?;
    request.worker_messages.push(WorkerMessage::new(time, WorkerHealthReport::default()))?;
    request.worker_messages.push(WorkerMessage::new(time, WorkerShutdownNotice::new("PREEMPTION")?))?;
    let mut buffer = [0; Request::MAX_JSON_LEN];
    let written = vitalwire::encode(&request, &mut buffer);
    assert_eq!(vitalwire::decode(written), Ok(request));
    Ok(())
}

/// Returns a pod of one container, described as by an orchestrator, in 2.7 KB. Its contents are made up.
fn pod() -> String {
    let conditions: Vec<String> = ["Initialized", "Ready", "ContainersReady", "PodScheduled", "PodReadyToStartContainers"]
        .iter()
        .map(|kind| {
            format!(
                r#"{{"type":"{kind}","status":"True","lastProbeTime":null,"lastTransitionTime":"2026-11-22T01:22:00Z","observedGeneration":1}}"#
            )
        })
        .collect();
    let environment: Vec<String> = (0..16)
        .map(|at| {
            format!(r#"{{"name":"HARNESS_OPTION_{at:02}","valueFrom":{{"fieldRef":{{"fieldPath":"metadata.labels['o{at}']"}}}}}}"#)
        })
        .collect();
    format!(
        r#"{{"metadata":{{"name":"harness-7fz1x","namespace":"default","uid":"00000000-0000-4000-8000-000000000000","annotations":{{"kubernetes.io/config.source":"file"}}}},"spec":{{"containers":[{{"name":"sdk-0-0","image":"registry.example/beam/python:2.99","env":[{}],"resources":{{"requests":{{"cpu":"100m","memory":"128Mi"}}}},"securityContext":{{"privileged":false}}}}],"restartPolicy":"Always","terminationGracePeriodSeconds":30}},"status":{{"phase":"Running","conditions":[{}],"podIP":"192.0.2.7","startTime":"2026-11-22T01:21:00Z"}}}}"#,
        environment.join(","),
        conditions.join(",")
    )
}

#[test]
fn what_real_machines_report_fits_the_growable_profile() -> Result<(), BuildError> {
    let pod = pod();
    assert!((2600..2900).contains(&pod.len()), "{} bytes", pod.len());
    let mut health = WorkerHealthReport::<Growable>::default();
    health.pods.push(pod.parse()?)?;
    let mut message = WorkerMessage::<Growable>::new(Timestamp::UNIX_EPOCH, health);
    message.labels.insert("CONTAINER_ID", &*"x".repeat(253))?;

    let mut status = WorkerStatus::<Growable>::default();
    let name = "/dev/disk/by-id/nvme-Example_Disk_1TB_S000000000000A-part1-with-name";
    assert_eq!(name.len(), 68);
    status.attached_disks.insert(name, DiskStatus::default())?;

    // The profile for hosts that don't allocate holds them, too.
    let json = serde_json::to_string(&message).expect("JSON");
    assert!(vitalwire::decode::<WorkerMessage<Sidecar>>(json.as_bytes()).is_ok());
    let json = serde_json::to_string(&status).expect("JSON");
    assert!(vitalwire::decode::<WorkerStatus<Sidecar>>(json.as_bytes()).is_ok());
    Ok(())
}
