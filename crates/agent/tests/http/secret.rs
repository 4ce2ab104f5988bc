//! Where secrets are shown, which is only in a request, and how long they may be.

use vitalwire::genomics::CheckInId;
use vitalwire_agent::http::{Head, Method, Secret, Segment};

const TOKEN: &str = "ya29.TopSecret";

/// Neither a token nor a machine's identity is in what `Debug` shows.
#[test]
fn nothing_shows_a_secret() {
    let secret = Secret::new(TOKEN).expect("a token");
    let method = Method::CheckIn(CheckInId::new("TopSecretIdentity").expect("an id"));
    let head = Head::new(method, 12).secret(secret);
    let mut pieces = head.pieces();
    pieces.fill(&mut [0; 40]);
    for shown in [
        format!("{secret:?} {secret:#?} {:?}", Some(secret)),
        format!("{method:?} {method:#?}"),
        format!("{head:?} {head:#?}"),
        format!("{pieces:?} {pieces:#?}"),
        format!("{:?}", Secret::new("Top\nSecret").map_err(|error| error.to_string())),
    ] {
        assert!(!shown.contains("Secret") || shown.replace("Secret(_)", "").find("Secret").is_none(), "{shown}");
        assert!(!shown.contains("Top"), "{shown}");
    }
    let expected = "Head { method: CheckIn(CheckInId(_)), content_length: 12, host: Host(\"genomics.googleapis.com\"), \
                    secret: Some(Secret(_)), user_agent: None, closes: false }";
    assert_eq!(format!("{head:?}"), expected);
}

/// Google's longest tokens pass through a buffer of any size.
#[test]
fn a_token_of_12288_bytes() {
    let token = "x".repeat(12_288);
    let project = Segment::new("cellar").expect("a segment");
    let head = Head::new(Method::WorkerMessages { project }, 12).secret(Secret::new(&token).expect("a token"));
    let (mut pieces, mut buffer, mut sent) = (head.pieces(), [0; 64], Vec::new());
    loop {
        match pieces.fill(&mut buffer) {
            [] => break,
            filled => sent.extend_from_slice(filled),
        }
    }
    assert_eq!(sent.len(), head.encoded_len());
    assert!(sent.ends_with(format!("\r\nAuthorization: Bearer {token}\r\n\r\n").as_bytes()));
    assert!(head.pieces().any(|piece| piece == token.as_bytes()));
}

#[cfg(feature = "zeroize")]
#[test]
fn owned_tokens() {
    use vitalwire_agent::http::SecretBuffer;

    let mut buffer = SecretBuffer::<12_288>::default();
    assert!(buffer.secret().is_none());
    buffer.set(&"x".repeat(12_288)).expect("a token");
    buffer.set(TOKEN).expect("a token");
    assert_eq!(format!("{buffer:?} {buffer:#?}"), "SecretBuffer(_) SecretBuffer(_)");
    let project = Segment::new("cellar").expect("a segment");
    let head = Head::new(Method::WorkerMessages { project }, 12).secret(buffer.secret().expect("a token"));
    assert!(head.pieces().any(|piece| piece == TOKEN.as_bytes()));
    assert_eq!(
        buffer.set(&"x".repeat(12_289)).expect_err("too long").to_string(),
        "capacity `secret` exceeded: need 12289, have 12288"
    );
}
