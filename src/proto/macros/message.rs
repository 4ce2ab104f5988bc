//! A message.

/// Declares a message: its struct, and its ProtoJSON form.
///
/// It reads like the `.proto` it represents. A field has a name as in the `.proto`, a type that is a
/// [`Field`](crate::proto::Field), and its name in JSON:
///
/// ```
/// use vitalwire::heapless::{String, Vec};
/// use vitalwire::proto::{List, Text, Timestamp};
/// use vitalwire::{MaxJsonLen, json, message};
///
/// message! {
///     /// What a kettle says of itself.
///     pub struct Kettle {
///         /// Its name on the floor plan.
///         pub name: Text<String<16>> as "name",
///         /// Joules spent since it was switched on.
///         pub total_energy: u64 as "totalEnergy",
///         /// When it last boiled; unset if it hasn't yet.
///         pub last_boiled: Option<Timestamp> as "lastBoiled",
///         /// Whether the lid is closed: written even if it isn't.
///         pub lid_closed: bool as "lidClosed" always,
///     }
/// }
///
/// message! {
///     /// All kettles of a kitchen.
///     pub struct Kitchen {
///         /// At most four.
///         pub kettles: List<Vec<Kettle, 4>> as "kettles",
///     }
/// }
///
/// let kettle = Kettle { name: "left".try_into()?, total_energy: 12, ..Kettle::default() };
/// let mut kitchen = Kitchen::default();
/// kitchen.kettles.push(kettle)?;
///
/// let mut buffer = [0; <Kitchen as MaxJsonLen>::MAX_JSON_LEN];
/// let json = vitalwire::encode(&kitchen, &mut buffer);
/// assert_eq!(json, br#"{"kettles":[{"name":"left","totalEnergy":"12","lidClosed":false}]}"#);
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
///
/// The macro generates:
/// - the struct, with `Clone`, `Debug`, `PartialEq` and `Default`; `#[derive(Copy)]` adds `Copy` if all fields have
///   it;
/// - [`Serialize`](serde::Serialize) and [`Deserialize`](serde::Deserialize), for this crate's engine and every other
///   self-describing serde format: 64-bit integers as strings, and so on, as in the [table](crate::proto);
/// - [`MaxJsonLen`](crate::MaxJsonLen), if all fields have it;
/// - the constant `EMPTY`, and [`ConstEmpty`](crate::ConstEmpty), if all fields have that;
/// - [`Message`](crate::proto::Message), so that it can be used in other messages;
/// - `defmt::Format`, with the feature `defmt`.
///
/// A field that is a default is left out, unless it is marked `always`. An [`Option`] is left out if it is `None`, so a
/// message that is set is written even if it is empty.
///
/// A name in JSON must need no escapes, and a message has at most 64 members, no two of which have the same name. A
/// message that violates this doesn't compile where it is read:
///
/// ```compile_fail
/// vitalwire::message! {
///     struct Twice {
///         first: u32 as "same",
///         second: u32 as "same",
///     }
/// }
///
/// let _ = vitalwire::decode::<Twice>(b"{}");
/// ```
///
/// A field `payload: Option<Payload> as oneof` holds what [`oneof!`](crate::oneof!) declares. Type parameters have
/// one bound each, and may have defaults: `struct Report<C: Profile>`; no other generics are supported. A message
/// that has no meaningful default is declared with `struct Linear without Default`.
#[macro_export]
macro_rules! message {
    (
        $(#[$meta:meta])*
        $vis:vis struct $Name:ident $(< $($G:ident : $Bound:path $(= $Default:ty)?),+ >)? $(without $without:ident)? {
            $( $(#[$field_meta:meta])* $field_vis:vis $field:ident : $Type:ty as $wire:tt $($always:ident)? ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        $vis struct $Name $(< $($G: $Bound $(= $Default)?),+ >)? {
            $( $(#[$field_meta])* $field_vis $field: $Type, )*
        }

        #[allow(clippy::non_canonical_clone_impl, clippy::expl_impl_clone_on_copy, reason = "it may be Copy, too")]
        impl $(< $($G: $Bound),+ >)? ::core::clone::Clone for $Name $(< $($G),+ >)? {
            fn clone(&self) -> Self {
                Self { $( $field: ::core::clone::Clone::clone(&self.$field), )* }
            }
        }

        impl $(< $($G: $Bound),+ >)? ::core::cmp::PartialEq for $Name $(< $($G),+ >)? {
            #[allow(unused_variables, reason = "a message may have no fields")]
            fn eq(&self, other: &Self) -> bool {
                true $( && self.$field == other.$field )*
            }
        }

        impl $(< $($G: $Bound),+ >)? ::core::fmt::Debug for $Name $(< $($G),+ >)? {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(stringify!($Name)) $( .field(stringify!($field), &self.$field) )* .finish()
            }
        }

        $crate::__message_default! {
            [$($without)?]
            impl $(< $($G: $Bound),+ >)? ::core::default::Default for $Name $(< $($G),+ >)? {
                fn default() -> Self {
                    Self { $( $field: ::core::default::Default::default(), )* }
                }
            }
        }

        impl $(< $($G: $Bound),+ >)? $crate::__private::serde::Serialize for $Name $(< $($G),+ >)? {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                use $crate::__private::serde::ser::SerializeStruct as _;
                let fields = 0 $( + usize::from($crate::__message_field!(@is_present self.$field, $wire $($always)?)) )*;
                #[allow(unused_mut, reason = "a message may have no fields")]
                let mut members = serializer.serialize_struct(stringify!($Name), fields)?;
                $( $crate::__message_field!(@serialize self.$field, members, $wire $($always)?); )*
                members.end()
            }
        }

        impl<'de $(, $($G: $Bound),+ )?> $crate::__private::serde::Deserialize<'de> for $Name $(< $($G),+ >)? {
            fn deserialize<__D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::proto::deserialize_new_message(deserializer)
            }
        }

        impl $(< $($G: $Bound),+ >)? $crate::proto::HasSchema for $Name $(< $($G),+ >)? {
            const SCHEMA: &'static $crate::proto::Schema = &$crate::proto::Schema::new(
                stringify!($Name),
                $crate::__message_keys!([] $($wire)*),
                $crate::__message_oneofs!([] $($Type, $wire;)*),
                {
                    #[allow(unused_mut, reason = "a message may have no fields")]
                    let (mut required, mut fields) = (0, 0);
                    $( $crate::__message_field!(@require required, fields, $Type, $wire); )*
                    let _ = fields;
                    required
                },
            );
        }

        impl $(< $($G: $Bound),+ >)? $crate::proto::Members for $Name $(< $($G),+ >)? {
            #[allow(unused_variables, unused_assignments, unused_mut, reason = "a message may have no fields")]
            fn read_member(
                &mut self,
                index: usize,
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<bool, $crate::json::Stop> {
                let mut end = 0;
                $( $crate::__message_field!(@read_field index, end, self.$field, $wire, reader); )*
                $( $crate::__message_field!(@read_oneof index, end, self.$field, $Type, $wire, reader); )*
                ::core::result::Result::Ok(false)
            }

            #[allow(unused_variables, unused_assignments, unused_mut, reason = "a message may have no fields")]
            fn deserialize_member<'de, __A: $crate::__private::serde::de::MapAccess<'de>>(
                &mut self,
                index: usize,
                access: &mut __A,
            ) -> ::core::result::Result<bool, __A::Error> {
                let mut end = 0;
                $( $crate::__message_field!(@deserialize_field index, end, self.$field, $wire, access); )*
                $( $crate::__message_field!(@deserialize_oneof index, end, self.$field, $Type, $wire, access); )*
                ::core::result::Result::Ok(false)
            }
        }

        impl $(< $($G: $Bound),+ >)? $crate::proto::Field for $Name $(< $($G),+ >)? {
            const IS_REQUIRED: bool = false $( || $crate::__message_field!(@is_required $Type, $wire) )*;

            #[inline(always)]
            fn absent() -> Self {
                Self { $( $field: $crate::__message_field!(@absent $wire), )* }
            }

            fn clear(&mut self) {
                $( $crate::__message_field!(@clear self.$field, $wire); )*
            }

            fn is_default(&self) -> bool {
                false
            }

            fn write<__O: $crate::json::Output>(&self, output: &mut __O) {
                $crate::proto::write_message(self, output);
            }

            fn serialize_field<__S: $crate::__private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::__private::serde::Serialize::serialize(self, serializer)
            }

            fn read(
                &mut self,
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<bool, $crate::json::Stop> {
                $crate::proto::read_message(self, <Self as $crate::proto::HasSchema>::SCHEMA, reader)
            }

            fn deserialize_field<'de, __D: $crate::__private::serde::Deserializer<'de>>(
                &mut self,
                deserializer: __D,
            ) -> ::core::result::Result<bool, __D::Error> {
                $crate::proto::deserialize_message(self, deserializer)
            }

            $crate::__log_by_format! {}
            $crate::__message_sample! { $($field, $Type, $wire $($always)?;)* }
        }

        impl $(< $($G: $Bound),+ >)? $crate::proto::WriteMembers for $Name $(< $($G),+ >)? {
            #[inline(always)]
            #[allow(unused_variables, unused_assignments, unused_mut, reason = "a message may have no fields")]
            fn write_members<__O: $crate::json::Output>(&self, start: usize, output: &mut __O) -> bool {
                let mut index = 0;
                $( $crate::__message_field!(@write index, start, self.$field, $wire $($always)?, output); )*
                false
            }
        }

        impl $(< $($G: $Bound),+ >)? $crate::proto::Message for $Name $(< $($G),+ >)? {
            fn write_object<__O: $crate::json::Output>(&self, output: &mut __O) {
                $crate::proto::write_message(self, output);
            }

            fn write_tagged<__O: $crate::json::Output>(&self, type_url: &'static str, output: &mut __O) {
                $crate::proto::write_tagged_message(self, type_url, output);
            }

            fn read_tagged(
                &mut self,
                tag: $crate::proto::TypeTag,
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::json::Stop> {
                $crate::proto::read_tagged_message(self, <Self as $crate::proto::HasSchema>::SCHEMA, tag, reader)
            }
        }

        impl $(< $($G: $Bound),+ >)? $crate::ConstEmpty for $Name $(< $($G),+ >)?
        where
            $( for<'deferred> $crate::max::Deferred<'deferred, $Type>: $crate::__private::DeferredEmpty<$Type>, )*
        {
            const EMPTY: Self = Self {
                $( $field: <$crate::max::Deferred<'static, $Type> as $crate::__private::DeferredEmpty<$Type>>::EMPTY, )*
            };
        }

        impl $(< $($G: $Bound),+ >)? $Name $(< $($G),+ >)?
        where
            $( for<'deferred> $crate::max::Deferred<'deferred, $Type>: $crate::__private::DeferredEmpty<$Type>, )*
        {
            /// The empty message: a constant, for a `static`. See `vitalwire::ConstEmpty` for which of those take no
            /// flash.
            #[allow(dead_code, reason = "not everyone needs it")]
            $vis const EMPTY: Self = <Self as $crate::ConstEmpty>::EMPTY;
        }

        impl $(< $($G: $Bound),+ >)? $crate::MaxJsonLen for $Name $(< $($G),+ >)?
        where
            $( for<'deferred> $crate::max::Deferred<'deferred, $crate::__message_field!(@measured $Type, $wire)>: $crate::MaxJsonLen, )*
        {
            const MAX_JSON_LEN: usize = $crate::max::object(
                0 $( + $crate::__message_field!(@max $Type, $wire $($always)?) )*
            );
        }

        $crate::__message_defmt! { [$($($G: $Bound),+)?] $Name $(< $($G),+ >)? { $($field $wire $($always)?),* } }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __message_default {
    ([] $($default:tt)*) => { $($default)* };
    ([Default] $($default:tt)*) => {};
}

/// What a field's mark turns it into: a member of its own, left out if it is a default; one that is `always` there;
/// or a oneof's.
#[doc(hidden)]
#[macro_export]
macro_rules! __message_field {
    (@is_present $self:ident.$field:ident, oneof) => { $crate::proto::OneOfField::is_set(&$self.$field) };
    (@is_present $self:ident.$field:ident, $wire:literal) => { !$crate::proto::Field::is_default(&$self.$field) };
    (@is_present $self:ident.$field:ident, $wire:literal always) => { true };

    (@write $index:ident, $start:ident, $self:ident.$field:ident, oneof, $output:ident) => {
        $index += 1;
        if $start <= $index && $crate::proto::OneOfField::write_member(&$self.$field, $index, $output) {
            return true;
        }
    };
    (@write $index:ident, $start:ident, $self:ident.$field:ident, $wire:literal, $output:ident) => {
        $index += 1;
        if $start <= $index
            && $crate::proto::Field::write_member(&$self.$field, $index, $crate::key!($wire), $output)
        {
            return true;
        }
    };
    (@write $index:ident, $start:ident, $self:ident.$field:ident, $wire:literal always, $output:ident) => {
        $index += 1;
        if $start <= $index
            && $output.member($index, $crate::key!($wire), |output| {
                $crate::proto::Field::write(&$self.$field, output)
            })
        {
            return true;
        }
    };

    (@serialize $self:ident.$field:ident, $members:ident, oneof) => {
        $crate::proto::OneOfField::serialize_member(&$self.$field, &mut $members)?
    };
    (@serialize $self:ident.$field:ident, $members:ident, $wire:literal) => {
        if !$crate::proto::Field::is_default(&$self.$field) {
            $members.serialize_field($wire, &$crate::proto::InField(&$self.$field))?
        }
    };
    (@serialize $self:ident.$field:ident, $members:ident, $wire:literal always) => {
        $members.serialize_field($wire, &$crate::proto::InField(&$self.$field))?
    };

    (@require $required:ident, $fields:ident, $Type:ty, oneof) => {};
    (@require $required:ident, $fields:ident, $Type:ty, $wire:literal) => {
        $required |= (<$Type as $crate::proto::Field>::IS_REQUIRED as u64).wrapping_shl($fields as u32);
        $fields += 1;
    };

    (@absent oneof) => { ::core::option::Option::None };
    (@absent $wire:literal) => { $crate::proto::Field::absent() };

    (@is_required $Type:ty, oneof) => { false };
    (@is_required $Type:ty, $wire:literal) => { <$Type as $crate::proto::Field>::IS_REQUIRED };

    (@clear $self:ident.$field:ident, oneof) => { $self.$field = ::core::option::Option::None };
    (@clear $self:ident.$field:ident, $wire:literal) => { $crate::proto::Field::clear(&mut $self.$field) };

    (@read_field $index:ident, $end:ident, $self:ident.$field:ident, oneof, $reader:ident) => {};
    (@read_field $index:ident, $end:ident, $self:ident.$field:ident, $wire:literal, $reader:ident) => {
        $end += 1;
        if $index < $end {
            return $crate::proto::Field::read(&mut $self.$field, $reader);
        }
    };

    (@read_oneof $index:ident, $end:ident, $self:ident.$field:ident, $Type:ty, oneof, $reader:ident) => {
        let start = $end;
        $end += <$Type as $crate::proto::OneOfField>::MEMBERS.len();
        if $index < $end {
            return $crate::proto::OneOfField::read_member(&mut $self.$field, $index - start, $reader);
        }
    };
    (@read_oneof $index:ident, $end:ident, $self:ident.$field:ident, $Type:ty, $wire:literal, $reader:ident) => {};

    (@deserialize_field $index:ident, $end:ident, $self:ident.$field:ident, oneof, $access:ident) => {};
    (@deserialize_field $index:ident, $end:ident, $self:ident.$field:ident, $wire:literal, $access:ident) => {
        $end += 1;
        if $index < $end {
            return $crate::proto::deserialize_field(&mut $self.$field, $access);
        }
    };

    (@deserialize_oneof $index:ident, $end:ident, $self:ident.$field:ident, $Type:ty, oneof, $access:ident) => {
        let start = $end;
        $end += <$Type as $crate::proto::OneOfField>::MEMBERS.len();
        if $index < $end {
            return $crate::proto::OneOfField::deserialize_member(&mut $self.$field, $index - start, $access);
        }
    };
    (@deserialize_oneof
        $index:ident, $end:ident, $self:ident.$field:ident, $Type:ty, $wire:literal, $access:ident
    ) => {};

    (@measured $Type:ty, oneof) => { $crate::max::Member<$Type> };
    (@measured $Type:ty, $wire:literal) => { $Type };

    (@max $Type:ty, oneof) => { <$crate::max::Deferred<'static, $crate::max::Member<$Type>> as $crate::MaxJsonLen>::MAX_JSON_LEN };
    (@max $Type:ty, $wire:literal) => {
        $crate::max::member($wire, <$crate::max::Deferred<'static, $Type> as $crate::MaxJsonLen>::MAX_PRESENT_LEN)
    };
    (@max $Type:ty, $wire:literal always) => {
        $crate::max::member($wire, <$crate::max::Deferred<'static, $Type> as $crate::MaxJsonLen>::MAX_JSON_LEN)
    };
}

/// The keys of all fields that aren't oneofs.
#[doc(hidden)]
#[macro_export]
macro_rules! __message_keys {
    ([$($name:literal)*]) => { const { &[$($crate::key!($name)),*] } };
    ([$($name:literal)*] oneof $($rest:tt)*) => { $crate::__message_keys!([$($name)*] $($rest)*) };
    ([$($name:literal)*] $wire:literal $($rest:tt)*) => { $crate::__message_keys!([$($name)* $wire] $($rest)*) };
}

/// The keys of all oneofs' members.
#[doc(hidden)]
#[macro_export]
macro_rules! __message_oneofs {
    ([$($OneOf:ty),*]) => { const { &[$(<$OneOf as $crate::proto::OneOfField>::MEMBERS),*] } };
    ([$($OneOf:ty),*] $Type:ty, oneof; $($rest:tt)*) => { $crate::__message_oneofs!([$($OneOf,)* $Type] $($rest)*) };
    ([$($OneOf:ty),*] $Type:ty, $wire:literal; $($rest:tt)*) => { $crate::__message_oneofs!([$($OneOf),*] $($rest)*) };
}

#[cfg(not(feature = "_sample"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __message_sample {
    ($($message:tt)*) => {};
}

#[cfg(feature = "_sample")]
#[doc(hidden)]
#[macro_export]
macro_rules! __message_sample {
    ($($field:ident, $Type:ty, $wire:tt $($always:ident)?;)*) => {
        #[allow(unused_variables, reason = "a message may have no fields")]
        fn sample(sampler: &mut dyn $crate::sample::Sampler, _: bool) -> Self {
            Self { $( $field: $crate::__message_sample!(@field sampler, $Type, $wire $($always)?), )* }
        }
    };
    (@field $sampler:ident, $Type:ty, oneof) => { <$Type as $crate::proto::OneOfField>::sample($sampler) };
    (@field $sampler:ident, $Type:ty, $wire:literal) => { <$Type as $crate::proto::Field>::sample($sampler, true) };
    (@field $sampler:ident, $Type:ty, $wire:literal always) => {
        <$Type as $crate::proto::Field>::sample($sampler, false)
    };
}

#[cfg(not(feature = "defmt"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __message_defmt {
    ($($message:tt)*) => {};
}

#[cfg(feature = "defmt")]
#[doc(hidden)]
#[macro_export]
macro_rules! __message_defmt {
    ([$($generics:tt)*] $Name:ident $(< $($G:ident),+ >)? { $($field:ident $wire:tt $($always:ident)?),* }) => {
        impl<$($generics)*> $crate::__private::defmt::Format for $Name $(< $($G),+ >)? {
            fn format(&self, f: $crate::__private::defmt::Formatter<'_>) {
                use $crate::__private::defmt;
                defmt::write!(f, "{{");
                $(
                    if $crate::__message_field!(@is_present self.$field, $wire $($always)?) {
                        $crate::__message_defmt!(@write f, self.$field, $wire);
                    }
                )*
                defmt::write!(f, "}}");
            }
        }
    };
    (@write $f:ident, $self:ident.$field:ident, oneof) => {{
        $crate::proto::OneOfField::log(&$self.$field, $f);
        defmt::write!($f, " ");
    }};
    (@write $f:ident, $self:ident.$field:ident, $wire:literal) => {
        defmt::write!($f, "{=istr}: {} ", defmt::intern!($wire), $crate::proto::InField(&$self.$field))
    };
}
