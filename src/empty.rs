//! Values that can be constructed at compile time.

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
/// all responses. It is placed in `.data` if a `None` isn't zero: that of a oneof (a single `WorkerMessage`) or an enum
/// (`WorkerLifecycleEvent`), and that of an optional message that contains booleans or optional numbers
/// (`CheckInRequest`).
#[diagnostic::on_unimplemented(
    message = "the value of an absent `{Self}` isn't a constant",
    note = "implement `ConstEmpty` for it, or use `Default` instead of `EMPTY`"
)]
pub trait ConstEmpty {
    /// The value, as [`Field::absent`](crate::proto::Field::absent) returns it.
    const EMPTY: Self;
}

/// A type with such a constant. The lifetime defers the check until its use, so that a message can be declared even if
/// some of its fields have none.
///
/// ```
/// use vitalwire::empty::EmptyField;
/// use vitalwire::proto::Timestamp;
///
/// assert_eq!(Timestamp::EMPTY_FIELD, Timestamp::UNIX_EPOCH);
/// ```
#[diagnostic::on_unimplemented(
    message = "the value of an absent `{Self}` isn't a constant",
    note = "implement `ConstEmpty` for it, or use `Default` instead of `EMPTY`"
)]
pub trait EmptyField<'deferred>: Sized {
    /// The value of an absent field.
    const EMPTY_FIELD: Self;
}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl<T: ConstEmpty> EmptyField<'_> for T {
    const EMPTY_FIELD: Self = T::EMPTY;
}

/// A message all of whose members have such a constant. The lifetime defers the check until its use:
/// [`message!`](crate::message!) implements it on this condition, and [`ConstEmpty`] where it is implemented.
///
/// ```
/// use vitalwire::dataflow::DataSamplingReport;
/// use vitalwire::empty::EmptyMembers;
///
/// assert_eq!(DataSamplingReport::EMPTY_MESSAGE, DataSamplingReport::EMPTY);
/// ```
pub trait EmptyMembers<'deferred>: Sized {
    /// The message.
    const EMPTY_MESSAGE: Self;
}

impl<T> ConstEmpty for Option<T> {
    const EMPTY: Self = None;
}

impl<T: ConstEmpty, const LEN: usize> ConstEmpty for [T; LEN] {
    const EMPTY: Self = [const { T::EMPTY }; LEN];
}

/// The value of a new field: [`Default`], with an error that says what to do without it.
///
/// ```
/// use vitalwire::empty::FieldDefault;
///
/// assert_eq!(u32::field_default(), 0);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no default for a new message",
    note = "make the field an `Option<{Self}>`, declare the message `without Default`, or implement `Default`: for an \
            enum, by `#[derive(Default)]` and a value with the number 0 that is the `#[default]`; the `T` of a `Serde<T>` \
            needs it in any case"
)]
pub trait FieldDefault {
    /// The value.
    fn field_default() -> Self;
}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl<T: Default> FieldDefault for T {
    #[inline(always)] // Only forwards.
    fn field_default() -> Self {
        Self::default()
    }
}
