//! What a declaration of a message can have wrong, in words.

/// Says what is wrong with a declaration that can't be read.
#[doc(hidden)]
#[macro_export]
macro_rules! __message_explain {
    (
        $(#[$meta:meta])*
        $vis:vis struct $Name:ident $(< $($G:ident : $Bound:path $(= $Default:ty)?),+ >)? $(without $without:ident)? {
            $( $(#[$field_meta:meta])* $field_vis:vis $field:ident : $Type:ty $(as $wire:tt $($always:ident)?)? ),* $(,)?
        }
    ) => {
        $( $crate::__message_explain! { @field $Name $field $($wire)? } )*
    };
    (@field $Name:ident $field:ident) => {
        ::core::compile_error! { ::core::concat!(
            "the field `", ::core::stringify!($field), "` of `", ::core::stringify!($Name),
            "` has no name on the wire: after its type comes `as \"itsName\"`, or `as oneof`"
        ) }
    };
    (@field $Name:ident $field:ident $wire:tt) => {};
    ($($declaration:tt)*) => {
        ::core::compile_error! {
            "a message is declared as `struct Name { field: Type as \"wireName\", … }`; each type parameter has one bound"
        }
    };
}

/// Checks what follows the `as` of a field.
#[doc(hidden)]
#[macro_export]
macro_rules! __message_mark {
    ($field:ident oneof) => {};
    ($field:ident $wire:literal) => {};
    ($field:ident $wire:literal always) => {};
    ($field:ident $wire:tt) => {
        ::core::compile_error! { ::core::concat!(
            "the field `", ::core::stringify!($field), "` is `as ", ::core::stringify!($wire),
            "`: its name on the wire is in quotes; only `oneof` isn't"
        ) }
    };
    ($field:ident $wire:tt $mark:ident) => {
        ::core::compile_error! { ::core::concat!(
            "the field `", ::core::stringify!($field), "` is marked `", ::core::stringify!($mark),
            "`: only a field that isn't a oneof can be marked, and only `always`"
        ) }
    };
}

/// Checks the names of all members where the message is declared. If it's generic, that happens where it's written or
/// read.
#[doc(hidden)]
#[macro_export]
macro_rules! __message_check {
    ([] $Name:ident) => {
        const _: () = $crate::__private::check_schema::<$Name>();
    };
    ([$($G:ident)+] $Name:ident) => {};
}

/// Checks that all fields have a default, where the message is declared. If it's generic, that happens where a default
/// is made.
#[doc(hidden)]
#[macro_export]
macro_rules! __message_check_defaults {
    ([] [] $Name:ident [$($fields:tt)*]) => {
        const _: () = $crate::proto::check_defaults(::core::stringify!($Name), &[$($fields)*]);
    };
    ([] [] $Name:ident [$($fields:tt)*] $field:ident [$Type:ty] oneof; $($rest:tt)*) => {
        $crate::__message_check_defaults! { [] [] $Name [$($fields)*] $($rest)* }
    };
    ([] [] $Name:ident [$($fields:tt)*] $field:ident [$Type:ty] $wire:tt; $($rest:tt)*) => {
        $crate::__message_check_defaults! {
            [] [] $Name
            [$($fields)* (::core::stringify!($field), <$Type as $crate::proto::Field>::HAS_DEFAULT),]
            $($rest)*
        }
    };
    ($($message:tt)*) => {};
}
