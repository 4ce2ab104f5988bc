//! What is written is read again.

use crate::wire::{head, request_line, requests, response_line, responses};
use arbitrary::{Result, Unstructured};
use vitalwire::genomics::CheckInId;
use vitalwire_agent::http::{Head, Method, Segment};
use vitalwire_agent::line::{Request, RequestLine};
use vitalwire_testing::property;

/// JSON as it may be between braces, in one line.
fn json(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let text = u.arbitrary::<String>()?.replace('\n', "\\n");
    Ok(format!("{{{text}}}").into_bytes())
}

fn segment(u: &mut Unstructured<'_>) -> Result<String> {
    let text: String = u.arbitrary()?;
    let is_segment = Segment::new(&text).is_ok() && text.len() < 100;
    Ok(if is_segment { text } else { "a b/ü%".to_owned() })
}

#[test]
fn requests_are_read_as_they_were_written() {
    property(|u| {
        let (number, json) = (u.arbitrary()?, json(u)?);
        let (a, b) = (segment(u)?, segment(u)?);
        let (project, location) = (Segment::new(&a).expect("checked"), Segment::new(&b).expect("checked"));
        let in_project = format!("projects/{}/workers/{}", a.replace('/', ""), b.replace('/', ""));
        let method = match u.int_in_range(0..=3)? {
            0 => Method::WorkerMessages { project },
            1 => Method::LocationWorkerMessages { project, location },
            2 => Method::CheckIn(CheckInId::new(&a).expect("checked")),
            _ => match CheckInId::in_project(&in_project) {
                Ok(id) => Method::CheckIn(id),
                Err(_) => return Ok(()),
            },
        };
        let line = request_line(number, method, &json);
        let [b'\n', text @ .., b'\n'] = &line[..] else { panic!("a line feed is missing: {line:?}") };
        assert_eq!(text.iter().filter(|byte| byte.is_ascii_whitespace()).count(), {
            3 + json.iter().filter(|byte| byte.is_ascii_whitespace()).count()
        });
        let mut text = text.to_vec();
        let request = Request::from_line(&mut text).expect("a request");
        assert_eq!((request.sequence, request.json), (number, &json[..]));
        // The head of its HTTP request is the same, so the method is.
        let head = |method| Head::new(method, json.len()).pieces().collect::<Vec<_>>().concat();
        assert_eq!(head(request.method), head(method));
        if line.len() < 1024 {
            assert_eq!(requests(&line).len(), 1);
        }
        Ok(())
    });
}

#[test]
fn buffers_and_bodies_can_have_any_size() {
    property(|u| {
        let (json, project) = (json(u)?, segment(u)?);
        let method = Method::WorkerMessages { project: Segment::new(&project).expect("checked") };
        let whole = request_line(7, method, &json);
        let (size, step) = (u.int_in_range(1..=100)?, u.int_in_range(1..=100)?);
        let line = RequestLine::new(7, method, json.chunks(step));
        assert_eq!(line.sequence(), 7);
        let (mut pieces, mut written, mut buffer) = (line.pieces(), Vec::new(), vec![0; size]);
        assert_eq!(pieces.fill(&mut []), b"");
        loop {
            let filled = pieces.fill(&mut buffer);
            written.extend_from_slice(filled);
            if filled.len() < size {
                break;
            }
            // The iterator and `fill` can be mixed.
            written.extend_from_slice(pieces.next().unwrap_or_default());
        }
        assert_eq!((pieces.next(), pieces.fill(&mut buffer)), (None, &b""[..]));
        assert_eq!(written, whole);
        Ok(())
    });
}

#[test]
fn responses_are_read_as_they_were_written() {
    property(|u| {
        let status = u.int_in_range(200..=599)?;
        let pause = u.arbitrary::<Option<u32>>()?.map(u64::from);
        let date = if u.arbitrary()? { Some(u.int_in_range(0..=253_402_300_799)?) } else { None };
        let mut json = json(u)?;
        if u.arbitrary()? {
            json.clear();
        }
        if json.len() > 1024 {
            return Ok(());
        }
        let (number, head) = (u.arbitrary()?, head(status, pause, date));
        let line = response_line(number, &head, &json);
        assert_eq!(responses(&line, u.int_in_range(1..=100)?, &[number]), [(head, json)]);
        Ok(())
    });
}

#[test]
fn the_longest_fields_fit() {
    let head = head(599, Some(u32::MAX.into()), Some(253_402_300_799));
    let line = response_line(u32::MAX, &head, b"");
    assert_eq!(line.len(), "\n4294967295 599 4294967295 253402300799 01234567\n".len());
    assert_eq!(responses(&line, 1, &[u32::MAX]), [(head, Vec::new())]);
}

/// A time before 1970 can't be a date of HTTP; a pause is rounded up, and no longer than its field.
#[test]
fn what_a_line_cannot_say() {
    let mut sent = head(503, None, Some(-1));
    sent.retry_after = Some(core::time::Duration::MAX);
    assert_eq!(
        responses(&response_line(7, &sent, b""), 1, &[7]),
        [(head(503, Some(u32::MAX.into()), None), Vec::new())]
    );
    sent.retry_after = Some(core::time::Duration::from_nanos(1));
    assert_eq!(
        responses(&response_line(7, &sent, b""), 1, &[7])[0].0.retry_after,
        Some(core::time::Duration::from_secs(1))
    );
}

/// The pieces of a body are those of the outbox.
#[test]
fn nothing_of_the_body_is_copied() {
    let json = *b"{\"workerMessages\":[]}";
    let line = RequestLine::new(
        7,
        Method::WorkerMessages { project: "cellar".try_into().expect("a segment") },
        json.chunks(5),
    );
    let range = json.as_ptr_range();
    let within = line.pieces().filter(|piece| range.contains(&piece.as_ptr())).count();
    assert_eq!(within, 5);
}
