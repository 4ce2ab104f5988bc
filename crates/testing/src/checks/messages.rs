//! Messages from any JSON.

use super::{kind, means_the_same_to_serde_json};
use crate::message::Kind;
use crate::reference::{Verdict, check_error, judge_ignored};
use vitalwire::DecodeErrorKind;

/// The first byte selects a message and a profile, the rest is JSON.
pub fn messages(input: &[u8]) {
    let Some((&choice, json)) = input.split_first() else { return };
    read(kind(choice), json);
}

/// Checks that strict decoding differs only as it should, and that errors are right.
pub(crate) fn read(kind: &Kind, json: &[u8]) {
    let (lax, strict) = (kind.transcode(json), kind.transcode_strictly(json));
    if let Err(error) = &lax {
        check_error(error, json);
    }
    match (&lax, strict) {
        (Err(_), Err(_)) => {}
        (Err(_), Ok(strict)) => panic!("rejected, but not when strict: {}", strict.escape_ascii()),
        (Ok(lax), Ok(strict)) => assert_eq!(strict.escape_ascii().to_string(), lax.escape_ascii().to_string()),
        (Ok(_), Err(error)) => {
            check_error(&error, json);
            let is_unknown = matches!(error.kind, DecodeErrorKind::UnknownField | DecodeErrorKind::UnknownValue);
            assert!(is_unknown, "{error}: {}", json.escape_ascii());
        }
    }
    if let Ok(written) = lax {
        assert!(matches!(judge_ignored(json), Verdict::Json(_)), "{} is read", json.escape_ascii());
        assert!(kind.max_len.is_none_or(|max_len| written.len() <= max_len), "{} bytes", written.len());
        means_the_same_to_serde_json(kind, &written);
    }
}
