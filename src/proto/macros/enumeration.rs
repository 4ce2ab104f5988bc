//! An enum.

/// Declares an enum with the numbers and names that its values have on the wire.
///
/// ```
/// use vitalwire::enumeration;
///
/// enumeration! {
///     /// How hot the water is.
///     pub enum Heat {
///         /// Below 40 °C.
///         Cold = 1 as "COLD",
///         /// Above 90 °C.
///         Hot = 2 as "HOT",
///     }
/// }
///
/// assert_eq!(Heat::from_number(2), Ok(Heat::Hot));
/// assert_eq!("COLD".parse(), Ok(Heat::Cold));
/// // A value of a later version of the schema is kept.
/// assert_eq!(Heat::from_number(7).map(Heat::number), Ok(7));
/// // The wire's 0 is "unspecified", unless the enum declares it.
/// assert!(Heat::from_number(0).is_err());
///
/// // It is displayed by its name on the wire, or its number, and ordered by number.
/// assert_eq!((Heat::Cold.to_string(), Heat::from_number(7)?.to_string()), ("COLD".into(), "7".into()));
/// assert!(Heat::Cold < Heat::Hot && Heat::Hot < Heat::from_number(7)?);
/// assert_eq!(Heat::VALUES, [Heat::Cold, Heat::Hot]);
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
///
/// The macro generates the enum with one more variant, `Unrecognized`, for numbers that have no name here: they are kept, and
/// written again. An unknown *name* is read as no value: `None`, or a field's default;
/// [`Decoder::deny_unknown`](crate::Decoder::deny_unknown) rejects it. Where the default means something, as of a command, use
/// an [`Option`].
///
/// The enum has
/// - `from_number` and `number`, also as `TryFrom<i32>` and `Into<i32>`;
/// - `name`, the name on the wire, and [`FromStr`](core::str::FromStr), which accepts only such names, no numbers;
/// - `VALUES`, all values that have a name;
/// - [`Display`](core::fmt::Display), as the name or else the number, and [`Ord`], by number;
/// - `Clone`, `Copy`, `Debug`, `PartialEq`, `Eq`, `Hash` and, with the feature `defmt`, `defmt::Format`;
/// - [`Field`](crate::proto::Field), [`MaxJsonLen`](crate::MaxJsonLen) and [`ConstEmpty`](crate::ConstEmpty).
///
/// If the wire has a name for the 0 that means "unspecified", `0 as "MODE_UNSPECIFIED",` before the values allows it
/// to be read, as no value.
///
/// The value 0, if there is one, is the default that messages leave out; mark it `#[default]` and derive
/// [`Default`] for a field that isn't an [`Option`]:
///
/// ```
/// vitalwire::enumeration! {
///     #[derive(Default)]
///     enum Mode {
///         #[default]
///         Off = 0 as "OFF",
///         On = 1 as "ON",
///     }
/// }
///
/// match vitalwire::decode(b"7").unwrap_or_default() {
///     Mode::Off | Mode::On => unreachable!(),
///     Mode::Unrecognized(number) => assert_eq!(number.get(), 7),
/// }
/// ```
#[macro_export]
macro_rules! enumeration {
    (
        $(#[$meta:meta])*
        $vis:vis enum $Name:ident {
            $( 0 as $none:literal, )?
            $( $(#[$value_meta:meta])* $Value:ident = $number:literal as $wire:literal ),+ $(,)?
        }
    ) => {
        const _: () = $crate::proto::check_values(
            ::core::stringify!($Name),
            &[$( ("0", 0, $none), )? $( (::core::stringify!($Value), $number, $wire) ),+],
        );

        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        $vis enum $Name {
            $( $(#[$value_meta])* #[doc = ::core::concat!("\n\n On the wire: `", $wire, "`, ", $number, ".")] $Value, )+
            /// A value that has no name in this version of the schema.
            Unrecognized($crate::proto::Unrecognized),
        }

        impl $Name {
            /// All values that have a name, in the order of their declaration.
            #[allow(dead_code, reason = "not everyone needs it")]
            $vis const VALUES: &'static [Self] = &[$( Self::$Value ),+];

            /// Returns the value with `number`.
            ///
            /// # Errors
            /// `BuildError::Reserved` for 0 where that means "unspecified".
            $vis const fn from_number(number: i32) -> ::core::result::Result<Self, $crate::BuildError> {
                #[allow(unreachable_patterns, reason = "0 may be declared, and two equal ones are an error of their own")]
                match number {
                    $( $number => ::core::result::Result::Ok(Self::$Value), )+
                    0 => ::core::result::Result::Err($crate::BuildError::Reserved(::core::concat!("the unspecified ", ::core::stringify!($Name)))),
                    other => ::core::result::Result::Ok(Self::Unrecognized($crate::proto::Unrecognized::__new(other))),
                }
            }

            /// Returns its number.
            #[must_use]
            $vis const fn number(self) -> i32 {
                match self {
                    $( Self::$Value => $number, )+
                    Self::Unrecognized(number) => number.get(),
                }
            }

            /// Returns its name on the wire, if it has one.
            #[must_use]
            $vis const fn name(self) -> ::core::option::Option<&'static str> {
                match self {
                    $( Self::$Value => ::core::option::Option::Some($wire), )+
                    Self::Unrecognized(_) => ::core::option::Option::None,
                }
            }
        }

        impl ::core::str::FromStr for $Name {
            type Err = $crate::BuildError;

            /// Returns the value with the wire name `name`. A number isn't one.
            ///
            /// # Errors
            /// `BuildError::Malformed` for any other string.
            fn from_str(name: &str) -> ::core::result::Result<Self, $crate::BuildError> {
                #[allow(unreachable_patterns, reason = "two equal names are an error of their own")]
                match name {
                    $( $wire => ::core::result::Result::Ok(Self::$Value), )+
                    _ => ::core::result::Result::Err($crate::BuildError::Malformed(::core::concat!("the name of a ", ::core::stringify!($Name)))),
                }
            }
        }

        impl ::core::convert::TryFrom<i32> for $Name {
            type Error = $crate::BuildError;

            /// Returns the value with `number`, as `from_number`.
            fn try_from(number: i32) -> ::core::result::Result<Self, $crate::BuildError> {
                Self::from_number(number)
            }
        }

        impl ::core::convert::From<$Name> for i32 {
            fn from(value: $Name) -> Self {
                value.number()
            }
        }

        /// Its name on the wire, or its number.
        impl ::core::fmt::Display for $Name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self.name() {
                    ::core::option::Option::Some(name) => f.pad(name),
                    ::core::option::Option::None => ::core::fmt::Display::fmt(&self.number(), f),
                }
            }
        }

        /// By number.
        impl ::core::cmp::Ord for $Name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(&self.number(), &other.number())
            }
        }

        impl ::core::cmp::PartialOrd for $Name {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl $crate::proto::Enumeration for $Name {
            const VALUES: &'static [(i32, &'static str)] = &[$( (0, $none), )? $( ($number, $wire), )+];

            fn from_wire(number: i32) -> ::core::result::Result<Self, $crate::BuildError> {
                Self::from_number(number)
            }
        }

        #[doc(hidden)]
        impl $crate::proto::Field for $Name {
            fn absent() -> Self {
                <Self as $crate::ConstEmpty>::EMPTY
            }

            fn is_default(&self) -> bool {
                self.number() == 0
            }

            fn write<__O: $crate::json::Output>(&self, output: &mut __O) {
                match self.name() {
                    ::core::option::Option::Some(name) => output.text(name, false),
                    ::core::option::Option::None => $crate::proto::Field::write(&self.number(), output),
                }
            }

            fn serialize_field<__S: $crate::__private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self.name() {
                    ::core::option::Option::Some(name) => serializer.serialize_str(name),
                    ::core::option::Option::None => serializer.serialize_i32(self.number()),
                }
            }

            fn read(
                &mut self,
                reader: &mut $crate::json::Reader<'_>,
            ) -> ::core::result::Result<bool, $crate::json::Stop> {
                $crate::proto::read_enumeration(self, reader)
            }

            fn deserialize_field<'de, __D: $crate::__private::serde::Deserializer<'de>>(
                &mut self,
                deserializer: __D,
            ) -> ::core::result::Result<bool, __D::Error> {
                $crate::proto::deserialize_enumeration(self, deserializer)
            }

            $crate::__log_by_format! {}
            $crate::__enumeration_sample! {}
        }

        impl $crate::ConstEmpty for $Name {
            const EMPTY: Self = match Self::from_number(0) {
                ::core::result::Result::Ok(value) => value,
                ::core::result::Result::Err(_) => Self::Unrecognized($crate::proto::Unrecognized::__new(0)),
            };
        }

        impl $crate::MaxJsonLen for $Name {
            const MAX_JSON_LEN: usize = {
                let longest = Self::MAX_PRESENT_LEN;
                $( let longest = $crate::max::longer(longest, $crate::max::name($wire)); )+
                longest
            };
            const MAX_PRESENT_LEN: usize = {
                let longest = <i32 as $crate::MaxJsonLen>::MAX_JSON_LEN;
                $( let longest = if $number == 0 { longest } else { $crate::max::longer(longest, $crate::max::name($wire)) }; )+
                longest
            };
        }

        $crate::__enumeration_defmt! { $Name { $($Value $wire),+ } }
    };
    ($($declaration:tt)*) => {
        ::core::compile_error! {
            "an enum is declared as `enum Name { Value = 1 as \"VALUE\", … }`, where `0 as \"UNSPECIFIED\",` may come first"
        }
    };
}

#[cfg(not(feature = "_sample"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_sample {
    () => {};
}

#[cfg(feature = "_sample")]
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_sample {
    () => {
        fn sample(sampler: &mut dyn $crate::sample::Sampler, is_optional: bool) -> Self {
            match $crate::proto::sample_enumeration(sampler, is_optional) {
                ::core::option::Option::Some(value) => value,
                ::core::option::Option::None => $crate::proto::Field::absent(),
            }
        }
    };
}

#[cfg(not(feature = "defmt"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_defmt {
    ($($enumeration:tt)*) => {};
}

#[cfg(feature = "defmt")]
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_defmt {
    ($Name:ident { $($Value:ident $wire:literal),+ }) => {
        impl $crate::__private::defmt::Format for $Name {
            fn format(&self, f: $crate::__private::defmt::Formatter<'_>) {
                use $crate::__private::defmt;
                match self {
                    $( Self::$Value => defmt::write!(f, "{=istr}", defmt::intern!($wire)), )+
                    Self::Unrecognized(number) => defmt::write!(f, "{=i32}", number.get()),
                }
            }
        }
    };
}
