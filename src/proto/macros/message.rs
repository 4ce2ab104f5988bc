//! A message.

/// Declares a message: its struct, and its ProtoJSON form.
///
/// It reads like the `.proto` it represents. A field has a name as in the `.proto`, a type that is a
/// [`Field`](crate::proto::Field), and its name in JSON:
///
/// ```
/// use vitalwire::heapless::{String, Vec};
/// use vitalwire::proto::{List, Text, Timestamp};
/// use vitalwire::{json, message};
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
/// let mut buffer = [0; Kitchen::MAX_JSON_LEN];
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
/// message that is set is written even if it is empty. A message without an [`Option`], also in a `Box`, is always
/// written, as `{}` if it is empty. So are times and [some others](crate::proto).
///
/// A name in JSON must need no escapes, and a message has at most 64 members, no two of which have the same name. What a
/// list, an array, a tuple or a map contains is no [`Option`]. A message that violates this doesn't compile:
///
/// ```compile_fail
/// vitalwire::message! {
///     struct Twice {
///         first: u32 as "same",
///         second: u32 as "same",
///     }
/// }
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
        $( $crate::__message_mark! { $field $wire $($always)? } )*
        const _: () = $crate::proto::check_members(::core::stringify!($Name), $crate::__message_names!([] $($field $wire;)*));
        $crate::__message_check! { [$($($G)+)?] $Name }

        $(#[$meta])*
        $vis struct $Name $(< $($G: $Bound $(= $Default)?),+ >)? {
            $( $(#[$field_meta])* #[doc = $crate::__message_field!(@doc $wire)] $field_vis $field: $Type, )*
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
                f.debug_struct(::core::stringify!($Name)) $( .field(::core::stringify!($field), &self.$field) )* .finish()
            }
        }

        $crate::__message_check_defaults! { [$($without)?] [$($($G)+)?] $Name [] $( $field [$Type] $wire; )* }
        $crate::__message_default! {
            [$($without)?]
            impl $(< $($G: $Bound),+ >)? ::core::default::Default for $Name $(< $($G),+ >)? {
                fn default() -> Self {
                    Self { $( $field: $crate::__message_field!(@default [$Type] $wire), )* }
                }
            }
        }

        impl $(< $($G: $Bound),+ >)? $crate::__private::serde::Serialize for $Name $(< $($G),+ >)? {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                use $crate::__private::serde::ser::SerializeStruct as _;
                let fields = 0 $( + $crate::__message_field!(@is_present [$Type] self.$field, $wire $($always)?) as usize )*;
                if serializer.is_human_readable() {
                    #[allow(unused_mut, reason = "a message may have no fields")]
                    let mut members = serializer.serialize_struct(::core::stringify!($Name), fields)?;
                    $( $crate::__message_field!(@serialize [$Type] self.$field, members, $wire $($always)?); )*
                    return members.end();
                }
                #[allow(unused_mut, reason = "a message may have no fields")]
                let mut members = $crate::proto::FieldsOfMap(serializer.serialize_map(::core::option::Option::Some(fields))?);
                $( $crate::__message_field!(@serialize [$Type] self.$field, members, $wire $($always)?); )*
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
            const SCHEMA: &'static $crate::proto::Schema = {
                $( $crate::__message_field!(@elements [$Type] $Name $field, $wire); )*
                &$crate::proto::Schema::new(
                    ::core::stringify!($Name),
                    $crate::__message_keys!([] $($wire)*),
                    $crate::__message_oneofs!([] $($Type, $wire;)*),
                    const {
                        &$crate::proto::Special {
                            required: {
                                #[allow(unused_mut, reason = "a message may have no fields")]
                                let (mut required, mut fields) = (0, 0);
                                $( $crate::__message_field!(@require [$Type] required, fields, $wire); )*
                                let _ = fields;
                                required
                            },
                            nulls: {
                                #[allow(unused_mut, reason = "a message may have no fields")]
                                let (mut nulls, mut end) = (0, 0);
                                $( $crate::__message_field!(@null_field [$Type] nulls, end, $wire); )*
                                $( $crate::__message_field!(@null_oneof [$Type] nulls, end, $wire); )*
                                let _ = end;
                                nulls
                            },
                        }
                    },
                )
            };
        }

        impl $(< $($G: $Bound),+ >)? $crate::proto::Members for $Name $(< $($G),+ >)? {
            #[allow(unused_variables, unused_assignments, unused_mut, reason = "a message may have no fields")]
            fn read_member(
                &mut self,
                index: usize,
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<bool, $crate::json::Stop> {
                let mut end = 0;
                $( $crate::__message_field!(@read_field [$Type] index, end, self.$field, $wire, reader); )*
                $( $crate::__message_field!(@read_oneof [$Type] index, end, self.$field, $wire, reader); )*
                ::core::result::Result::Ok(false)
            }

            #[allow(unused_variables, unused_assignments, unused_mut, reason = "a message may have no fields")]
            fn deserialize_member<'de, __A: $crate::__private::serde::de::MapAccess<'de>>(
                &mut self,
                index: usize,
                access: &mut __A,
            ) -> ::core::result::Result<bool, __A::Error> {
                let mut end = 0;
                $( $crate::__message_field!(@deserialize_field [$Type] index, end, self.$field, $wire, access); )*
                $( $crate::__message_field!(@deserialize_oneof [$Type] index, end, self.$field, $wire, access); )*
                ::core::result::Result::Ok(false)
            }
        }

        #[doc(hidden)]
        impl $(< $($G: $Bound),+ >)? $crate::proto::Field for $Name $(< $($G),+ >)? {
            const IS_REQUIRED: bool = false $( || $crate::__message_field!(@is_required [$Type] $wire) )*;

            #[inline(always)] // Created in place, not moved.
            fn absent() -> Self {
                Self { $( $field: $crate::__message_field!(@absent [$Type] $wire), )* }
            }

            fn clear(&mut self) {
                $( $crate::__message_field!(@clear [$Type] self.$field, $wire); )*
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
            #[inline(always)] // `start` is the constant 0 for a `Writer`.
            #[allow(unused_variables, unused_assignments, unused_mut, reason = "a message may have no fields")]
            fn write_members<__O: $crate::json::Output>(&self, start: usize, output: &mut __O) -> bool {
                const { $crate::__private::check_schema::<Self>() };
                let mut index = 0;
                $( $crate::__message_field!(@write [$Type] index, start, self.$field, $wire $($always)?, output); )*
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

        #[doc(hidden)]
        impl<'deferred $(, $($G: $Bound),+ )?> $crate::empty::EmptyMembers<'deferred> for $Name $(< $($G),+ >)?
        where
            $( for<'field> $Type: $crate::empty::EmptyField<'field>, )*
        {
            const EMPTY_MESSAGE: Self = Self {
                $( $field: <$Type as $crate::empty::EmptyField<'static>>::EMPTY_FIELD, )*
            };
        }

        impl $(< $($G: $Bound),+ >)? $crate::ConstEmpty for $Name $(< $($G),+ >)?
        where
            for<'deferred> Self: $crate::empty::EmptyMembers<'deferred>,
        {
            const EMPTY: Self = <Self as $crate::empty::EmptyMembers<'static>>::EMPTY_MESSAGE;
        }

        impl $(< $($G: $Bound),+ >)? $Name $(< $($G),+ >)?
        where
            for<'deferred> Self: $crate::empty::EmptyMembers<'deferred>,
        {
            /// The empty message: a constant, for a `static`. See `vitalwire::ConstEmpty` for which of those take no
            /// flash.
            #[allow(dead_code, reason = "not everyone needs it")]
            $vis const EMPTY: Self = <Self as $crate::empty::EmptyMembers<'static>>::EMPTY_MESSAGE;
        }

        #[doc(hidden)]
        impl<'deferred $(, $($G: $Bound),+ )?> $crate::max::MaxMembersLen<'deferred> for $Name $(< $($G),+ >)?
        where
            $( for<'field> $crate::__message_field!(@measured [$Type] $wire): $crate::max::MaxFieldLen<'field>, )*
        {
            const MAX_LEN: usize = {
                let len = 0;
                $( let len = $crate::max::sum(len, $crate::__message_field!(@max [$Type] $wire $($always)?)); )*
                $crate::max::object(len)
            };
        }

        impl $(< $($G: $Bound),+ >)? $crate::MaxJsonLen for $Name $(< $($G),+ >)?
        where
            for<'deferred> Self: $crate::max::MaxMembersLen<'deferred>,
        {
            const MAX_JSON_LEN: usize = <Self as $crate::max::MaxMembersLen<'static>>::MAX_LEN;
        }

        impl $(< $($G: $Bound),+ >)? $Name $(< $($G),+ >)?
        where
            for<'deferred> Self: $crate::max::MaxMembersLen<'deferred>,
        {
            /// The length of the longest encoding, in bytes.
            #[allow(dead_code, reason = "not everyone needs it")]
            $vis const MAX_JSON_LEN: usize = <Self as $crate::max::MaxMembersLen<'static>>::MAX_LEN;
        }

        $crate::__message_defmt! { [$($($G: $Bound),+)?] $Name $(< $($G),+ >)? { $($field [$Type] $wire $($always)?),* } }
    };
    ($($declaration:tt)*) => { $crate::__message_explain! { $($declaration)* } };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __message_default {
    ([] $($default:tt)*) => { $($default)* };
    ([Default] $($default:tt)*) => {};
    ([$other:ident] $($default:tt)*) => {
        ::core::compile_error! { ::core::concat!("`without ", ::core::stringify!($other), "`: it can be `without Default`") }
    };
}
