//! Random responses are what httparse and httpdate say: `vitalwire_testing::checks::http`, which lists the differences.

use arbitrary::{Result, Unstructured};
use vitalwire_testing::{checks, property};

#[test]
fn random_responses_are_what_httparse_says() {
    property(|u| {
        let mut input = vec![u.arbitrary()?];
        for _ in 0..u.int_in_range(1..=3)? {
            response(u, &mut input)?;
        }
        for _ in 0..u.int_in_range(0..=2)? {
            damage(u, &mut input)?;
        }
        checks::http(&input);
        Ok(())
    });
}

/// Writes a response that is often valid.
fn response(u: &mut Unstructured<'_>, stream: &mut Vec<u8>) -> Result<()> {
    let statuses =
        ["200 OK", "200", "204 ", "304 x", "503 Service Unavailable", "100 Continue", "429 caf\u{e9}", "999 x"];
    let status = u.choose(&statuses)?;
    stream.extend_from_slice(format!("HTTP/1.{} {status}", u.choose(&["1", "1", "1", "0", "2"])?).as_bytes());
    line_end(u, stream)?;
    for _ in 0..u.int_in_range(0..=5)? {
        header(u, stream)?;
    }
    let body: Vec<u8> =
        (0..u.int_in_range(0..=40)?).map(|_| u.choose(b"{}:\"x\r\n0; ").copied()).collect::<Result<_>>()?;
    match u.int_in_range(0..=3)? {
        0 => {
            stream.extend_from_slice(b"Transfer-Encoding: chunked\r\n\r\n");
            for chunk in body.chunks(u.int_in_range(1..=16)?) {
                stream.extend_from_slice(format!("{:x}", chunk.len()).as_bytes());
                stream.extend_from_slice(u.choose(&["", "", ";x=\"y\"", " ", " ; caf\u{e9}"])?.as_bytes());
                stream.extend_from_slice(&[b"\r\n", chunk, b"\r\n"].concat());
            }
            stream.extend_from_slice(b"0\r\n");
            for _ in 0..u.int_in_range(0..=1)? {
                header(u, stream)?;
            }
            line_end(u, stream)?;
        }
        1 => {
            line_end(u, stream)?;
            stream.extend_from_slice(&body);
        }
        _ => {
            stream.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
            stream.extend_from_slice(&body);
        }
    }
    Ok(())
}

fn header(u: &mut Unstructured<'_>, stream: &mut Vec<u8>) -> Result<()> {
    const NAMES: [&str; 7] =
        ["Date", "Retry-After", "Connection", "Content-Length", "Transfer-Encoding", "X-Trace", "content-len"];
    const VALUES: [&str; 18] = [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Thu, 31 Dec 2099 23:59:60 GMT",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "close",
        "keep-alive",
        "Close , x",
        "chunked",
        "identity",
        ",",
        "0",
        "2",
        "120",
        "4294967295",
        "",
        "caf\u{e9} \t x",
        "a value that is longer than any that matters",
    ];
    let spaces = ["", " ", " ", "\t ", "                                   "];
    let mut name = (*u.choose(&NAMES)?).to_owned();
    if u.arbitrary()? {
        name.make_ascii_uppercase();
    }
    let (before, value, after) = (u.choose(&spaces)?, u.choose(&VALUES)?, u.choose(&spaces)?);
    stream.extend_from_slice(format!("{name}:{before}{value}{after}").as_bytes());
    line_end(u, stream)
}

fn line_end(u: &mut Unstructured<'_>, stream: &mut Vec<u8>) -> Result<()> {
    stream.extend_from_slice(u.choose(&["\r\n", "\r\n", "\r\n", "\n"])?.as_bytes());
    Ok(())
}

/// Changes, removes or repeats a part.
fn damage(u: &mut Unstructured<'_>, stream: &mut Vec<u8>) -> Result<()> {
    let at = u.int_in_range(1..=stream.len())?;
    let end = stream.len().min(at + u.int_in_range(0..=3)?);
    let removed: Vec<u8> = stream.splice(at..end, []).collect();
    match u.int_in_range(0..=3)? {
        0 => {}
        1 => stream.truncate(at),
        2 => drop(stream.splice(at..at, [removed.clone(), removed].concat())),
        _ => stream.insert(at, u.arbitrary()?),
    }
    Ok(())
}
