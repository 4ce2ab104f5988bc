//! The id in a check-in's path: how it's encoded, and where it isn't shown.

use vitalwire::BuildError;
use vitalwire::genomics::{CheckInId, CheckInPath};
use vitalwire_testing::property;
use vitalwire_testing::sample;

#[track_caller]
fn path(id: Result<CheckInId<'_>, BuildError>) -> String {
    id.expect("an id").path().to_string()
}

#[test]
fn unreserved_characters_stay() {
    let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    assert_eq!(path(CheckInId::new(unreserved)), format!("/v2alpha1/workers/{unreserved}:checkIn"));
}

#[test]
fn all_others_are_encoded() {
    let id = "\0 !\"#$%&'()*+,/:;<=>?@[\\]^`{|}\u{7f}é€😀";
    let encoded = concat!(
        "%00%20%21%22%23%24%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D%7F",
        "%C3%A9%E2%82%AC%F0%9F%98%80"
    );
    assert_eq!(path(CheckInId::new(id)), format!("/v2alpha1/workers/{encoded}:checkIn"));
    // What is already encoded is encoded again.
    assert_eq!(path(CheckInId::new("%2F")), "/v2alpha1/workers/%252F:checkIn");
    assert_eq!(path(CheckInId::new("..")), "/v2alpha1/workers/..:checkIn");
}

#[test]
fn slashes_stay_in_a_project() {
    assert_eq!(path(CheckInId::in_project("projects/p/workers/w")), "/v2alpha1/projects/p/workers/w:checkIn");
    assert_eq!(
        path(CheckInId::in_project("projects/a:b/workers/w?x#%")),
        "/v2alpha1/projects/a%3Ab/workers/w%3Fx%23%25:checkIn"
    );
    let encoded = "/v2alpha1/workers/projects%2Fp%2Fworkers%2Fw:checkIn";
    assert_eq!(path(CheckInId::new("projects/p/workers/w")), encoded);
}

#[test]
fn what_is_no_id_is_rejected() {
    let error = CheckInId::new("").expect_err("empty");
    assert_eq!(error.to_string(), "expected a worker's id");
    for id in [
        "",
        "w",
        "projects/p",
        "projects/p/workers",
        "projects/p/workers/",
        "projects//workers/w",
        "projects/./workers/w",
        "projects/../workers/w",
        "projects/p/workers/..",
        "projects/p/workers/w/",
        "projects/p/workers/w/x",
        "/projects/p/workers/w",
        "Projects/p/workers/w",
        "projects/p/worker/w",
    ] {
        assert!(matches!(CheckInId::in_project(id), Err(BuildError::Malformed(_))), "{id}");
    }
}

#[test]
fn a_path_is_the_whole_id() {
    property(|u| {
        let id = sample::text(u, 1300)?;
        let Ok(id) = CheckInId::new(&id).map(|_| id.as_str()) else { return Ok(()) };
        let path = path(CheckInId::new(id));
        let encoded = path.strip_prefix("/v2alpha1/workers/").and_then(|rest| rest.strip_suffix(":checkIn"));
        let encoded = encoded.expect("a path");
        assert!(encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)));
        assert_eq!(decode(encoded), id.as_bytes());
        Ok(())
    });
}

fn decode(encoded: &str) -> Vec<u8> {
    let mut parts = encoded.split('%');
    let plain = parts.next().expect("a first part").bytes().collect::<Vec<_>>();
    parts.fold(plain, |mut decoded, part| {
        decoded.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
        decoded.extend_from_slice(&part.as_bytes()[2..]);
        decoded
    })
}

#[test]
fn debug_does_not_show_it() {
    const SECRET: &str = "projects/secret/workers/secret";
    for id in [CheckInId::new(SECRET), CheckInId::in_project(SECRET)] {
        let id = id.expect("an id");
        assert_eq!(format!("{id:?} {id:#?}"), "CheckInId(_) CheckInId(_)");
        let path: CheckInPath<'_> = id.path();
        assert_eq!(format!("{path:?} {path:#?}"), "CheckInPath(_) CheckInPath(_)");
    }
    // Nor do the errors of rejected ids.
    let error = CheckInId::in_project("projects/secret").expect_err("no such form");
    assert!(!format!("{error:?} {error}").contains("secret"));
}
