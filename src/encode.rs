//! Encoding that can't fail.

use crate::json;
use crate::max::MaxJsonLen;
use serde::Serialize;

/// Encodes a message into a buffer that is large enough for any of its type, and answers with the part
/// that was filled; what is behind it means nothing then. It can't fail: a program whose buffer is too small isn't built.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::MaxJsonLen;
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// let mut buffer = [0; WorkerThreadScalingReport::MAX_JSON_LEN];
/// assert_eq!(vitalwire::encode(&report, &mut buffer), br#"{"currentThreadCount":12}"#);
/// ```
///
/// ```compile_fail,E0080
/// # use vitalwire::dataflow::WorkerThreadScalingReport;
/// # let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// vitalwire::encode(&report, &mut [0; 16]);
/// ```
///
/// A message type of which [`MaxJsonLen`] was implemented by hand, and wrongly, comes out empty.
pub fn encode<'b, M: MaxJsonLen + Serialize, const N: usize>(message: &M, buffer: &'b mut [u8; N]) -> &'b [u8] {
    const {
        assert!(
            N >= M::MAX_JSON_LEN,
            "the buffer is too small: make it `[0; <M as MaxJsonLen>::MAX_JSON_LEN]`, with `M` the message's type"
        )
    };
    json::to_slice(message, buffer).unwrap_or_default()
}
