//! The longest value of every message is `MAX_JSON_LEN` bytes long, and can be read.

use vitalwire_testing::Profile;
use vitalwire_testing::sample::Longest;

#[test]
fn the_longest_encoding_is_as_long_as_promised() {
    super::with_large_stack(|| {
        for profile in [Profile::Microcontroller, Profile::Sidecar, Profile::Odd, Profile::Bare] {
            // The longest Zoo would have duplicate integer keys.
            for kind in profile.kinds().iter().filter(|kind| kind.name != "Zoo") {
                let longest = kind.sample(&mut Longest::default());
                assert_eq!(Some(longest.len()), kind.max_len, "{} of {profile:?}", kind.name);
            }
        }
    });
}
