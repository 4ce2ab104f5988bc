//! Values that can be made when a program is built.

use crate::max::Deferred;

/// A type with a constant that is the value of a field that isn't there.
///
/// ```
/// use std::sync::Mutex;
/// use vitalwire::{ConstEmpty, Microcontroller};
/// use vitalwire::dataflow::{HealthRequest, WorkerThreadScalingReport};
///
/// static REQUEST: Mutex<HealthRequest<Microcontroller>> = Mutex::new(HealthRequest::EMPTY);
/// assert_eq!(*REQUEST.lock().unwrap(), HealthRequest::default());
///
/// fn empty<T: ConstEmpty>() -> T {
///     T::EMPTY
/// }
/// assert_eq!(empty::<WorkerThreadScalingReport>(), WorkerThreadScalingReport::default());
/// ```
///
/// [`message!`](crate::message!) implements it for messages of which all fields have it. Of most all bytes are zero, so
/// that a `static` that can be changed lies in `.bss` and takes no flash: a list of `WorkerMessage`s, and all responses.
/// It lies in `.data` where a `None` isn't zero: that of a oneof (a single `WorkerMessage`) or an enum
/// (`WorkerLifecycleEvent`), and that of an optional message with truth values or optional numbers in it
/// (`CheckInRequest`).
pub trait ConstEmpty {
    /// The value, as [`Field::absent`](crate::proto::Field::absent) returns it.
    const EMPTY: Self;
}

/// Puts off the question whether a type has such a constant until it's asked: a message of which not all fields have one
/// can then be declared, too.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{T}` has no constant that stands for its absence",
    note = "implement `ConstEmpty` for it; or the message does without `EMPTY`"
)]
pub trait DeferredEmpty<T> {
    /// The constant.
    const EMPTY: T;
}

impl<T: ConstEmpty> DeferredEmpty<T> for Deferred<'_, T> {
    const EMPTY: T = T::EMPTY;
}

impl<T> ConstEmpty for Option<T> {
    const EMPTY: Self = None;
}

impl<T: ConstEmpty, const LEN: usize> ConstEmpty for [T; LEN] {
    const EMPTY: Self = [const { T::EMPTY }; LEN];
}
