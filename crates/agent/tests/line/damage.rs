//! A line that is damaged costs itself, and no other.

use crate::wire::{head, request_line, requests, response_line, responses};
use vitalwire::genomics::CheckInId;
use vitalwire_agent::http::Method;
use vitalwire_agent::line::{LineError, Request, ResponseLine, Responses};
use vitalwire_testing::property;

const BODY: &[u8] = br#"{"workerMessages":[{"workerHealthReport":{"vmIsHealthy":true}}]}"#;
const RESPONSE: &[u8] = br#"{"workerMessageResponses":[{"workerHealthReportResponse":{"reportInterval":"300s"}}]}"#;

/// Requests of all kinds, as numbers 10, 11, …
fn request_lines() -> Vec<Vec<u8>> {
    let segment = |text: &'static str| text.try_into().expect("a segment");
    let methods = [
        Method::WorkerMessages { project: segment("cellar") },
        Method::LocationWorkerMessages { project: segment("cellar"), location: segment("europe-west1") },
        Method::CheckIn(CheckInId::new("boiler 7").expect("an id")),
        Method::CheckIn(CheckInId::in_project("projects/cellar/workers/boiler 7").expect("an id")),
    ];
    (10..).zip(methods).map(|(number, method)| request_line(number, method, BODY)).collect()
}

/// Responses with all fields and with none, as numbers 10, 11, …
fn response_lines() -> Vec<Vec<u8>> {
    let heads =
        [head(200, None, Some(1_795_310_520)), head(503, Some(30), Some(0)), head(429, Some(4_294_967_295), None)];
    let lines = (10..).zip(heads).map(|(number, head)| response_line(number, &head, RESPONSE));
    lines.chain([response_line(13, &head(204, None, None), b"")]).collect()
}

/// Calls `test` with what becomes of each line, what that is, and whether it's still whole.
fn for_each_damage(line: &[u8], mut test: impl FnMut(&[u8], &str, bool)) {
    for bit in 0..line.len() * 8 {
        let mut damaged = line.to_vec();
        damaged[bit / 8] ^= 1 << (bit % 8);
        test(&damaged, &format!("bit {bit} flipped"), false);
    }
    // A line feed may be lost at either end: that of the neighbour is there, too.
    for len in 0..line.len() {
        test(&line[..len], &format!("cut after {len} bytes"), len + 1 == line.len());
        test(&line[len + 1..], &format!("cut before {len} bytes"), len == 0);
    }
    for at in 0..line.len() {
        let mut damaged = line.to_vec();
        damaged.remove(at);
        let is_line_feed = at == 0 || at + 1 == line.len();
        test(&damaged, &format!("without byte {at}"), is_line_feed);
    }
    for at in 1..line.len() {
        let mut damaged = line.to_vec();
        damaged.swap(at - 1, at);
        let is_same = damaged == line;
        test(&damaged, &format!("byte {at} before the one before it"), is_same);
    }
}

#[test]
fn a_damaged_request_costs_itself() {
    for line in request_lines() {
        let whole = requests(&line);
        let next = request_line(99, Method::WorkerMessages { project: "cellar".try_into().expect("a segment") }, b"{}");
        for_each_damage(&line, |damaged, damage, is_whole| {
            let mut expected = if is_whole { whole.clone() } else { Vec::new() };
            expected.extend(requests(&next));
            let stream = [&next[..], damaged, &next].concat();
            assert_eq!(requests(&stream)[1..], expected, "{damage}: {}", String::from_utf8_lossy(&line));
        });
    }
}

#[test]
fn a_damaged_response_costs_itself() {
    for (number, line) in (10..).zip(response_lines()) {
        let next = response_line(99, &head(200, None, Some(0)), b"{}");
        for_each_damage(&line, |damaged, damage, is_whole| {
            let stream = [damaged, &next].concat();
            let description = format!("{damage}: {}", String::from_utf8_lossy(&line));
            let expected = if is_whole { responses(&line, 1, &[number]) } else { Vec::new() };
            assert_eq!(responses(&stream, 7, &[number]), expected, "{description}");
            assert_eq!(responses(&stream, 7, &[99]), responses(&next, 1, &[99]), "{description}");
        });
    }
}

/// Between lines, and within those that are noise, anything may be: nothing is taken for a line that wasn't sent.
#[test]
fn noise_costs_no_line() {
    let (sent_requests, sent_responses) = (request_lines(), response_lines());
    let numbers = [10, 11, 12, 13];
    property(|u| {
        let mut stream = [Vec::new(), Vec::new()];
        for (request, response) in sent_requests.iter().zip(&sent_responses) {
            for (stream, line) in stream.iter_mut().zip([request, response]) {
                for _ in 0..u.int_in_range(0..=40)? {
                    // Mostly of what lines consist of.
                    let noise = if u.arbitrary()? { *u.choose(b"0123456789 -{}\"\nabcdef/")? } else { u.arbitrary()? };
                    stream.push(noise);
                }
                // The part of a line that was sent before a reset.
                stream.extend_from_slice(&line[..u.int_in_range(0..=line.len() - 2)?]);
                stream.extend_from_slice(line);
            }
        }
        let read = requests(&stream[0]);
        assert_eq!(read, requests(&sent_requests.concat()));
        let step = u.int_in_range(1..=64)?;
        assert_eq!(responses(&stream[1], step, &numbers), responses(&sent_responses.concat(), 1, &numbers));
        Ok(())
    });
}

/// Whatever it is, it's read without a panic, and hardly ever a line.
#[test]
fn anything_can_be_read() {
    property(|u| {
        let mut noise: Vec<u8> = u.arbitrary()?;
        assert_eq!(requests(&noise), []);
        assert_eq!(responses(&noise, 3, &[0, 1, 2]), []);
        assert!(Request::from_line(&mut noise).is_err());
        Ok(())
    });
}

#[test]
fn a_late_response_is_ignored() {
    let line = |number| response_line(number, &head(200, None, None), b"{}");
    let stream = [line(1), line(3), line(2)].concat();
    assert_eq!(responses(&stream, 5, &[2]).len(), 1);
    assert_eq!(responses(&stream, 5, &[4]), []);
    // Numbers that are the same in 16 bits, or 33.
    assert_eq!(responses(&line(65_538), 5, &[2]), []);
    let mut text = b"4294967298 200 - - ".to_vec();
    text.extend_from_slice(format!("{:08x}\n", checksum(&text)).as_bytes());
    assert_eq!(responses(&text, 5, &[2]), []);
}

/// What has a good checksum, and still isn't a line of this kind.
#[test]
fn other_lines_are_refused() {
    let read = |text: &str, json: &str| {
        let checked = [text, json].concat();
        let mut line = format!("{text}{:08x}{json}", checksum(checked.as_bytes())).into_bytes();
        Request::from_line(&mut line).map(|request| request.sequence)
    };
    assert_eq!(read("7 messages/cellar ", " {}"), Ok(7));
    for method in [
        "",
        "messages",
        "messages/",
        "messages/..",
        "messages/a/",
        "messages//b",
        "messages/a/b/c",
        "messages/%",
        "messages/%4",
        "messages/%zz",
        "messages/%ff",
        "check-in/",
        "check-in/projects/a",
        "check-in/projects/a/workers/b/c",
        "check-in/projects/a%2Fb/workers/c",
        "Messages/a",
        "/v1b3/projects/a/WorkerMessages",
    ] {
        assert_eq!(read(&format!("7 {method} "), " {}"), Err(LineError::Method), "{method}");
    }
    for (start, json) in
        [("", " {}"), ("7", " {}"), (" messages/a ", " {}"), ("7 messages/a ", ""), ("7 messages/a ", " ")]
    {
        assert_eq!(read(start, json), Err(LineError::Form), "{start}CRC{json}");
    }
    for number in ["4294967296", "-7", "+7", "7.0", "0x7", "seven", "99999999999999999999"] {
        assert_eq!(read(&format!("{number} messages/a "), " {}"), Err(LineError::Form), "{number}");
    }

    for text in [
        "7 199 - - ",
        "7 600 - - ",
        "7 2000 - - ",
        "7 20 - - ",
        "7 200 -- - ",
        "7 200 -1 - ",
        "7 200 - 1-",
        "7 200  - - ",
    ] {
        let line = format!("{text}{:08x}\n", checksum(text.as_bytes()));
        assert_eq!(responses(line.as_bytes(), 1, &[7]), [], "{line}");
    }
    assert_eq!(ResponseLine::new(7, &head(199, None, None), b"").err(), Some(LineError::Status));
    assert_eq!(ResponseLine::new(7, &head(200, None, None), b"{\n}").err(), Some(LineError::LineFeed));
}

/// A response that is too long for the device still tells the status.
#[test]
fn what_does_not_fit_is_left_out() {
    let line = response_line(7, &head(200, None, Some(0)), RESPONSE);
    for space in 0..RESPONSE.len() + 2 {
        let mut reader = Responses::new(vec![0; space]);
        reader.expect(7);
        reader.read(&mut &line[..]);
        let json = if space < RESPONSE.len() { b"" } else { RESPONSE };
        assert_eq!(reader.response(), Some((head(200, None, Some(0)), json)), "{space}");
        assert!(reader.response().is_some_and(|(head, json)| head.outcome(json).is_accepted()));
    }
}

/// The same, by the definition: bit by bit.
pub fn checksum(bytes: &[u8]) -> u32 {
    let shift = |crc: u32, _| crc >> 1 ^ if crc & 1 != 0 { 0xEDB8_8320 } else { 0 };
    !bytes.iter().fold(u32::MAX, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), shift))
}
