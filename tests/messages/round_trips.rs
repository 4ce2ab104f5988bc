//! Random messages of every type, in all kinds of profiles, are read as they were written.

use arbitrary::Unstructured;
use std::collections::BTreeSet;
use vitalwire_testing::sample::{Bytes, noise};
use vitalwire_testing::{Kind, Profile, property};

/// The minimum number of messages tried of each type.
const CASES: u64 = 16;

fn stay_the_same(profile: Profile) {
    super::with_large_stack(move || {
        for kind in profile.kinds() {
            let input = |seed| noise(seed, 16 << (seed % 8));
            let seen: BTreeSet<_> =
                (0..CASES).map(|seed| stays_the_same(kind, &mut Unstructured::new(&input(seed)))).collect();
            let can_differ =
                kind.max_len != Some("{}".len()) && kind.fields().chain(kind.oneofs().flatten()).next().is_some();
            assert!(!can_differ || seen.len() > 1, "all the same: {} of {profile:?}", kind.name);
        }
        property(|u| {
            stays_the_same(u.choose(profile.kinds())?, u);
            Ok(())
        });
    });
}

fn stays_the_same(kind: &Kind, u: &mut Unstructured<'_>) -> Vec<u8> {
    let written = kind.sample(&mut Bytes::new(u));
    assert!(kind.max_len.is_none_or(|max_len| written.len() <= max_len), "{}", kind.name);
    written
}

#[test]
fn of_a_microcontroller() {
    stay_the_same(Profile::Microcontroller);
}

#[test]
fn of_a_sidecar() {
    stay_the_same(Profile::Sidecar);
}

#[test]
fn of_a_growable_profile() {
    stay_the_same(Profile::Growable);
}

#[test]
fn of_an_odd_profile() {
    stay_the_same(Profile::Odd);
}

#[test]
fn of_a_bare_profile() {
    stay_the_same(Profile::Bare);
}

/// Checks typed fields, which no other message of the library has.
#[test]
fn what_is_typed_is_not_always_empty() {
    for message in ["LeafCode", "LeafHealthMessage", "LeafCheckInRequest", "LeafCheckInResponse", "Zoo"] {
        let kind = Profile::Microcontroller.kind(message);
        let has_litres = |seed| {
            let written = kind.sample(&mut Bytes::new(&mut Unstructured::new(&noise(seed, 1000))));
            String::from_utf8(written).expect("JSON").contains("\"litres\":")
        };
        assert!((0..100).any(has_litres), "{message}");
    }
}
