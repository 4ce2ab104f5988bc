//! What is accepted as a response, and what isn't.

use std::time::Duration;
use vitalwire_agent::http::{HttpError, ResponseHead, ResponseReader};
use vitalwire_testing::http::{Response, responses};

/// Returns what is read of one response.
#[track_caller]
fn read(stream: &str) -> Response {
    let mut responses = responses([stream.as_bytes()]);
    if responses.len() == 2 {
        let rest = responses.pop().expect("two of them");
        assert_eq!(rest, Response { head: None, body: Vec::new(), end: Err(HttpError::NoResponse) });
    }
    let response = responses.pop().expect("a response");
    assert_eq!(responses, [], "{stream:?}");
    response
}

#[track_caller]
fn accept(stream: &str) -> (ResponseHead, String) {
    let Response { head, body, end } = read(stream);
    assert_eq!(end, Ok(()), "{stream:?}");
    (head.expect("a head"), String::from_utf8(body).expect("text"))
}

#[track_caller]
fn reject(error: HttpError, streams: &[&str]) {
    for stream in streams {
        assert_eq!(read(stream).end, Err(error), "{stream:?}");
    }
}

/// Returns the head of an empty response of HTTP/1.1 with these headers.
#[track_caller]
fn with_headers(headers: &str) -> ResponseHead {
    accept(&format!("HTTP/1.1 204\r\n{headers}\r\n\r\n")).0
}

#[track_caller]
fn reject_headers(error: HttpError, all_headers: &[&str]) {
    for headers in all_headers {
        reject(error, &[&format!("HTTP/1.1 204\r\n{headers}\r\n\r\n")]);
    }
}

#[test]
fn status_lines() {
    for (line, status) in [
        ("HTTP/1.1 200 OK", 200),
        ("HTTP/1.1 200", 200),
        ("HTTP/1.1 200 ", 200),
        ("HTTP/1.1 299  A \t reason that is longer than anything else that could matter, caf\u{e9}", 299),
        ("HTTP/1.0 599 x", 599),
    ] {
        let (head, body) = accept(&format!("{line}\r\nContent-Length: 1\r\n\r\n."));
        assert_eq!((head.status, body.as_str()), (status, "."), "{line}");
    }
    for line in [
        "HTTP/1.1 600 OK",
        "HTTP/1.1 099 OK",
        "HTTP/1.1 000 OK",
        "HTTP/1.1  200 OK",
        "HTTP/1.1 20 OK",
        "HTTP/1.1 20",
        "HTTP/1.1 2000 OK",
        "HTTP/1.1 200-OK",
        "HTTP/1.1 200\tOK",
        "HTTP/1.1\t200 OK",
        "HTTP/1.1 +20 OK",
        "HTTP/1.1",
        "HTTP/1.2 200 OK",
        "HTTP/2.0 200 OK",
        "HTTP/0.1 200 OK",
        "HTTP/1 200 OK",
        "HTTP/1.  200 OK",
        "http/1.1 200 OK",
        " HTTP/1.1 200 OK",
        "ICY 200 OK",
        "<html>",
    ] {
        reject(HttpError::StatusLine, &[&format!("{line}\r\n\r\n"), &format!("{line}\n\n")]);
    }
}

#[test]
fn header_lines() {
    reject_headers(
        HttpError::HeaderName,
        &[
            "Date",
            "Date : Sun, 06 Nov 1994 08:49:37 GMT",
            "Content-Length\t: 5",
            ": 5",
            "X(Y): 5",
            "caf\u{e9}: 5",
            "X: 5\r\nY",
        ],
    );
    reject_headers(HttpError::FoldedHeader, &[" X: 5", "\tX: 5", "X: 5\r\n 6", "X:\r\n\t6", "X: 5\r\n "]);
    reject_headers(
        HttpError::ControlCharacter,
        &["X: \0", "X: 5\r6", "\rX: 5", "X\r: 5", "X: \u{7f}", "X\u{1}: 5", "X: 5\r\r"],
    );
    reject(
        HttpError::ControlCharacter,
        &["HTTP/1.1 200 \u{1b}[2J\r\n\r\n", "HTTP/1.1 200\r\r\n\r\n", "\rHTTP/1.1 200", "\u{16}\u{3}"],
    );
    // Characters beyond ASCII may be in a value.
    assert_eq!(with_headers("X: caf\u{e9}\t(5)"), with_headers("!#$%&'*+-.^_`|~09AZaz:"));
}

/// Names and elements are matched in any case, and not if they only begin alike.
#[test]
fn names_are_matched_whole() {
    assert_eq!(with_headers("CONTENT-LENGTH:7").content_length, Some(7));
    for other in ["Content-Len", "Content-Lengths", "Content_Length", "X-Content-Length", "Content-Length-"] {
        assert_eq!(with_headers(&format!("{other}: 7")).content_length, None);
    }
    let long = "Content-Length".repeat(20);
    assert_eq!(with_headers(&format!("{long}: 7")).content_length, None);
    for (value, keep_alive) in [
        ("close", false),
        ("CLOSE", false),
        ("upgrade, close", false),
        (",,\t close ,", false),
        ("keep-alive, close", false),
        ("keep-alive", true),
        ("closed", true),
        ("clo", true),
        ("close;now", true),
        ("\"close\"", true),
        ("", true),
    ] {
        assert_eq!(with_headers(&format!("Connection: {value}")).keep_alive, keep_alive, "{value}");
    }
    assert!(!with_headers("Connection: close\r\nConnection: keep-alive").keep_alive);
}

/// A connection is kept by HTTP/1.1 unless it says otherwise, by HTTP/1.0 only if it says so, and never if its end is that of
/// the body.
#[test]
fn kept_connections() {
    for (stream, keep_alive) in [
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", true),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", true),
        ("HTTP/1.1 304 OK\r\n\r\n", true),
        ("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n\r\n", false),
        ("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false),
        ("HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: Keep-Alive\r\n\r\n", true),
        ("HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: Keep-Alive, close\r\n\r\n", false),
        ("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n", false),
    ] {
        assert_eq!(accept(stream).0.keep_alive, keep_alive, "{stream:?}");
    }
}

#[test]
fn content_lengths() {
    for (value, length) in [
        ("0", 0),
        ("00012", 12),
        ("4294967294", u32::MAX - 1),
        ("5, 5", 5),
        ("5\r\ncontent-length: 05", 5),
        ("000000000000000000000000000000005", 5),
    ] {
        assert_eq!(with_headers(&format!("Content-Length: {value}")).content_length, Some(length), "{value}");
    }
    for value in [
        "",
        "5,",
        ",5",
        "-1",
        "+5",
        "0x5",
        "5 6",
        "5.0",
        "4294967295",
        "4294967296",
        "18446744073709551617",
        "0000000000000000000000000000000005",
        "\u{ff15}",
        "5 chunked",
        "five",
    ] {
        reject_headers(HttpError::ContentLength, &[&format!("Content-Length: {value}")]);
    }
    let conflicts = ["5\r\nContent-Length: 6", "5, 6", "5\r\nTransfer-Encoding: chunked"];
    for value in conflicts {
        reject_headers(HttpError::ConflictingLengths, &[&format!("Content-Length: {value}")]);
    }
    reject_headers(HttpError::ConflictingLengths, &["Transfer-Encoding: chunked\r\nContent-Length: 5"]);
}

#[test]
fn transfer_encodings() {
    for value in ["chunked", " CHUNKED ", ", ,chunked,"] {
        let (head, body) = accept(&format!("HTTP/1.1 200\r\nTransfer-Encoding:{value}\r\n\r\n1\r\n.\r\n0\r\n\r\n"));
        assert_eq!((head.content_length, body.as_str()), (None, "."));
    }
    reject_headers(
        HttpError::TransferEncoding,
        &[
            "Transfer-Encoding:",
            "Transfer-Encoding: ,",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked;q=1",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: \"chunked\"",
        ],
    );
    reject(HttpError::TransferEncoding, &["HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"]);
}

#[test]
fn chunks() {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (chunks, body) in [
        ("0\r\n\r\n", ""),
        ("00\r\n\r\n", ""),
        ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
        ("000000000000000000000000000000002 \t\r\nab\r\n0 ;\r\nX: Y\n\n", "ab"),
        ("A\r\n0123456789\r\na\r\nabcdefghij\r\n0\r\n\r\n", "0123456789abcdefghij"),
        ("1;a very long extension = \"of more characters than matter\"; \u{e9}\r\n.\r\n0;\r\n\r\n", "."),
    ] {
        assert_eq!(accept(&format!("{chunked}{chunks}")).1, body, "{chunks:?}");
    }
    for chunks in [
        "\r\n",
        " 2\r\n",
        ";2\r\n",
        "g\r\n",
        "2g\r\n",
        "0x2\r\n",
        "-2\r\n",
        "2 2\r\n",
        "2\n",
        "2;x\n",
        "ffffffff\r\n",
        "100000000\r\n",
        "10000000000000002\r\n",
        "0000000000000000000000000000000002\r\n",
        "2                                2\r\n",
        "2,\r\n",
    ] {
        reject(HttpError::ChunkSize, &[&format!("{chunked}{chunks}ab\r\n0\r\n\r\n")]);
    }
    for chunks in ["2\r\nabc\r\n0\r\n\r\n", "2\r\nab\n0\r\n\r\n", "2\r\nab0\r\n\r\n"] {
        reject(HttpError::ChunkEnd, &[&format!("{chunked}{chunks}")]);
    }
    for chunks in ["2;\0\r\nab", "2\rab", "2\r\nab\r0", "0\r\nX: \u{1}\r\n\r\n"] {
        reject(HttpError::ControlCharacter, &[&format!("{chunked}{chunks}")]);
    }
    reject(HttpError::HeaderName, &[&format!("{chunked}0\r\nX Y\r\n\r\n")]);
    reject(HttpError::FoldedHeader, &[&format!("{chunked}0\r\nX: Y\r\n Z\r\n\r\n")]);
    for chunks in [
        "",
        "2",
        "2\r",
        "2\r\n",
        "2\r\na",
        "2\r\nab",
        "2\r\nab\r",
        "2\r\nab\r\n",
        "0",
        "0\r\n",
        "0\r\n\r",
        "0\r\nX: Y\r\n",
    ] {
        reject(HttpError::Truncated, &[&format!("{chunked}{chunks}")]);
    }
}

/// Sizes that are too large don't wrap around.
#[test]
fn pauses() {
    for (value, seconds) in [
        ("0", Some(0)),
        ("007", Some(7)),
        ("4294967296", Some(u32::MAX.into())),
        ("999999999999999999999999999999999", Some(u32::MAX.into())),
        ("Sun, 06 Nov 1994 08:50:00 GMT", Some(23)),
        ("Sun, 06 Nov 1994 08:49:00 GMT", Some(0)),
        ("Sun, 06 Nov 9994 08:49:37 GMT", Some(252_455_616_000)),
        ("9\r\nRetry-After: soon", Some(9)),
        ("9\r\nRetry-After: 7", Some(7)),
        ("Sun, 06 Nov 1994 08:50:00 GMT\r\nRetry-After: 7", Some(7)),
        ("7\r\nRetry-After: Sun, 06 Nov 1994 08:50:00 GMT", Some(23)),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("1, 2", None),
        ("1s", None),
        ("9999999999999999999999999999999999", None),
    ] {
        let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT";
        for headers in [format!("{date}\r\nRetry-After: {value}"), format!("Retry-After: {value}\r\n{date}")] {
            assert_eq!(with_headers(&headers).retry_after, seconds.map(Duration::from_secs), "{headers}");
        }
    }
    assert_eq!(with_headers("Retry-After: Sun, 06 Nov 1994 08:50:00 GMT").retry_after, None);
    assert_eq!(with_headers("Date: today\r\nRetry-After: Sun, 06 Nov 1994 08:50:00 GMT").retry_after, None);
}

/// After its end, a response accepts no more bytes; after an error, neither.
#[test]
fn ends_are_final() {
    let mut reader = ResponseReader::new();
    let mut bytes = *b"HTTP/1.1 204\r\n\r\nrest";
    let progress = reader.feed(&mut bytes).expect("a response");
    assert!(progress.is_complete && progress.body.is_empty() && progress.rest == b"rest");
    let progress = reader.feed(progress.rest).expect("a response");
    assert!(progress.is_complete && progress.body.is_empty() && progress.rest == b"rest");
    assert_eq!((reader.end(), reader.end()), (Ok(()), Ok(())));
    assert_eq!(reader.head().map(|head| head.status), Some(204));

    let mut reader = ResponseReader::new();
    assert!(reader.feed(&mut []).is_ok_and(|progress| !progress.is_complete));
    for _ in 0..2 {
        assert_eq!(reader.feed(&mut b"\0HTTP/1.1 200".to_vec()), Err(HttpError::ControlCharacter));
    }
    assert_eq!(reader.feed(&mut []), Err(HttpError::ControlCharacter));
    assert_eq!(reader.end(), Err(HttpError::ControlCharacter));

    let mut reader = ResponseReader::new();
    assert_eq!(reader.end(), Err(HttpError::NoResponse));
    assert_eq!(reader.feed(&mut b"HTTP/1.1 200".to_vec()), Err(HttpError::NoResponse));

    // Until the connection is closed, there may always be more.
    let mut reader = ResponseReader::new();
    reader.feed(&mut b"HTTP/1.1 200\r\n\r\n".to_vec()).expect("a head");
    for _ in 0..3 {
        let mut bytes = *b"body";
        let progress = reader.feed(&mut bytes).expect("a body");
        assert!(progress.body == b"body" && progress.rest.is_empty() && !progress.is_complete);
    }
    assert_eq!(reader.end(), Ok(()));
    assert!(reader.feed(&mut []).is_ok_and(|progress| progress.is_complete));
}

/// A connection that was closed instead of a response is told from one that was closed within it.
#[test]
fn closed_connections() {
    reject(HttpError::NoResponse, &["", "\r\n", "\n\n\r"]);
    reject(
        HttpError::Truncated,
        &["H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100\r\n\r\n", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n."],
    );
}

#[test]
fn errors_have_sentences() {
    for error in [
        HttpError::StatusLine,
        HttpError::ControlCharacter,
        HttpError::HeaderName,
        HttpError::FoldedHeader,
        HttpError::ContentLength,
        HttpError::ConflictingLengths,
        HttpError::TransferEncoding,
        HttpError::ChunkSize,
        HttpError::ChunkEnd,
        HttpError::NoResponse,
        HttpError::Truncated,
    ] {
        let sentence = error.to_string();
        assert!(sentence.starts_with(char::is_lowercase) && !sentence.ends_with('.'), "{sentence}");
    }
    assert_eq!(size_of::<HttpError>(), 1);
}
