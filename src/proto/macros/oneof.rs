//! A oneof.

/// Declares a oneof: an enum of which a message holds one member.
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::proto::Text;
/// use vitalwire::{json, message, oneof};
///
/// oneof! {
///     /// What is in the kettle.
///     pub enum Content {
///         /// Litres of water.
///         Water(f64) as "water",
///         /// A kind of tea.
///         Tea(Text<String<16>>) as "tea",
///     }
/// }
///
/// message! {
///     /// A kettle.
///     pub struct Kettle {
///         /// Empty, water or tea.
///         pub content: Option<Content> as oneof,
///     }
/// }
///
/// let mut buffer = [0; 32];
/// assert_eq!(json::to_str(&Kettle::default(), &mut buffer)?, "{}");
/// // A member that is set is written, even if it's the default.
/// assert_eq!(json::to_str(&Kettle { content: Some(Content::Water(0.0)) }, &mut buffer)?, r#"{"water":0.0}"#);
/// # Ok::<(), vitalwire::EncodeError>(())
/// ```
///
/// The macro generates the enum, with `Clone`, `Debug`, `PartialEq`, [`OneOf`](crate::proto::OneOf) and, with the feature
/// `defmt`, `defmt::Format`. It makes no `From`, since two members may have the same type.
///
/// With it, a device's messages can be limited to the payloads that it sends, so that they need no space and no code
/// for others: `WorkerMessage<Sensor, MyPayload>`.
#[macro_export]
macro_rules! oneof {
    (
        $(#[$meta:meta])*
        $vis:vis enum $Name:ident $(< $($G:ident : $Bound:path),+ >)? {
            $( $(#[$member_meta:meta])* $Member:ident ( $Type:ty ) as $wire:literal ),+ $(,)?
        }
    ) => {
        const _: () = $crate::proto::check_members(
            ::core::stringify!($Name),
            &[$( (::core::stringify!($Member), $wire) ),+],
        );

        $(#[$meta])*
        #[allow(clippy::large_enum_variant, reason = "without an allocator there's no other place for them")]
        $vis enum $Name $(< $($G: $Bound),+ >)? {
            $( $(#[$member_meta])* #[doc = ::core::concat!("\n\n On the wire: `", $wire, "`.")] $Member($Type), )+
        }

        #[allow(clippy::non_canonical_clone_impl, clippy::expl_impl_clone_on_copy, reason = "it may be Copy, too")]
        impl $(< $($G: $Bound),+ >)? ::core::clone::Clone for $Name $(< $($G),+ >)? {
            fn clone(&self) -> Self {
                match self { $( Self::$Member(value) => Self::$Member(::core::clone::Clone::clone(value)), )+ }
            }
        }

        impl $(< $($G: $Bound),+ >)? ::core::cmp::PartialEq for $Name $(< $($G),+ >)? {
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    $( (Self::$Member(value), Self::$Member(other)) => value == other, )+
                    #[allow(unreachable_patterns, reason = "there may be a single member")]
                    _ => false,
                }
            }
        }

        impl $(< $($G: $Bound),+ >)? ::core::fmt::Debug for $Name $(< $($G),+ >)? {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self { $( Self::$Member(value) => f.debug_tuple(::core::stringify!($Member)).field(value).finish(), )+ }
            }
        }

        impl $(< $($G: $Bound),+ >)? $crate::proto::OneOf for $Name $(< $($G),+ >)? {
            const MEMBERS: &'static [$crate::json::Key] = &[$($crate::key!($wire)),+];
            const NULLS: u64 = {
                let (mut nulls, mut at) = (0, 0);
                $(
                    $crate::proto::check_elements(
                        ::core::stringify!($Name),
                        ::core::stringify!($Member),
                        <$Type as $crate::proto::Field>::HOLDS_UNSET,
                    );
                    nulls |= (<$Type as $crate::proto::Field>::ACCEPTS_NULL as u64).wrapping_shl(at);
                    at += 1;
                )+
                let _ = at;
                nulls
            };

            fn member_name(&self) -> &'static str {
                match self { $( Self::$Member(_) => $wire, )+ }
            }

            #[inline(always)] // Its only caller is its message.
            fn write_member<__O: $crate::json::Output>(&self, index: usize, output: &mut __O) -> bool {
                match self {
                    $(
                        Self::$Member(value) => output.member(index, $crate::key!($wire), |output| {
                            <$Type as $crate::proto::Field>::write(value, output)
                        }),
                    )+
                }
            }

            fn serialize_member<__S: $crate::__private::serde::ser::SerializeStruct>(
                &self,
                message: &mut __S,
            ) -> ::core::result::Result<(), __S::Error> {
                match self { $( Self::$Member(value) => <$Type as $crate::proto::Field>::serialize_member(value, $wire, message), )+ }
            }

            // Each member is created in place: a function would move it.
            fn read_member(
                place: &mut ::core::option::Option<Self>,
                index: usize,
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<bool, $crate::json::Stop> {
                let mut at = 0;
                $(
                    if index == at {
                        *place = ::core::option::Option::Some(Self::$Member(<$Type as $crate::proto::Field>::absent()));
                        return match place {
                            ::core::option::Option::Some(Self::$Member(value)) => <$Type as $crate::proto::Field>::read(value, reader),
                            _ => ::core::result::Result::Ok(false),
                        };
                    }
                    at += 1;
                )+
                let _ = at;
                ::core::result::Result::Ok(false)
            }

            fn deserialize_member<'de, __D: $crate::__private::serde::Deserializer<'de>>(
                place: &mut ::core::option::Option<Self>,
                index: usize,
                deserializer: __D,
            ) -> ::core::result::Result<bool, __D::Error> {
                let mut at = 0;
                $(
                    if index == at {
                        let mut value = <$Type as $crate::proto::Field>::absent();
                        let has_value = <$Type as $crate::proto::Field>::deserialize_field(&mut value, deserializer)?;
                        *place = ::core::option::Option::Some(Self::$Member(value));
                        return ::core::result::Result::Ok(has_value);
                    }
                    at += 1;
                )+
                let _ = at;
                ::core::result::Result::Ok(false)
            }

            $crate::__log_by_format! {}
            $crate::__oneof_sample! { $($Member $Type, $wire;)+ }
        }

        #[doc(hidden)]
        impl $(< $($G: $Bound),+ >)? $crate::max::MaxMemberLen for $Name $(< $($G),+ >)?
        where
            $( for<'field> $Type: $crate::max::MaxFieldLen<'field>, )+
        {
            const MAX_MEMBER_LEN: usize = {
                let longest = 0;
                $( let longest = $crate::max::longer(
                    longest,
                    $crate::max::member($wire, <$Type as $crate::max::MaxFieldLen<'static>>::MAX_LEN),
                ); )+
                longest
            };
        }

        $crate::__oneof_defmt! { [$($($G: $Bound),+)?] $Name $(< $($G),+ >)? { $($Member $wire),+ } }
    };
    ($($declaration:tt)*) => {
        ::core::compile_error! { "a oneof is declared as `enum Name { Member(Type) as \"wireName\", … }`" }
    };
}

#[cfg(not(feature = "_sample"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __oneof_sample {
    ($($oneof:tt)*) => {};
}

#[cfg(feature = "_sample")]
#[doc(hidden)]
#[macro_export]
macro_rules! __oneof_sample {
    ($($Member:ident $Type:ty, $wire:literal;)+) => {
        fn sample(sampler: &mut dyn $crate::sample::Sampler) -> ::core::option::Option<Self> {
            $crate::sample::member(
                sampler,
                &[$( |sampler| Self::$Member(<$Type as $crate::proto::Field>::sample(sampler, false)) ),+],
                |member| match member { $( Self::$Member(value) => $crate::proto::sample_member_len($wire, value), )+ },
            )
        }
    };
}

#[cfg(not(feature = "defmt"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __oneof_defmt {
    ($($oneof:tt)*) => {};
}

#[cfg(feature = "defmt")]
#[doc(hidden)]
#[macro_export]
macro_rules! __oneof_defmt {
    ([$($generics:tt)*] $Name:ident $(< $($G:ident),+ >)? { $($Member:ident $wire:literal),+ }) => {
        impl<$($generics)*> $crate::__private::defmt::Format for $Name $(< $($G),+ >)? {
            fn format(&self, f: $crate::__private::defmt::Formatter<'_>) {
                use $crate::__private::defmt;
                match self {
                    $( Self::$Member(value) => defmt::write!(f, "{=istr}: {}", defmt::intern!($wire), $crate::proto::InField(value)), )+
                }
            }
        }
    };
}
