//! A line's two ends.

use vitalwire::json::Frames;
use vitalwire_agent::http::{Method, ResponseHead};
use vitalwire_agent::line::{Request, RequestLine, ResponseLine, Responses};

/// Returns a request as it goes over the wire.
pub fn request_line(sequence: u32, method: Method<'_>, json: &[u8]) -> Vec<u8> {
    RequestLine::new(sequence, method, [json].into_iter()).pieces().collect::<Vec<_>>().concat()
}

/// Returns a response as it goes over the wire.
pub fn response_line(sequence: u32, head: &ResponseHead, json: &[u8]) -> Vec<u8> {
    ResponseLine::new(sequence, head, json).expect("a line").pieces().concat()
}

/// Returns the requests in what has arrived: number, method as `Debug` shows it, JSON. An id isn't shown.
pub fn requests(mut received: &[u8]) -> Vec<(u32, String, Vec<u8>)> {
    let (mut frames, mut requests) = (Frames::lines([0; 1024]), Vec::new());
    while let Some(frame) = frames.next(&mut received) {
        let Ok(line) = frame else { continue };
        let mut line = line.to_vec();
        if let Ok(request) = Request::from_line(&mut line) {
            requests.push((request.sequence, format!("{:?}", request.method), request.json.to_vec()));
        }
    }
    requests
}

/// Returns the responses with these numbers in what has arrived in pieces of `step` bytes: each is expected once the
/// one before it is there.
pub fn responses(received: &[u8], step: usize, expected: &[u32]) -> Vec<(ResponseHead, Vec<u8>)> {
    let (mut responses, mut read, mut expected) = (Responses::new([0; 1024]), Vec::new(), expected.iter());
    let Some(&first) = expected.next() else { return read };
    responses.expect(first);
    for mut piece in received.chunks(step) {
        while !piece.is_empty() {
            responses.read(&mut piece);
            if let Some((head, json)) = responses.response() {
                read.push((head, json.to_vec()));
                let Some(&next) = expected.next() else { return read };
                responses.expect(next);
            }
        }
    }
    read
}

pub fn head(status: u16, retry_after: Option<u64>, date: Option<i64>) -> ResponseHead {
    let mut head = ResponseHead::default();
    head.status = status;
    head.retry_after = retry_after.map(core::time::Duration::from_secs);
    head.date = date.map(|date| vitalwire::proto::Timestamp::new(date, 0).expect("a time"));
    head
}
