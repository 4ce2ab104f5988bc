//! What a request is for.

use super::Host;
use vitalwire::__private::PercentEncoded;
use vitalwire::BuildError;
use vitalwire::genomics::CheckInId;

/// A method of the APIs, with what its path contains. All of them are sent with `POST`.
///
/// ```
/// use vitalwire::genomics::CheckInId;
/// use vitalwire_agent::http::{Head, Method};
///
/// let reports = Method::LocationWorkerMessages { project: "cellar".try_into()?, location: "europe-west1".try_into()? };
/// let check_in = Method::CheckIn(CheckInId::new("boiler 7")?);
/// for (method, line) in [
///     (reports, "POST /v1b3/projects/cellar/locations/europe-west1/WorkerMessages?prettyPrint=false HTTP/1.1\r\n"),
///     (check_in, "POST /v2alpha1/workers/boiler%207:checkIn?prettyPrint=false HTTP/1.1\r\n"),
/// ] {
///     let mut buffer = [0; 256];
///     let head = Head::new(method, 0).to_slice(&mut buffer)?;
///     assert!(head.starts_with(line.as_bytes()));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Method<'a> {
    /// `dataflow.projects.workerMessages`: the body is a
    /// [`SendWorkerMessagesRequest`](vitalwire::dataflow::SendWorkerMessagesRequest).
    WorkerMessages {
        /// The id of the project.
        project: Segment<'a>,
    },
    /// `dataflow.projects.locations.workerMessages`: the body is a
    /// [`SendWorkerMessagesRequest`](vitalwire::dataflow::SendWorkerMessagesRequest) with the same location.
    LocationWorkerMessages {
        /// The id of the project.
        project: Segment<'a>,
        /// The location of the job, such as `europe-west1`.
        location: Segment<'a>,
    },
    /// `genomics.workers.checkIn` or `genomics.projects.workers.checkIn`, depending on the id: the body is a
    /// [`CheckInRequest`](vitalwire::genomics::CheckInRequest).
    CheckIn(CheckInId<'a>),
}

impl<'a> Method<'a> {
    /// Returns the host that Google serves the method from.
    ///
    /// ```
    /// use vitalwire_agent::http::Method;
    ///
    /// let method = Method::WorkerMessages { project: "cellar".try_into()? };
    /// assert_eq!(method.default_host().as_str(), "dataflow.googleapis.com");
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    #[must_use]
    pub const fn default_host(self) -> Host<'static> {
        match self {
            Self::WorkerMessages { .. } | Self::LocationWorkerMessages { .. } => Host::DATAFLOW,
            Self::CheckIn(_) => Host::GENOMICS,
        }
    }

    /// Returns the start of the path, and what follows it.
    pub(super) fn path_start(self) -> (&'static str, PercentEncoded<'a>) {
        match self {
            Self::WorkerMessages { project } | Self::LocationWorkerMessages { project, .. } => {
                ("/v1b3/projects/", PercentEncoded::segment(project.0))
            }
            Self::CheckIn(id) => {
                let (start, id, _) = id.path().__parts();
                (start, id)
            }
        }
    }

    /// Returns the part of the path after that, and what follows it, if there is such a part.
    pub(super) fn path_middle(self) -> Option<(&'static str, PercentEncoded<'a>)> {
        match self {
            Self::LocationWorkerMessages { location, .. } => Some(("/locations/", PercentEncoded::segment(location.0))),
            Self::WorkerMessages { .. } | Self::CheckIn(_) => None,
        }
    }

    /// Returns the end of the path.
    pub(super) fn path_end(self) -> &'static str {
        match self {
            Self::WorkerMessages { .. } | Self::LocationWorkerMessages { .. } => "/WorkerMessages",
            Self::CheckIn(id) => id.path().__parts().2,
        }
    }
}

/// A segment of a path: text that isn't empty, `.` or `..`. It is percent-encoded where it is sent.
///
/// ```
/// use vitalwire_agent::http::Segment;
///
/// let project: Segment<'_> = "cellar".try_into()?;
/// assert_eq!(project.as_str(), "cellar");
/// assert_eq!(Segment::new("..").unwrap_err().to_string(), "expected a path segment, and not an empty one, `.` or `..`");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Segment<'a>(&'a str);

impl<'a> Segment<'a> {
    /// Creates a segment.
    ///
    /// # Errors
    /// [`BuildError::Malformed`] if `text` is empty, `.` or `..`: paths with such segments may be rewritten in transit.
    pub fn new(text: &'a str) -> Result<Self, BuildError> {
        if matches!(text, "" | "." | "..") {
            return Err(BuildError::Malformed("a path segment, and not an empty one, `.` or `..`"));
        }
        Ok(Self(text))
    }

    /// Returns the text, as it was before it's encoded.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

/// The same as [`Segment::new`].
impl<'a> TryFrom<&'a str> for Segment<'a> {
    type Error = BuildError;

    fn try_from(text: &'a str) -> Result<Self, BuildError> {
        Self::new(text)
    }
}
