//! The labels of a message.

use crate::error::BuildError;
use crate::profile::{Name, Profile, name};
use crate::proto::{Map, Text};

/// The labels of a message, which say what it refers to. Keys are usually upper case: `JOB_ID`, `WORKER_ID`,
/// `CONTAINER_TYPE`, `CONTAINER_ID`.
pub type Labels<C> = Map<<C as Profile>::Labels<LabelKey<C>, LabelValue<C>>, name::Labels>;

/// The key of a label. `LABEL_UNSPECIFIED` is rejected.
pub type LabelKey<C> = Text<<C as Profile>::LabelKey, Specified>;

/// The value of a label.
pub type LabelValue<C> = Text<<C as Profile>::LabelValue, name::LabelValue>;

/// The name of the capacity of label keys, and the check for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Specified;

impl Name for Specified {
    const NAME: &'static str = name::LabelKey::NAME;

    fn check(key: &str, more: &str) -> Result<(), BuildError> {
        const UNSPECIFIED: &str = "LABEL_UNSPECIFIED";
        if UNSPECIFIED.strip_prefix(key) == Some(more) { Err(BuildError::Reserved(UNSPECIFIED)) } else { Ok(()) }
    }
}
