//! Strings and their length as JSON.

use heapless::String as FixedCapacity;
use std::fmt::Write;
use vitalwire::json::escaped_len;
use vitalwire::profile::StringStorage;
use vitalwire::proto::Text;
use vitalwire::{BuildError, json};
use vitalwire_testing::property;
use vitalwire_testing::sample;

#[test]
fn the_escaped_length_is_that_on_the_wire() {
    property(|u| {
        let text = sample::text(u, 60)?;
        let json = serde_json::to_string(&text).expect("JSON");
        assert_eq!(escaped_len(&text), json.len() - 2);
        assert_eq!(json::to_str(&text, &mut vec![0; json.len()]), Ok(json.as_str()));
        Ok(())
    });
}

#[test]
fn text_fits_by_its_escaped_length() {
    property(|u| {
        let text = sample::text(u, 34)?;
        let boundaries: Vec<usize> = boundaries(&text).collect();
        let cut = *u.choose(&boundaries)?;
        fits::<FixedCapacity<0>>(&text, cut);
        fits::<FixedCapacity<1>>(&text, cut);
        fits::<FixedCapacity<7>>(&text, cut);
        fits::<FixedCapacity<32>>(&text, cut);
        fits::<String>(&text, cut);
        Ok(())
    });
}

fn fits<B: StringStorage>(text: &str, cut: usize) {
    let needed = escaped_len(text);
    match Text::<B>::new(text) {
        Ok(kept) => assert!(needed <= B::LIMIT && kept == *text),
        Err(BuildError::Capacity(error)) => {
            assert!(needed > B::LIMIT);
            assert_eq!((error.limit, error.needed), (B::LIMIT, needed));
        }
        Err(other) => panic!("{other}"),
    }

    let longest = boundaries(text).map(|end| &text[..end]).take_while(|text| escaped_len(text) <= B::LIMIT).last();
    assert_eq!(Some(Text::<B>::truncated(text).as_str()), longest);

    let (prefix, rest) = text.split_at(cut);
    let mut grown = Text::<B>::truncated(prefix);
    let before = grown.clone();
    match grown.write_str(rest) {
        Ok(()) => assert_eq!(grown.as_str(), before.to_string() + rest),
        Err(_) => assert!(grown == before && escaped_len(&before) + escaped_len(rest) > B::LIMIT),
    }
}

fn boundaries(text: &str) -> impl Iterator<Item = usize> {
    (0..=text.len()).filter(|&at| text.is_char_boundary(at))
}

#[test]
fn a_display_is_written_like_its_text() {
    property(|u| {
        let pieces = (0..u.int_in_range(0..=4)?).map(|_| sample::text(u, 9)).collect::<Result<Vec<_>, _>>()?;
        let json = serde_json::to_string(&pieces.concat()).expect("JSON");
        assert_eq!(json::to_str(&Pieces(pieces), &mut vec![0; json.len()]), Ok(json.as_str()));
        Ok(())
    });
}

/// Displays itself in pieces.
struct Pieces(Vec<String>);

impl std::fmt::Display for Pieces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|piece| f.write_str(piece))
    }
}

impl serde::Serialize for Pieces {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
