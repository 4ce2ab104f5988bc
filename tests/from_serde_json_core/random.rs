//! Random values and damaged JSON: where both libraries accept something, they agree.

use arbitrary::Unstructured;
use arbtest::arbtest;
use heapless::{String, Vec};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct All {
    flag: bool,
    small: i8,
    large: u64,
    signed: i64,
    text: String<16>,
    list: Vec<Option<u16>, 3>,
    pair: (i32, u8),
    variant: Variant,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Variant {
    Unit,
    New(u32),
    Struct { by: i16 },
}

fn all(u: &mut Unstructured<'_>) -> arbitrary::Result<All> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=4)? {
        // Characters that theirs writes in the same way.
        let _ = text.push(*u.choose(&['a', '"', '\\', '/', '\n', '\u{0}', '°', '🔥', ':', ','])?);
    }
    Ok(All {
        flag: u.arbitrary()?,
        small: u.arbitrary()?,
        large: u.arbitrary()?,
        signed: u.arbitrary()?,
        text,
        list: (0..u.int_in_range(0..=3)?).map(|_| u.arbitrary()).collect::<arbitrary::Result<_>>()?,
        pair: u.arbitrary()?,
        variant: match u.int_in_range(0..=2)? {
            0 => Variant::Unit,
            1 => Variant::New(u.arbitrary()?),
            _ => Variant::Struct { by: u.arbitrary()? },
        },
    })
}

#[test]
fn both_write_the_same_and_read_it_back() {
    arbtest(|u| {
        let value = all(u)?;
        let json = vitalwire::serde_json_core::to_vec::<_, 512>(&value).expect("JSON");
        assert_eq!(Ok(&json), serde_json_core::to_vec::<_, 512>(&value).as_ref());
        let expected = (value, json.len());
        assert_eq!(vitalwire::serde_json_core::from_slice_escaped(&json, &mut [0; 64]).as_ref(), Ok(&expected));
        assert_eq!(serde_json_core::from_slice_escaped(&json, &mut [0; 64]).as_ref(), Ok(&expected));
        Ok(())
    });
}

#[test]
fn on_damaged_json_both_agree_or_one_rejects_it() {
    arbtest(|u| {
        let mut json = serde_json::to_vec(&all(u)?).expect("JSON");
        for _ in 0..u.int_in_range(1..=3)? {
            let at = u.choose_index(json.len())?;
            let byte = *u.choose(b"{}[],:\"\\ \n0159-+.eEtrufalsn\x80\xC3\x01")?;
            match u.int_in_range(0..=2)? {
                0 => json[at] = byte,
                1 => json.insert(at, byte),
                _ => drop(json.remove(at)),
            }
        }
        let theirs = serde_json_core::from_slice_escaped::<All>(&json, &mut [0; 64]);
        let ours = vitalwire::serde_json_core::from_slice_escaped::<All>(&json, &mut [0; 64]);
        let by_serde_json = serde_json::from_slice::<All>(&json);
        let shown = json.escape_ascii();
        match (theirs, ours) {
            (Ok(theirs), Ok(ours)) => assert_eq!(theirs, ours, "{shown}"),
            // What only theirs accepts isn't JSON, and what only ours accepts is.
            (Ok(_), Err(error)) => assert!(by_serde_json.is_err(), "{shown}: {error}"),
            (Err(_), Ok((ours, _))) => {
                assert!(serde_json::from_slice::<serde_json::Value>(&json).is_ok(), "{shown}: {ours:?}");
            }
            (Err(_), Err(_)) => {}
        }
        Ok(())
    });
}
