//! The head of a request: what it says, that its length is exact, and what can't get into it.

use arbitrary::{Result, Unstructured};
use vitalwire::genomics::CheckInId;
use vitalwire::{BuildError, EncodeError};
use vitalwire_agent::http::{Head, Host, Method, Secret, Segment, UserAgent};
use vitalwire_testing::property;

fn text(head: &Head<'_>) -> String {
    String::from_utf8(head.pieces().collect::<Vec<_>>().concat()).expect("ASCII")
}

#[test]
fn methods() {
    let segment = |text| Segment::new(text).expect("a segment");
    let worker_messages = Method::WorkerMessages { project: segment("cellar") };
    let in_location = Method::LocationWorkerMessages { project: segment("a/b"), location: segment("é?&#%") };
    let check_in = Method::CheckIn(CheckInId::new("projects/p").expect("an id"));
    let project_check_in = Method::CheckIn(CheckInId::in_project("projects/p q/workers/w:x").expect("an id"));
    for (method, path, host) in [
        (worker_messages, "/v1b3/projects/cellar/WorkerMessages", "dataflow"),
        (in_location, "/v1b3/projects/a%2Fb/locations/%C3%A9%3F%26%23%25/WorkerMessages", "dataflow"),
        (check_in, "/v2alpha1/workers/projects%2Fp:checkIn", "genomics"),
        (project_check_in, "/v2alpha1/projects/p%20q/workers/w%3Ax:checkIn", "genomics"),
    ] {
        let expected = format!(
            "POST {path}?prettyPrint=false HTTP/1.1\r\nHost: {host}.googleapis.com\r\n\
             Content-Type: application/json\r\nContent-Length: 0\r\n\r\n"
        );
        assert_eq!(text(&Head::new(method, 0)), expected);
    }
}

#[test]
fn everything_at_once() {
    let head = Head::new(Method::WorkerMessages { project: Segment::new("cellar").expect("a segment") }, usize::MAX)
        .host(Host::new("[fd00::7]:8080").expect("a host"))
        .user_agent(UserAgent::new("boiler/2.1").expect("a user agent"))
        .secret(Secret::new("ya29.c0==").expect("a token"))
        .close();
    let expected = format!(
        "POST /v1b3/projects/cellar/WorkerMessages?prettyPrint=false HTTP/1.1\r\n\
         Host: [fd00::7]:8080\r\n\
         Content-Type: application/json\r\n\
         Content-Length: {}\r\n\
         User-Agent: boiler/2.1\r\n\
         Authorization: Bearer ya29.c0==\r\n\
         Connection: close\r\n\r\n",
        usize::MAX
    );
    assert_eq!(text(&head), expected);
}

/// A random request, as the library builds it, and as text.
struct Request {
    names: [String; 2],
    host: Option<String>,
    user_agent: Option<String>,
    token: Option<String>,
    length: usize,
    kind: u8,
    closes: bool,
}

impl Request {
    fn random(u: &mut Unstructured<'_>) -> Result<Self> {
        let name = |u: &mut Unstructured<'_>| {
            let name: String = u.arbitrary()?;
            Ok(if matches!(name.as_str(), "" | "." | "..") { format!("{name}x") } else { name })
        };
        let names = [name(u)?, name(u)?];
        let of = |u: &mut Unstructured<'_>, characters: &str, max| -> Result<String> {
            let characters: Vec<char> = characters.chars().collect();
            (0..u.int_in_range(1..=max)?).map(|_| u.choose(&characters).copied()).collect()
        };
        let host = if u.arbitrary()? { Some(of(u, "abcXYZ019-._~", 40)?) } else { None };
        let user_agent = if u.arbitrary()? { Some(format!("a{}/1", of(u, "aZ0 /.()!~", 30)?)) } else { None };
        let token =
            if u.arbitrary()? { Some(of(u, "abcXYZ019-._~+/", 300)? + u.choose(&["", "=", "=="])?) } else { None };
        let length = u.arbitrary::<usize>()? >> u.int_in_range(0..=usize::BITS - 1)?;
        Ok(Self { names, host, user_agent, token, length, kind: u.int_in_range(0..=3)?, closes: u.arbitrary()? })
    }

    fn with_head<T>(&self, use_head: impl FnOnce(Head<'_>) -> T) -> T {
        let [first, second] = &self.names;
        let in_project = format!("projects/{}/workers/{}", first.replace('/', "-"), second.replace('/', "-"));
        let segment = |text| Segment::new(text).expect("a segment");
        let mut head = Head::new(
            match self.kind {
                0 => Method::WorkerMessages { project: segment(first) },
                1 => Method::LocationWorkerMessages { project: segment(first), location: segment(second) },
                2 => Method::CheckIn(CheckInId::new(first).expect("an id")),
                _ => Method::CheckIn(CheckInId::in_project(&in_project).expect("an id")),
            },
            self.length,
        );
        if let Some(host) = &self.host {
            head = head.host(Host::new(host).expect("a host"));
        }
        if let Some(user_agent) = &self.user_agent {
            head = head.user_agent(UserAgent::new(user_agent).expect("a user agent"));
        }
        if let Some(token) = &self.token {
            head = head.secret(Secret::new(token).expect("a token"));
        }
        use_head(if self.closes { head.close() } else { head })
    }

    fn path(&self) -> String {
        let [first, second] = self.names.each_ref().map(|name| encoded(name));
        let in_project = self.names.each_ref().map(|name| encoded(&name.replace('/', "-")));
        match self.kind {
            0 => format!("/v1b3/projects/{first}/WorkerMessages"),
            1 => format!("/v1b3/projects/{first}/locations/{second}/WorkerMessages"),
            2 => format!("/v2alpha1/workers/{first}:checkIn"),
            _ => format!("/v2alpha1/projects/{}/workers/{}:checkIn", in_project[0], in_project[1]),
        }
    }

    fn headers(&self) -> Vec<(&'static str, String)> {
        let host = self
            .host
            .as_deref()
            .unwrap_or(["dataflow.googleapis.com", "genomics.googleapis.com"][usize::from(self.kind / 2)]);
        let mut headers = vec![
            ("Host", host.to_owned()),
            ("Content-Type", "application/json".to_owned()),
            ("Content-Length", self.length.to_string()),
        ];
        headers.extend(self.user_agent.clone().map(|user_agent| ("User-Agent", user_agent)));
        headers.extend(self.token.as_ref().map(|token| ("Authorization", format!("Bearer {token}"))));
        headers.extend(self.closes.then(|| ("Connection", "close".to_owned())));
        headers
    }
}

fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// The head is exactly these lines, whatever the values: httparse finds them all, and nothing else.
#[test]
fn httparse_reads_what_was_meant() {
    property(|u| {
        let request = Request::random(u)?;
        let text = request.with_head(|head| text(&head));
        assert!(text.is_ascii());
        let mut headers = [httparse::EMPTY_HEADER; 8];
        let mut parsed = httparse::Request::new(&mut headers);
        assert_eq!(parsed.parse(text.as_bytes()), Ok(httparse::Status::Complete(text.len())));
        let path = request.path() + "?prettyPrint=false";
        assert_eq!((parsed.method, parsed.path, parsed.version), (Some("POST"), Some(path.as_str()), Some(1)));
        let headers =
            parsed.headers.iter().map(|header| (header.name, String::from_utf8_lossy(header.value).into_owned()));
        assert_eq!(headers.collect::<Vec<_>>(), request.headers());
        Ok(())
    });
}

/// The length is that of what is written, in pieces, in buffers of any size, and in a buffer of just that length.
#[test]
fn the_length_is_exact() {
    property(|u| {
        let request = Request::random(u)?;
        let (size, pieces_first) = (u.int_in_range(1..=200)?, u.int_in_range(0..=9)?);
        request.with_head(|head| {
            let text = text(&head);
            assert_eq!(head.encoded_len(), text.len());
            assert!(head.pieces().all(|piece| !piece.is_empty()));

            // `fill` and the iterator can be mixed.
            let (mut pieces, mut written, mut buffer) = (head.pieces(), Vec::new(), vec![0; size]);
            assert_eq!(pieces.fill(&mut []), b"");
            for piece in pieces.by_ref().take(pieces_first) {
                written.extend_from_slice(piece);
            }
            loop {
                let filled = pieces.fill(&mut buffer);
                written.extend_from_slice(filled);
                if filled.len() < size {
                    break;
                }
                written.extend_from_slice(pieces.next().unwrap_or_default());
            }
            assert_eq!((pieces.next(), pieces.fill(&mut buffer)), (None, &b""[..]));
            assert_eq!(written, text.as_bytes());

            let mut buffer = vec![b'?'; text.len() + 1];
            assert_eq!(head.to_slice(&mut buffer), Ok(text.as_bytes()));
            assert_eq!(buffer.last(), Some(&b'?'));
            let mut buffer = vec![b'?'; text.len() - 1];
            assert_eq!(head.to_slice(&mut buffer), Err(EncodeError::BufferTooSmall { needed: text.len() }));
            assert_eq!(buffer, vec![0; text.len() - 1]);
        });
        Ok(())
    });
}

/// Calls `accepts` with each character up to U+0200, alone, first, last and in the middle.
fn for_each_character(middle: fn(char) -> bool, edge: fn(char) -> bool, accepts: impl Fn(&str) -> bool) {
    for character in '\0'..='\u{200}' {
        assert_eq!(accepts(&format!("a{character}b")), middle(character), "{character:?} in the middle");
        assert_eq!(accepts(&format!("{character}b")), edge(character), "{character:?} first");
        if character != '=' {
            assert_eq!(accepts(&format!("a{character}")), edge(character), "{character:?} last");
        }
        assert_eq!(accepts(&character.to_string()), edge(character), "{character:?} alone");
    }
}

#[test]
fn hosts() {
    let of_name = |character: char| character.is_ascii_alphanumeric() || "-._~".contains(character);
    for_each_character(of_name, of_name, |host| Host::new(host).is_ok());
    for host in [
        "localhost",
        "127.0.0.1",
        "127.0.0.1:1",
        "a.b:65535",
        "[::]",
        "[::1]:80",
        "[1:2:3:4:5:6:7:8]",
        "[::ffff:1.2.3.4]",
    ] {
        assert_eq!(Host::try_from(host).map(Host::as_str), Ok(host));
    }
    for host in [
        "",
        ":80",
        "a:",
        "a:0",
        "a:65536",
        "a:99999",
        "a:080000",
        "a:-1",
        "a:+1",
        "a:1:1",
        "a: 80",
        "[]",
        "[",
        "[:]",
        "[1]",
        "[::",
        "::1",
        "[::1]80",
        "[::1]:",
        "[::1]:x",
        "[::1]]",
        "[::g]",
        "[::1%25eth0]",
        "[a::b\r\n]",
        "x[::1]",
        "a/b",
        "a\r\nX: y",
        "bücher.example",
        "user@host",
        "a%20b",
        "a,b",
    ] {
        let error = BuildError::Malformed("a host such as telemetry.example, 10.0.0.7:8080 or [fd00::7]");
        assert_eq!(Host::new(host), Err(error), "{host:?}");
    }
}

#[test]
fn segments() {
    for character in '\0'..='\u{200}' {
        assert_eq!(Segment::new(&character.to_string()).is_ok(), character != '.', "{character:?}");
    }
    for text in ["", ".", ".."] {
        assert!(Segment::new(text).is_err() && Segment::try_from(text).is_err());
    }
    for text in ["...", "%2e", "a/../b", "\r\n"] {
        assert_eq!(Segment::new(text).map(Segment::as_str), Ok(text));
    }
}

#[test]
fn user_agents() {
    for_each_character(
        |character| character == ' ' || character.is_ascii_graphic(),
        |character| character.is_ascii_graphic(),
        |text| UserAgent::new(text).is_ok(),
    );
    assert!(UserAgent::new("").is_err() && UserAgent::try_from("a\r\nb").is_err());
    assert_eq!(UserAgent::try_from("a b").map(UserAgent::as_str), Ok("a b"));
}

#[test]
fn tokens() {
    let of_token = |character: char| character.is_ascii_alphanumeric() || "-._~+/".contains(character);
    for_each_character(of_token, of_token, |token| Secret::new(token).is_ok());
    for token in ["a=", "a==", "abc/+====="] {
        assert!(Secret::new(token).is_ok() && Secret::new(token.as_bytes()).is_ok());
    }
    for token in ["", "=", "==", "a=b", "a= ", "a=\n", "Bearer a"] {
        assert!(Secret::new(token).is_err(), "{token:?}");
    }
    assert!(Secret::new(&b"a\xFF"[..]).is_err());
}
