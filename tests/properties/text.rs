//! Text and its length as JSON.

use super::one_in;
use super::values::string;
use heapless::String as Fixed;
use proptest::prelude::*;
use proptest::sample::Index;
use std::fmt::Write;
use vitalwire::capacity::Buffer;
use vitalwire::json::escaped_len;
use vitalwire::proto::Text;
use vitalwire::{BuildError, json};

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn the_escaped_length_is_that_on_the_wire(text in string(60)) {
        let json = serde_json::to_string(&text).expect("JSON");
        prop_assert_eq!(escaped_len(&text), json.len() - 2);
        let mut room = vec![0; json.len()];
        prop_assert_eq!(json::to_str(&text, &mut room), Ok(json.as_str()));
    }

    #[test]
    fn text_fits_by_its_escaped_length(text in string(34), cut: Index) {
        fits::<Fixed<0>>(&text, cut);
        fits::<Fixed<1>>(&text, cut);
        fits::<Fixed<7>>(&text, cut);
        fits::<Fixed<32>>(&text, cut);
        #[cfg(feature = "alloc")]
        fits::<String>(&text, cut);
    }

    #[test]
    fn a_display_is_written_like_its_text(pieces in proptest::collection::vec(string(9), 0..5)) {
        let json = serde_json::to_string(&pieces.concat()).expect("JSON");
        let mut room = vec![0; json.len()];
        prop_assert_eq!(json::to_str(&Pieces(pieces), &mut room), Ok(json.as_str()));
    }
}

fn fits<B: Buffer>(text: &str, cut: Index) {
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

    let boundaries: Vec<usize> = boundaries(text).collect();
    let (front, back) = text.split_at(boundaries[cut.index(boundaries.len())]);
    let mut grown = Text::<B>::truncated(front);
    let before = grown.clone();
    match grown.write_str(back) {
        Ok(()) => assert_eq!(grown.as_str(), before.to_string() + back),
        Err(_) => assert!(grown == before && escaped_len(&before) + escaped_len(back) > B::LIMIT),
    }
}

fn boundaries(text: &str) -> impl Iterator<Item = usize> {
    (0..=text.len()).filter(|&at| text.is_char_boundary(at))
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
