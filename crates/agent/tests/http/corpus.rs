//! Responses as servers and proxies send them: what they say, and that it doesn't matter how their bytes are split.

use std::time::Duration;
use vitalwire::rpc::Outcome;
use vitalwire_agent::http::{HttpError, ResponseHead, ResponseReader};
use vitalwire_testing::http::{Response, responses};

macro_rules! corpus {
    ($($name:ident),*) => {
        [$((stringify!($name), include_bytes!(concat!("responses/", stringify!($name), ".http")).as_slice())),*]
    };
}

const CORPUS: [(&str, &[u8]); 11] = corpus![
    accepted,
    chunked,
    hundred_headers,
    interim,
    lenient,
    maintenance,
    pipelined,
    proxy,
    quota,
    truncated,
    until_close
];

/// What is read doesn't depend on where the bytes are split: at each place, at each two places of short streams, at all
/// places.
#[test]
fn each_split_reads_the_same() {
    for (name, stream) in CORPUS {
        let whole = responses([stream]);
        assert_eq!(responses(stream.chunks(1)), whole, "{name}");
        for at in 0..=stream.len() {
            let (first, rest) = stream.split_at(at);
            assert_eq!(responses([first, rest]), whole, "{name}: {at}");
        }
        if stream.len() < 200 {
            for first in 0..=stream.len() {
                for second in first..=stream.len() {
                    let pieces = [&stream[..first], &stream[first..second], &stream[second..]];
                    assert_eq!(responses(pieces), whole, "{name}: {first}, {second}");
                }
            }
        }
    }
}

/// A head is there from its last byte on, and stays the same until the end. What was returned as body and as rest is what is
/// in the stream, in that order.
#[test]
fn the_head_comes_with_its_last_byte() {
    let (_, stream) = CORPUS[0];
    let end = stream.windows(4).position(|window| window == b"\r\n\r\n").expect("a head") + 4;
    let (mut reader, mut body) = (ResponseReader::new(), Vec::new());
    for (at, byte) in stream.iter().enumerate() {
        assert_eq!(reader.head().is_some(), at >= end);
        let mut bytes = [*byte];
        let progress = reader.feed(&mut bytes).expect("a response");
        body.extend_from_slice(progress.body);
        assert_eq!(progress.is_complete, at + 1 == stream.len());
    }
    assert_eq!(body, &stream[end..]);
}

fn read(name: &str) -> Vec<Response> {
    let (_, stream) = CORPUS.into_iter().find(|(other, _)| *other == name).expect("a stream");
    let mut responses = responses([stream]);
    // Normally, nothing is left.
    if responses.last().is_some_and(|response| response.end == Err(HttpError::NoResponse)) {
        responses.pop();
    }
    responses
}

fn read_one(name: &str) -> (ResponseHead, String) {
    let responses = read(name);
    let [Response { head: Some(head), body, end: Ok(()) }] = responses.as_slice() else { panic!("{responses:?}") };
    (*head, String::from_utf8_lossy(body).into_owned())
}

fn head(
    status: u16,
    date: Option<&str>,
    retry_after: Option<u64>,
    keep_alive: bool,
    length: Option<u32>,
) -> ResponseHead {
    let mut head = ResponseHead::default();
    head.status = status;
    head.date = date.map(|date| date.parse().expect("a time"));
    head.retry_after = retry_after.map(Duration::from_secs);
    head.keep_alive = keep_alive;
    head.content_length = length;
    head
}

const DATE: Option<&str> = Some("2026-11-22T01:22:03Z");

#[test]
fn a_response_of_known_length() {
    let (found, body) = read_one("accepted");
    assert_eq!(found, head(200, DATE, None, true, Some(69)));
    assert_eq!(found.outcome(body.as_bytes()), Outcome::Accepted);
    assert_eq!(body, r#"{"workerMessageResponses":[{"workerThreadScalingReportResponse":{}}]}"#);
}

/// Extensions and trailers are skipped, even if a trailer has the name of a header.
#[test]
fn a_response_in_chunks() {
    let expected = (head(200, DATE, None, true, None), r#"{"workerMessageResponses":[{}]}"#.to_owned());
    assert_eq!(read_one("chunked"), expected);
}

/// Neither names, values nor their number have a limit, and a value that is too long to matter is no error.
#[test]
fn a_hundred_headers() {
    assert_eq!(read_one("hundred_headers"), (head(200, DATE, None, true, Some(2)), "{}".to_owned()));
}

/// Nothing of a response of 1xx is left over.
#[test]
fn interim_responses_are_skipped() {
    assert_eq!(read_one("interim"), (head(200, None, None, true, Some(2)), "{}".to_owned()));
}

/// Bare line feeds, empty lines first, no reason, no white space or more around a value, the same length again.
#[test]
fn what_may_be_tolerated() {
    assert_eq!(read_one("lenient"), (head(200, None, Some(120), true, Some(2)), "{}".to_owned()));
}

/// A pause may be a number, or a date, which counts from the response's own one, whichever comes first. The longer one of
/// header and body counts.
#[test]
fn pauses() {
    let (found, body) = read_one("quota");
    assert_eq!(found, head(429, DATE, Some(30), true, Some(55)));
    assert_eq!(found.outcome(body.as_bytes()), Outcome::Retry { after: Some(Duration::from_secs(30)) });

    let (found, body) = read_one("maintenance");
    assert_eq!(found, head(503, DATE, Some(477), false, None));
    assert_eq!(found.outcome(body.as_bytes()), Outcome::Retry { after: Some(Duration::from_secs(477)) });

    // Without a date, there is nothing that it could count from.
    assert_eq!(read_one("until_close"), (head(200, None, None, false, None), "{}\n".to_owned()));
}

#[test]
fn an_old_proxy_keeps_the_connection() {
    assert_eq!(read_one("proxy"), (head(502, None, None, true, Some(7)), "<html>\n".to_owned()));
}

/// Each response ends where the next one begins; 204 and 304 have no body, whatever their length says.
#[test]
fn pipelined_responses() {
    let responses = read("pipelined");
    let expected = [
        (head(204, Some("2025-01-01T00:00:00Z"), None, true, None), ""),
        (head(304, None, None, true, Some(1234)), ""),
        (head(200, None, None, true, None), "{}"),
        (head(200, None, None, false, Some(2)), "{}"),
    ];
    let (truncated, complete) = responses.split_last().expect("responses");
    for (response, (head, body)) in complete.iter().zip(expected) {
        assert_eq!(*response, Response { head: Some(head), body: body.into(), end: Ok(()) });
    }
    assert_eq!(complete.len(), expected.len());
    assert_eq!(*truncated, Response { head: None, body: Vec::new(), end: Err(HttpError::Truncated) });
}

/// A date with another weekday is none. The head is known although the body isn't complete.
#[test]
fn a_truncated_response() {
    let expected = Response {
        head: Some(head(200, None, None, true, None)),
        body: br#"{"workerMe"#.to_vec(),
        end: Err(HttpError::Truncated),
    };
    assert_eq!(read("truncated"), [expected]);
}
