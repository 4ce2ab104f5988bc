//! Runs both libraries on the same input or value.

use serde::{Deserialize, Serialize};
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What both libraries return, as `Debug` shows it, or `panics`.
#[must_use]
pub struct Both {
    /// The input or the value.
    of: String,
    theirs: String,
    ours: String,
}

/// Reads with `from_slice`.
pub fn read<'a, T: Deserialize<'a> + Debug>(input: &'a (impl AsRef<[u8]> + ?Sized)) -> Both {
    let input = input.as_ref();
    Both {
        of: input.escape_ascii().to_string(),
        theirs: shown(|| serde_json_core::from_slice::<T>(input)),
        ours: shown(|| vitalwire::serde_json_core::from_slice::<T>(input)),
    }
}

/// Reads with `from_slice_escaped` and a buffer of `N` bytes.
pub fn read_escaped<'a, T: Deserialize<'a> + Debug, const N: usize>(input: &'a (impl AsRef<[u8]> + ?Sized)) -> Both {
    let input = input.as_ref();
    Both {
        of: input.escape_ascii().to_string(),
        theirs: shown(|| serde_json_core::from_slice_escaped::<T>(input, &mut [0; N])),
        ours: shown(|| vitalwire::serde_json_core::from_slice_escaped::<T>(input, &mut [0; N])),
    }
}

/// Writes with `to_string`. What is written is shown without the quotes and escapes of `Debug`.
pub fn write<T: Serialize + Debug + ?Sized>(value: &T) -> Both {
    let theirs = || match serde_json_core::to_string::<_, 256>(value) {
        Ok(json) => json.as_str().to_owned(),
        Err(error) => format!("Err({error:?})"),
    };
    let ours = || match vitalwire::serde_json_core::to_string::<_, 256>(value) {
        Ok(json) => json.as_str().to_owned(),
        Err(error) => format!("Err({error:?})"),
    };
    Both { of: format!("{value:?}"), theirs: or_panics(theirs), ours: or_panics(ours) }
}

/// Writes with `to_slice` into `N` bytes. They are shown before what it returns.
pub fn fill<T: Serialize + Debug + ?Sized, const N: usize>(value: &T) -> Both {
    let (mut theirs, mut ours) = ([b' '; N], [b' '; N]);
    let by_theirs = serde_json_core::to_slice(value, &mut theirs);
    let by_ours = vitalwire::serde_json_core::to_slice(value, &mut ours);
    Both {
        of: format!("{value:?}"),
        theirs: format!("{}: {by_theirs:?}", theirs.escape_ascii()),
        ours: format!("{}: {by_ours:?}", ours.escape_ascii()),
    }
}

/// What two other calls return.
pub fn call<T: Debug, U: Debug>(of: &str, theirs: impl FnOnce() -> T, ours: impl FnOnce() -> U) -> Both {
    Both { of: of.to_owned(), theirs: shown(theirs), ours: shown(ours) }
}

fn shown<T: Debug>(call: impl FnOnce() -> T) -> String {
    or_panics(|| format!("{:?}", call()))
}

fn or_panics(call: impl FnOnce() -> String) -> String {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| "panics".to_owned())
}

impl Both {
    /// Checks that both return this.
    #[track_caller]
    pub fn are(self, expected: &str) {
        assert_eq!([self.theirs.as_str(), &self.ours], [expected; 2], "{}", self.of);
    }

    /// Checks what they return, which isn't the same. The docs must have a `row` about it.
    #[track_caller]
    pub fn differ(self, row: &str, theirs: &str, ours: &str) {
        assert!(rows().any(|documented| documented == row), "no row: {row}");
        assert_eq!([self.theirs.as_str(), &self.ours], [theirs, ours], "{}", self.of);
        assert_ne!(theirs, ours, "{}", self.of);
    }
}

/// The names of the rows in the tables of the module's docs.
pub fn rows() -> impl Iterator<Item = &'static str> {
    const DOCS: &str = include_str!("../../src/serde_json_core/mod.rs");
    let names = DOCS.lines().filter_map(|line| line.strip_prefix("//! | ")?.split(" | ").next());
    names.filter(|name| !name.starts_with("---") && *name != "about")
}
