//! Responses as lines.

use crate::client::{Failure, Response};
use vitalwire::proto::Value;
use vitalwire_agent::http::ResponseHead;
use vitalwire_agent::line::ResponseLine;

/// Returns the response to a request, and its status. Its JSON is left out if it's longer than `longest` bytes.
pub fn line(sequence: u32, response: Result<Response, Failure>, longest: usize) -> (u16, Vec<u8>) {
    let (mut head, body) = response.unwrap_or_else(|failure| (without_response(&failure), Vec::new()));
    let json = minified(&body).filter(|json| json.len() <= longest).unwrap_or_default();
    // No other status is a final response of HTTP: one of 1xx isn't, and one of 600 or more is the backend's fault.
    if !(200..=599).contains(&head.status) {
        head.status = BAD_GATEWAY;
    }
    let line = ResponseLine::new(sequence, &head, json.as_bytes()).map(|line| line.pieces().concat());
    // Minified JSON has no line feed.
    (head.status, line.unwrap_or_default())
}

const BAD_GATEWAY: u16 = 502;
const GATEWAY_TIMEOUT: u16 = 504;

/// What HTTP has for a gateway whose backend doesn't respond: the device tries again later, as it does without a
/// response, but needn't wait until it gives up this one.
fn without_response(failure: &Failure) -> ResponseHead {
    let mut head = ResponseHead::default();
    head.status = match failure {
        Failure::Cut(_) => BAD_GATEWAY,
        Failure::NotSent(_) | Failure::NoResponse(_) => GATEWAY_TIMEOUT,
    };
    head
}

/// Returns JSON without white space between its tokens, so that it's one line; `None` if it isn't JSON.
fn minified(body: &[u8]) -> Option<String> {
    let value = Value::<String>::new(str::from_utf8(body).ok()?).ok()?;
    Some(value.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(status: u16, body: &[u8], longest: usize) -> String {
        let mut head = ResponseHead::default();
        head.status = status;
        let (_, line) = line(7, Ok((head, body.to_vec())), longest);
        String::from_utf8(line).expect("UTF-8")
    }

    #[test]
    fn a_response_is_one_line() {
        for (body, json) in [
            (&b""[..], ""),
            (b"{\r\n  \"a\": [1.0e2, \"\\n\"]\r\n}\n", " {\"a\":[1.0e2,\"\\n\"]}"),
            (b"[{\"error\": {}}]", " [{\"error\":{}}]"),
            (b"<html>\n", ""),
            (b"{\"a\": \"\xff\"}", ""),
            (b"{\"a\":", ""),
        ] {
            let line = text(200, body, 64);
            assert!(line.starts_with("\n7 200 - - ") && line.ends_with('\n'), "{line}");
            assert_eq!(&line["\n7 200 - - 01234567".len()..line.len() - 1], json);
        }
    }

    #[test]
    fn what_is_too_long_is_left_out() {
        assert!(text(200, b"{ }", 2).ends_with(" {}\n"));
        assert_eq!(text(200, b"{ }", 1).len(), "\n7 200 - - 01234567\n".len());
    }

    #[test]
    fn no_response_is_one_to_try_again() {
        let (status, line) = line(7, Err(Failure::NoResponse("timeout".into())), 64);
        assert_eq!((status, line.starts_with(b"\n7 504 - - ")), (504, true));
        assert!(text(999, b"{}", 64).starts_with("\n7 502 - - "));
    }
}
