//! What responses mean: the table in the docs.

use vitalwire::rpc::Outcome;

const TABLE: &str = include_str!("../../src/rpc/outcome.md");

#[test]
fn the_table_in_the_docs() {
    let mut rows = 0;
    for row in TABLE.lines().skip(2) {
        let [status, body, outcome] = cells(row);
        let status = status.parse().expect("a status");
        let found = format!("{:?}", Outcome::of_response(status, body.as_bytes()));
        assert_eq!(found, outcome, "{row}");
        rows += 1;
    }
    assert!(rows > 30);
}

fn cells(row: &str) -> [&str; 3] {
    let mut cells = row.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`'));
    [cells.next(), cells.next(), cells.next()].map(|cell| cell.expect("a cell"))
}

#[test]
fn reasons_for_a_403_that_may_pass_are_those_in_the_docs() {
    let source = include_str!("../../src/rpc/outcome.rs");
    let (docs, _) = source.split_once("pub fn of_response").expect("the function");
    let (_, docs) = docs.split_once("A 403 may pass").expect("a sentence about them");
    let reasons: Vec<&str> = docs.split('`').skip(1).step_by(2).filter(|word| word.ends_with(['d', 'D'])).collect();
    assert_eq!(reasons.len(), 5);
    for reason in reasons {
        for list in ["errors", "details"] {
            let body =
                format!(r#"{{"error": {{"status": "PERMISSION_DENIED", "{list}": [{{"reason": "{reason}"}}]}}}}"#);
            assert_eq!(Outcome::of_response(403, body.as_bytes()), Outcome::Retry { after: None }, "{reason}");
        }
    }
}

#[test]
fn any_status_and_body_has_an_outcome() {
    for status in 0..=u16::MAX {
        let outcome = Outcome::of_response(status, b"<html>");
        assert_eq!(outcome.is_accepted(), matches!(status, 204 | 205), "{status}");
        let outcome = Outcome::of_response(status, b" \r\n{}");
        assert_eq!(outcome.is_accepted(), matches!(status, 200..=299), "{status}");
    }
}

#[test]
fn a_body_that_breaks_off_never_counts_as_accepted() {
    let body = br#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "300s"}}]}"#;
    for len in 1..body.len() {
        assert_eq!(Outcome::of_response(200, &body[..len]), Outcome::Retry { after: None }, "{len}");
    }
    assert_eq!(Outcome::of_response(200, body), Outcome::Accepted);
}
