//! `vitalwire transcode`, run as a process.

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Output, Stdio};

#[test]
fn one_result_per_line() {
    let input: &[&[u8]] = &[
        b"{\"vm_is_healthy\": true}\n",
        b"\n",
        b"{\"msg\": 1}\n",
        b"{\"msg\":\"\xff\"}\n",
        b" {\"msg\": \"\\u0061\"} \r\n",
        b"{}",
    ];
    let expected = "\
{\"vmIsHealthy\":true}
error: msg: unexpected number, at byte 8
error: msg: invalid JSON: invalid UTF-8, at byte 8
{\"msg\":\"a\",\"vmIsHealthy\":false}
{\"vmIsHealthy\":false}
";
    let run = transcode(&["WorkerHealthReport"], input.concat());
    assert_eq!(run, Run { code: 1, out: expected.into(), err: String::new() });
}

#[test]
fn a_line_break_ends_a_line_and_starts_none() {
    assert_eq!(accept(&["Empty"], "{}\n{}\n"), "{}\n{}\n");
    assert_eq!(accept(&["Empty"], "{}\n{}"), "{}\n{}\n");
    assert_eq!(accept(&["Empty"], ""), "");
    assert_eq!(accept(&["Empty"], "\n{}\n\n \t\r\n{}\n\r\n"), "{}\n{}\n");
}

#[test]
fn what_is_read_is_printed_as_it_would_be_sent() {
    for (message, input, canonical) in [
        ("Timestamp", r#""2026-11-22T02:22:00.5+01:00""#, r#""2026-11-22T01:22:00.500Z""#),
        ("Duration", r#""-1.50s""#, r#""-1.500s""#),
        ("Value", " [0.1, 123456789012345678901234567890, 1.50]", "[0.1,123456789012345678901234567890,1.50]"),
        ("Struct", r#"{"b": [], "a": {}}"#, r#"{"b":[],"a":{}}"#),
        ("Any", r#"{"n": 1, "@type": "a/b"}"#, r#"{"@type":"a/b","n":1}"#),
        ("Status", r#"{"message": "", "code": 7.0}"#, r#"{"code":7}"#),
        ("CPUTime", r#"{"totalMs": 7, "rate": "NaN"}"#, r#"{"rate":"NaN","totalMs":"7"}"#),
        (
            "CheckInResponse",
            r#"{"metadata": {"job": [1, 2], "@type": "a/Job"}, "features": {}, "deadline": null}"#,
            r#"{"features":{},"metadata":{"@type":"a/Job","job":[1,2]}}"#,
        ),
    ] {
        assert_eq!(accept(&[message], input), format!("{canonical}\n"));
        assert_eq!(accept(&[message, "--deny-unknown"], canonical), format!("{canonical}\n"));
    }
}

#[test]
fn an_error_says_what_and_where() {
    for (message, input, error) in [
        ("Timestamp", r#""2026-11-22""#, "at byte 0"),
        ("Duration", "1", "unexpected number, at byte 0"),
        ("Value", "[1e400]", "invalid JSON: number beyond the range of a double, at byte 1"),
        ("Any", r#"{"n": 1}"#, "@type: missing required field"),
        ("Empty", "{} {}", "invalid JSON: trailing characters, at byte 3"),
        ("Linear", "{}", "numberOfBuckets: missing required field"),
        (
            "WorkerMessage",
            r#"{"workerHealthReport": {}, "workerMessageCode": {}}"#,
            "workerMessageCode: second member of a oneof",
        ),
    ] {
        let printed = reject(&[message], input);
        assert!(printed.starts_with("error: ") && printed.contains(error), "{message}: {printed}");
        assert_eq!(printed.lines().count(), 1);
    }
}

#[test]
fn an_error_has_the_path_to_it() {
    for (message, input, error) in [
        ("WorkerMessage", r#"{"labels": {"A": 1}}"#, "labels.A: unexpected number, at byte 17"),
        (
            "WorkerMessage",
            r#"{"workerHealthReport": {"msg": 7}}"#,
            "workerHealthReport.msg: unexpected number, at byte 31",
        ),
        (
            "SendWorkerMessagesRequest",
            r#"{"workerMessages": [{}, {"time": "noon"}]}"#,
            "workerMessages[1].time: expected a timestamp as in RFC 3339, at byte 33",
        ),
        (
            "BucketOptions",
            r#"{"linear": {"width": 1, "start": 0}}"#,
            "linear.numberOfBuckets: missing required field, at byte 34",
        ),
        ("Linear", "{}", "numberOfBuckets: missing required field, at byte 1"),
        ("Status", r#"{"details": [{"n": 1}]}"#, "details[0].@type: missing required field, at byte 13"),
        ("Status", "[]", "unexpected array, at byte 0"),
    ] {
        assert_eq!(reject(&[message], input), format!("error: {error}\n"));
    }
}

#[test]
fn a_line_that_ends_early_may_be_a_part() {
    let hint = "(--whole reads a message in several lines)";
    let end = "invalid JSON: unexpected end of input, at byte 1";
    assert_eq!(reject(&["Status"], "{\n"), format!("error: {end} {hint}\n"));
    assert_eq!(reject(&["Status", "--whole"], "{"), format!("error: {end}\n"));
    assert!(!reject(&["Status"], "}\n").contains(hint));
}

#[test]
fn unknown_names_are_skipped_unless_denied() {
    for (input, canonical, error) in [
        (r#"{"new": [1], "event": "OS_START"}"#, r#"{"event":"OS_START"}"#, "error: new: unknown field, "),
        (r#"{"event": "NEW_EVENT"}"#, "{}", "error: event: unknown enum value, "),
    ] {
        assert_eq!(accept(&["WorkerLifecycleEvent"], input).trim_end(), canonical);
        assert!(reject(&["WorkerLifecycleEvent", "--deny-unknown"], input).starts_with(error));
    }
}

#[test]
fn a_device_rejects_what_is_too_large() {
    let labels = |count| {
        let labels: Vec<_> = (0..count).map(|label| format!(r#""L{label:02}":"x""#)).collect();
        format!(r#"{{"labels":{{{}}}}}"#, labels.join(","))
    };
    let message = |profile| ["WorkerMessage", "--profile", profile];
    for (profile, limit) in [("microcontroller", 4), ("sidecar", 8)] {
        let (fits, too_many) = (labels(limit), labels(limit + 1));
        assert_eq!(accept(&message(profile), &fits).trim_end(), fits);
        assert_eq!(accept(&message("growable"), &too_many).trim_end(), too_many);
        let error = format!(
            "error: labels.L{limit:02}: capacity `labels` exceeded: need {}, have {limit}, at byte ",
            limit + 1
        );
        assert!(reject(&message(profile), &too_many).starts_with(&error));
    }
}

#[test]
fn a_stack_holds_the_largest_messages() {
    let request = r#"{"workerMessages":[{"perWorkerMetrics":{}},{"workerMetrics":{}}]}"#;
    for profile in ["growable", "microcontroller", "sidecar"] {
        let printed = accept(&["SendWorkerMessagesRequest", "--profile", profile], request);
        assert_eq!(printed.trim_end(), request);
    }
}

#[test]
fn the_whole_input_can_be_one_document() {
    assert_eq!(accept(&["Status", "--whole"], "{\n  \"code\": 5\n}\n"), "{\"code\":5}\n");
    assert_eq!(reject(&["Status", "--whole"], "{}\n{}"), "error: invalid JSON: trailing characters, at byte 3\n");
    assert_eq!(reject(&["Status", "--whole"], ""), "error: invalid JSON: unexpected end of input, at byte 0\n");
    let run = transcode(&["Value", "--whole"], b"[\n\"\xff\"]");
    assert_eq!((run.code, &*run.out), (1, "error: [0]: invalid JSON: invalid UTF-8, at byte 3\n"));
}

#[test]
fn indented_like_serde_json_and_digit_by_digit() {
    let json = r#"{"a":[],"b":{},"c":[1,[2,{"d":"\"}]{,:\\","e":[{}]}],"é"],"f":null,"g":{"h":-1.5}}"#;
    let meaning: Value = serde_json::from_str(json).expect("JSON");
    let indented = serde_json::to_string_pretty(&meaning).expect("JSON");
    assert_eq!(accept(&["Struct", "--pretty"], json).trim_end(), indented);

    assert_eq!(accept(&["Value", "--pretty"], "[1.50, 1e2]"), "[\n  1.50,\n  1e2\n]\n");
    assert_eq!(accept(&["CPUTime", "--pretty"], r#"{"rate": 0.1}"#), "{\n  \"rate\": 0.1\n}\n");
    assert_eq!(reject(&["Duration", "--pretty"], "{}"), "error: unexpected object, at byte 0\n");
}

#[test]
fn statistics_go_to_stderr() {
    let input = "{\"code\": 5}\n[]\n";
    let printed = "{\"code\":5}\nerror: unexpected array, at byte 0\n";
    let run = transcode(&["Status", "--stats"], input);
    assert_eq!((run.code, &*run.out), (1, printed));
    assert_eq!(run.err, "line 1: 10 bytes (11 read)\nline 2: rejected (2 read)\n");

    let run = transcode(&["Timestamp", "--stats", "--profile", "microcontroller"], r#""2026-11-22T01:22:00Z""#);
    assert_eq!(run.err, "line 1: 22 bytes (22 read), at most 32\n");
    let run = transcode(&["Status", "--stats", "--whole", "--pretty"], "{\"code\":5}\n");
    assert_eq!(run.err, "input: 10 bytes (11 read)\n");
    assert_eq!(
        transcode(&["Status", "--stats"], "\n{}\n\n[]").err,
        "line 2: 2 bytes (2 read)\nline 4: rejected (2 read)\n"
    );

    let report = r#"{"msg": "heating", "vm_is_healthy": true}"#;
    let run = transcode(&["WorkerHealthReport", "--stats", "--profile", "microcontroller"], report);
    let help = transcode(&["--help"], "").out;
    assert!(help.contains(&format!("`{}`", run.err.trim_end())), "{}", run.err);
}

#[test]
fn all_messages_of_the_wire_are_known() {
    let help = transcode(&["--help"], "").out;
    for schema in [
        include_str!("../../../../tests/wire/dataflow.v1b3.json"),
        include_str!("../../../../tests/wire/genomics.v2alpha1.json"),
    ] {
        let schema: Value = serde_json::from_str(schema).expect("a schema");
        for message in schema["messages"].as_object().expect("messages").keys() {
            assert_eq!(accept(&[message], ""), "");
            assert!(help.split_whitespace().any(|word| word == message), "--help doesn't list {message}");
        }
    }
}

#[test]
fn usage_errors_have_their_own_exit_code() {
    for arguments in [&[] as &[&str], &["Kettle"], &["Empty", "--profile", "toaster"], &["Empty", "--what"]] {
        let run = transcode(arguments, "");
        assert_eq!((run.code, &*run.out), (2, ""));
        assert!(run.err.starts_with("error: "));
    }
}

#[test]
fn messages_can_be_large() {
    let labels: Vec<_> = (0..10_000).map(|label| format!(r#""L{label:05}":"x""#)).collect();
    let text = "\\n".repeat(500_000);
    let message = format!(r#"{{"labels":{{{}}},"workerHealthReport":{{"msg":"{text}"}}}}"#, labels.join(","));
    let expected = message.replace("}}", r#","vmIsHealthy":false}}"#);
    assert_eq!(accept(&["WorkerMessage"], &message).trim_end(), expected);
}

#[test]
fn hostile_input_is_rejected() {
    let brackets = "[".repeat(1_000_000);
    assert_eq!(reject(&["Value"], &brackets), "error: invalid JSON: nested too deeply, at byte 128\n");
    let unknown = format!(r#"{{"new":{brackets}"#);
    assert_eq!(reject(&["WorkerMessage"], &unknown), "error: invalid JSON: nested too deeply, at byte 134\n");

    let containers = |depth| r#"{"containers":{"a":"#.repeat(depth) + "{}" + &"}}".repeat(depth);
    let message = ["ResourceUtilizationReport"];
    assert_eq!(accept(&message, &containers(63)).trim_end(), containers(63));
    assert!(reject(&message, &containers(64)).contains("containers: invalid JSON: nested too deeply"));
    assert!(reject(&message, &containers(100_000)).contains("containers: invalid JSON: nested too deeply"));
}

#[test]
fn results_are_flushed() {
    let mut tool = start(&["Status"]);
    let mut input = tool.stdin.take().expect("a pipe");
    let mut output = BufReader::new(tool.stdout.take().expect("a pipe")).lines();
    for code in 1..=3 {
        writeln!(input, r#"{{"code": {code}}}"#).expect("a reader");
        let line = output.next().expect("a line").expect("UTF-8");
        assert_eq!(line, format!(r#"{{"code":{code}}}"#));
    }
    drop(input);
    assert!(tool.wait().expect("an end").success());
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut tool = start(&["Status"]);
    let mut input = tool.stdin.take().expect("a pipe");
    let mut output = BufReader::new(tool.stdout.take().expect("a pipe"));
    let mut line = String::new();
    input.write_all(b"{}\n").expect("a reader");
    output.read_line(&mut line).expect("a line");
    drop(output);
    // It may exit before it has read all of this.
    let _ = input.write_all("{}\n".repeat(1_000_000).as_bytes());
    drop(input);
    let run = Run::from(tool.wait_with_output().expect("an end"));
    assert_eq!(run, Run { code: 0, out: String::new(), err: String::new() });
}

#[track_caller]
fn accept(arguments: &[&str], input: &str) -> String {
    let run = transcode(arguments, input);
    assert_eq!((run.code, &*run.err), (0, ""), "{}", run.out);
    run.out
}

#[track_caller]
fn reject(arguments: &[&str], input: &str) -> String {
    let run = transcode(arguments, input);
    assert_eq!((run.code, &*run.err), (1, ""), "{}", run.out);
    run.out
}

#[derive(Debug, PartialEq)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }
}

fn transcode(arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
    let mut tool = start(arguments);
    let (mut stdin, input) = (tool.stdin.take().expect("a pipe"), input.as_ref());
    std::thread::scope(|scope| {
        // While reading, or both would wait for each other once the pipes are full.
        scope.spawn(move || {
            // With wrong arguments it exits before it reads.
            let _ = stdin.write_all(input);
        });
        Run::from(tool.wait_with_output().expect("an end"))
    })
}

fn start(arguments: &[&str]) -> Child {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_vitalwire"));
    tool.arg("transcode").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    tool.spawn().expect("the command")
}
