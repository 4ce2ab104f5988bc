//! The longest value of every message, which is as long as its `MAX_JSON_LEN` says, and can be read again.

use vitalwire_testing::Profile;
use vitalwire_testing::sample::Longest;

#[test]
fn the_longest_encoding_is_as_long_as_promised() {
    super::with_large_stack(|| {
        for profile in [Profile::Microcontroller, Profile::Sidecar, Profile::Odd, Profile::Bare] {
            // Its keys that are integers are all the same.
            for kind in profile.kinds().iter().filter(|kind| kind.name != "Zoo") {
                let longest = kind.sample(&mut Longest::default());
                assert_eq!(Some(longest.len()), kind.max_len, "{} of {profile:?}", kind.name);
            }
        }
    });
}
