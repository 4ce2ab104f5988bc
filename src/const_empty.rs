//! Values that can be constructed at compile time.

use crate::max::Deferred;

/// A type with a constant for the value of an absent field.
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
/// [`message!`](crate::message!) implements this trait for messages whose fields all have it. Most of these constants
/// are all zero bytes, so a mutable `static` is placed in `.bss` and takes no flash: a list of `WorkerMessage`s, and
/// all responses. It is placed in `.data` if a `None` isn't zero: that of a oneof (a single `WorkerMessage`) or an
/// enum (`WorkerLifecycleEvent`), and that of an optional message that contains booleans or optional numbers
/// (`CheckInRequest`).
pub trait ConstEmpty {
    /// The value, as [`Field::absent`](crate::proto::Field::absent) returns it.
    const EMPTY: Self;
}

/// Defers the check whether a type has such a constant until its use, so that a message can be declared even if some
/// of its fields have none.
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
