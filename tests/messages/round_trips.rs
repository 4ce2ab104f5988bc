//! Random messages of every type, in profiles of all kinds: what is written is read as it was.

use arbtest::arbtest;
use vitalwire_testing::Profile;
use vitalwire_testing::sample::Bytes;

fn stay_the_same(profile: Profile) {
    super::with_large_stack(move || {
        arbtest(|u| {
            let kind = u.choose(profile.kinds())?;
            let written = kind.sample(&mut Bytes::new(u));
            assert!(kind.max_len.is_none_or(|max_len| written.len() <= max_len), "{}", kind.name);
            Ok(())
        });
    });
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
