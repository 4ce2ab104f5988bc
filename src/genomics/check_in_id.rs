//! The id in a check-in's path.

use crate::error::BuildError;
use crate::percent_encoded::PercentEncoded;
use core::fmt::{self, Write as _};

/// The worker's id: the `id` in the path of `workers.checkIn`.
///
/// It may be a signed identity token of the machine, of 0.7 to 1.2 KB. Anyone who has the token can act as the
/// machine, so neither `Debug` nor defmt shows it; only the [`path`](Self::path) of a request contains it.
///
/// ```
/// use vitalwire::genomics::CheckInId;
///
/// let id = CheckInId::new("boiler 7/é")?;
/// assert_eq!(id.path().to_string(), "/v2alpha1/workers/boiler%207%2F%C3%A9:checkIn");
/// assert_eq!(format!("{id:?}"), "CheckInId(_)");
///
/// let id = CheckInId::in_project("projects/cellar/workers/boiler 7")?;
/// assert_eq!(id.path().to_string(), "/v2alpha1/projects/cellar/workers/boiler%207:checkIn");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy)]
pub struct CheckInId<'a> {
    /// Not empty.
    id: &'a str,
    /// Whether the id has the form `projects/*/workers/*`.
    is_in_project: bool,
}

impl<'a> CheckInId<'a> {
    /// Creates the id for `workers.checkIn`, in any form. Its slashes are encoded in the path.
    ///
    /// # Errors
    /// [`BuildError::Malformed`] if `id` is empty.
    pub fn new(id: &'a str) -> Result<Self, BuildError> {
        if id.is_empty() {
            return Err(BuildError::Malformed("a worker's id"));
        }
        Ok(Self { id, is_in_project: false })
    }

    /// Creates the id for `projects.workers.checkIn`, in the form `projects/{project}/workers/{worker}`. Its slashes
    /// are kept in the path.
    ///
    /// # Errors
    /// [`BuildError::Malformed`] for any other form, and if `{project}` or `{worker}` is empty, `.` or `..`: paths
    /// with such segments may be rewritten in transit.
    pub fn in_project(id: &'a str) -> Result<Self, BuildError> {
        let mut parts = id.split('/');
        let form = [(); 5].map(|()| parts.next());
        match form {
            [Some("projects"), Some(project), Some("workers"), Some(worker), None]
                if [project, worker].iter().all(|name| !matches!(*name, "" | "." | "..")) =>
            {
                Ok(Self { id, is_in_project: true })
            }
            _ => Err(BuildError::Malformed("an id like projects/{project}/workers/{worker}")),
        }
    }

    /// Returns the path of the request, starting with the `/` after the host. It displays as percent-encoded ASCII.
    #[must_use]
    pub fn path(self) -> CheckInPath<'a> {
        CheckInPath(self)
    }
}

impl fmt::Debug for CheckInId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CheckInId(_)")
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for CheckInId<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "CheckInId(_)");
    }
}

/// The path of a check-in, which [`CheckInId::path`] returns. `Display` shows it with the id, which may be a secret;
/// `Debug` and defmt don't.
///
/// ```
/// use vitalwire::genomics::CheckInId;
///
/// let path = CheckInId::new("boiler-7")?.path();
/// assert_eq!(format!("POST {path} HTTP/1.1"), "POST /v2alpha1/workers/boiler-7:checkIn HTTP/1.1");
/// assert_eq!(format!("{path:?}"), "CheckInPath(_)");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy)]
pub struct CheckInPath<'a>(CheckInId<'a>);

impl<'a> CheckInPath<'a> {
    /// Returns what the path consists of, for vitalwire-agent: its start, the id, and its end.
    #[doc(hidden)]
    #[must_use]
    pub const fn __parts(self) -> (&'static str, PercentEncoded<'a>, &'static str) {
        let Self(CheckInId { id, is_in_project }) = self;
        if is_in_project {
            ("/v2alpha1/", PercentEncoded::segments(id), ":checkIn")
        } else {
            ("/v2alpha1/workers/", PercentEncoded::segment(id), ":checkIn")
        }
    }
}

impl fmt::Display for CheckInPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, id, end) = self.__parts();
        f.write_str(start)?;
        for &byte in id.flatten() {
            f.write_char(byte.into())?;
        }
        f.write_str(end)
    }
}

impl fmt::Debug for CheckInPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CheckInPath(_)")
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for CheckInPath<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "CheckInPath(_)");
    }
}
