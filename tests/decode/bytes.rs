//! Bytes in base64.

use super::pairs::pair;
use heapless::Vec;
use vitalwire::DecodeErrorKind::{self, Malformed, UnexpectedType};
use vitalwire::proto::Bytes;
use vitalwire::{CapacityError, JsonType, message};

message! {
    struct Report {
        log: Bytes<Vec<u8, 4>> as "log",
        long: Bytes<Vec<u8, 100>> as "long",
    }
}

const NO_BYTES: DecodeErrorKind = Malformed("base64");

#[test]
fn both_alphabets() {
    pairs! { pair::<Report>;
        r#"{"log":"+/8="}"# is r#"{"log":"+/8="}"#, and r#"{"log":"+*8="}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"-_8="}"# is r#"{"log":"+/8="}"#, and r#"{"log":"-.8="}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"-/8"}"# is r#"{"log":"+/8="}"#, and r#"{"log":"-,8"}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"AQID"}"# is r#"{"log":"AQID"}"#, and r#"{"log":"AQ\nID"}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"AQID"}"# is r#"{"log":"AQID"}"#, and r#"{"log":"AQ ID"}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"\u0041QID"}"# is r#"{"log":"AQID"}"#, and r#"{"log":"\u0001QID"}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"\/w=="}"# is r#"{"log":"/w=="}"#, and r#"{"log":"\\w=="}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"AQID"}"# is r#"{"log":"AQID"}"#, and r#"{"log":"ÀQID"}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":""}"# is "{}", and r#"{"log":" "}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":null}"# is "{}", and r#"{"log":[1,2]}"# fails at 7 in "log": UnexpectedType(JsonType::Array);
        r#"{"log":"MTI="}"# is r#"{"log":"MTI="}"#, and r#"{"log":12}"# fails at 7 in "log": UnexpectedType(JsonType::Number);
    }
}

#[test]
fn padding_and_the_last_bits() {
    pairs! { pair::<Report>;
        r#"{"log":"AQ=="}"# is r#"{"log":"AQ=="}"#, and r#"{"log":"A==="}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"AQ"}"# is r#"{"log":"AQ=="}"#, and r#"{"log":"A"}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"AQI="}"# is r#"{"log":"AQI="}"#, and r#"{"log":"AQI=="}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"AQI"}"# is r#"{"log":"AQI="}"#, and r#"{"log":"AQI=A"}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"AQID"}"# is r#"{"log":"AQID"}"#, and r#"{"log":"AQID="}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"AQID"}"# is r#"{"log":"AQID"}"#, and r#"{"log":"AQID===="}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"AQIDBA=="}"# is r#"{"log":"AQIDBA=="}"#, and r#"{"log":"AQ==AQ=="}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"AQIDBA"}"# is r#"{"log":"AQIDBA=="}"#, and r#"{"log":"AQIDB"}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":""}"# is "{}", and r#"{"log":"="}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":""}"# is "{}", and r#"{"log":"===="}"# fails at 7 in "log": NO_BYTES;
        // Bits after the last byte are ignored.
        r#"{"log":"-_"}"# is r#"{"log":"+w=="}"#, and r#"{"log":"=-_"}"# fails at 7 in "log": NO_BYTES;
        r#"{"log":"AQP="}"# is r#"{"log":"AQM="}"#, and r#"{"log":"AQ=P"}"# fails at 7 in "log": NO_BYTES;
    }
}

#[test]
fn up_to_the_capacity() {
    let too_many = |needed| DecodeErrorKind::Capacity(CapacityError { capacity: "bytes", limit: 4, needed });
    pairs! { pair::<Report>;
        r#"{"log":"AQIDBA=="}"# is r#"{"log":"AQIDBA=="}"#,
            and r#"{"log":"AQIDBAU="}"# fails at 7 in "log": too_many(5);
        r#"{"log":"AQIDBA"}"# is r#"{"log":"AQIDBA=="}"#, and r#"{"log":"AQIDBAUG"}"# fails at 7 in "log": too_many(6);
        r#"{"log":"AQIDBA"}"# is r#"{"log":"AQIDBA=="}"#,
            and r#"{"log":"AQIDBAUGBwgJCg"}"# fails at 7 in "log": too_many(10);
    }
    let text = |len| format!(r#"{{"long":"{}"}}"#, "A".repeat(len));
    for (len, needed) in [(136, 102), (138, 103), (139, 104), (267, 200)] {
        let error = vitalwire::decode::<Report>(text(len).as_bytes()).expect_err("too long");
        assert!(matches!(error.kind, DecodeErrorKind::Capacity(error) if error.needed == needed), "{error}");
    }
}

/// Bytes are decoded in groups of 64 digits.
#[test]
fn of_any_length() {
    for len in 0..=100 {
        let bytes: std::vec::Vec<u8> = (0..len).collect();
        let report = Report { long: Bytes::new(&bytes).expect("enough capacity"), ..Report::default() };
        let padded = super::pairs::encode(&report);
        let bare = padded.replace('=', "");
        for input in [&padded, &bare] {
            assert_eq!(vitalwire::decode::<Report>(input.as_bytes()).as_ref(), Ok(&report), "{input}");
        }
        let damaged = padded.replacen("\"}", "=====\"}", 1);
        assert!(len == 0 || vitalwire::decode::<Report>(damaged.as_bytes()).is_err(), "{damaged}");
    }
}
