//! The labels of a message.

use crate::capacity::{Capacity, Name, name};
use crate::error::BuildError;
use crate::proto::{Map, Text};

/// Who and what a message is about. Keys are usually upper case: `JOB_ID`, `WORKER_ID`,
/// `CONTAINER_TYPE`, `CONTAINER_ID`; `LABEL_UNSPECIFIED` is refused.
pub type Labels<C> = Map<
    <C as Capacity>::Labels<
        Text<<C as Capacity>::LabelKey, LabelKey>,
        Text<<C as Capacity>::LabelValue, name::LabelValue>,
    >,
    name::Labels,
>;

/// The key of a label, which mustn't be `LABEL_UNSPECIFIED`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct LabelKey;

impl Name for LabelKey {
    const NAME: &'static str = name::LabelKey::NAME;

    fn check(key: &str) -> Result<(), BuildError> {
        match key {
            "LABEL_UNSPECIFIED" => Err(BuildError::Reserved("LABEL_UNSPECIFIED")),
            _ => Ok(()),
        }
    }
}
