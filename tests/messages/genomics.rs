//! Golden encodings of `CheckInRequest` and all messages in it.

use super::Profile;
use super::golden::golden;
use vitalwire::BuildError;
use vitalwire::genomics::*;
use vitalwire::profile::{self, name};
use vitalwire::proto::{Any, Bytes, Duration, Empty, Timestamp};
use vitalwire::rpc::Status;

type Event = TimestampedEvent<Any<<Profile as profile::Profile>::Any, name::Any>>;

#[test]
fn check_in() -> Result<(), BuildError> {
    type Request = CheckInRequest<Profile>;
    const EVENT: &str = concat!(
        r#"{"data":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"-0.500s"},"#,
        r#""timestamp":"2026-11-22T01:22:00Z"}"#,
    );
    const STATUS: &str = r#"{"code":10,"details":[{"@type":"a.example/Why","why":"heat"}],"message":"aborted"}"#;
    const DISKS: &str = concat!(
        r#"{"attachedDisks":{"sdb":{"freeSpaceBytes":"1","totalSpaceBytes":"2"},"sdc":{}},"#,
        r#""bootDisk":{"totalSpaceBytes":"18446744073709551615"},"freeRamBytes":"3","totalRamBytes":"4","#,
        r#""uptimeSeconds":"-5"}"#,
    );

    let event = Event {
        data: Some(Any::pack_value("type.googleapis.com/google.protobuf.Duration", &Duration::from_millis(-500))?),
        timestamp: Some(Timestamp::new(1_795_310_520, 0)?),
        ..Default::default()
    };
    let mut status = Status::<Profile> { code: 10, message: "aborted".try_into()?, ..Default::default() };
    status.details.push(r#"{"why": "heat", "@type": "a.example/Why"}"#.parse()?)?;
    let mut worker = WorkerStatus::<Profile> {
        boot_disk: Some(DiskStatus { free_space_bytes: 0, total_space_bytes: u64::MAX, ..Default::default() }),
        free_ram_bytes: 3,
        total_ram_bytes: 4,
        uptime_seconds: -5,
        ..Default::default()
    };
    worker
        .attached_disks
        .insert("sdb", DiskStatus { free_space_bytes: 1, total_space_bytes: 2, ..Default::default() })?;
    worker.attached_disks.insert("sdc", DiskStatus::default())?;

    let mut full = Request {
        deadline_expired: Some(Empty),
        event: Some(Any::default()),
        result: Some(status.clone()),
        sos_report: Bytes::new(b"\xFB\xFFno coolant")?,
        worker_status: Some(worker.clone()),
        ..Default::default()
    };
    full.events.push(event.clone())?;
    let success = Request { result: Some(Status::default()), ..Default::default() };

    golden("CheckInRequest", &Request::default(), "{}");
    golden("CheckInRequest", &success, r#"{"result":{}}"#);
    golden(
        "CheckInRequest",
        &full,
        concat!(
            r#"{"deadlineExpired":{},"event":{},"#,
            r#""events":[{"data":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"-0.500s"},"#,
            r#""timestamp":"2026-11-22T01:22:00Z"}],"#,
            r#""result":{"code":10,"details":[{"@type":"a.example/Why","why":"heat"}],"message":"aborted"},"#,
            r#""sosReport":"+/9ubyBjb29sYW50","#,
            r#""workerStatus":{"attachedDisks":{"sdb":{"freeSpaceBytes":"1","totalSpaceBytes":"2"},"sdc":{}},"#,
            r#""bootDisk":{"totalSpaceBytes":"18446744073709551615"},"freeRamBytes":"3","totalRamBytes":"4","#,
            r#""uptimeSeconds":"-5"}}"#,
        ),
    );
    golden("TimestampedEvent", &Event { data: None, timestamp: None, ..Default::default() }, "{}");
    golden("TimestampedEvent", &event, EVENT);
    golden("Status", &Status::<Profile>::default(), "{}");
    golden("Status", &status, STATUS);
    golden("WorkerStatus", &WorkerStatus::<Profile>::default(), "{}");
    golden("WorkerStatus", &worker, DISKS);
    golden("DiskStatus", &DiskStatus::default(), "{}");
    golden(
        "DiskStatus",
        &DiskStatus { free_space_bytes: 7, total_space_bytes: 8, ..Default::default() },
        r#"{"freeSpaceBytes":"7","totalSpaceBytes":"8"}"#,
    );
    golden("Empty", &Empty, "{}");
    Ok(())
}

#[test]
fn responses() -> Result<(), BuildError> {
    type Response = CheckInResponse<Any<<Profile as profile::Profile>::Any>, Any<<Profile as profile::Profile>::Any>>;

    let full = Response {
        deadline: Some(Timestamp::new(1_795_310_520, 0)?),
        features: Some(r#"{"@type": "a.example/Features", "fast": true}"#.parse()?),
        metadata: Some(r#"{"@type": "a.example/Pipeline", "image": "boiler:7"}"#.parse()?),
        ..Default::default()
    };
    golden("CheckInResponse", &Response::default(), "{}");
    golden(
        "CheckInResponse",
        &full,
        concat!(
            r#"{"deadline":"2026-11-22T01:22:00Z","features":{"@type":"a.example/Features","fast":true},"#,
            r#""metadata":{"@type":"a.example/Pipeline","image":"boiler:7"}}"#,
        ),
    );
    Ok(())
}
