//! The longest value of every message, which is as long as its `MAX_JSON_LEN` says, and can be read again.

use vitalwire_testing::Profile;
use vitalwire_testing::sample::Longest;

#[test]
fn the_longest_encoding_is_as_long_as_promised() {
    super::with_large_stack(|| {
        for profile in [Profile::Microcontroller, Profile::Sidecar, Profile::Odd, Profile::Bare] {
            // What is in a StructOf or an AnyOf isn't sampled, and neither are different integers as keys.
            let is_sampled = |name: &str| !name.starts_with("Leaf") && name != "Zoo";
            for kind in profile.kinds().iter().filter(|kind| is_sampled(kind.name)) {
                let longest = kind.sample(&mut Longest::default());
                assert_eq!(Some(longest.len()), kind.max_len, "{} of {profile:?}", kind.name);
            }
        }
    });
}
