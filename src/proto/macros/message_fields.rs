//! What becomes of the fields of a message.

/// What a field's mark turns it into: a member of its own, left out if it is a default; one that is `always` there;
/// or a oneof's. All paths start with the field's type, so that an error in that is shown there, and once.
#[doc(hidden)]
#[macro_export]
macro_rules! __message_field {
    (@doc oneof) => { "" };
    (@doc $wire:literal) => { ::core::concat!("\n\n On the wire: `", $wire, "`.") };
    (@doc $other:tt) => { "" };

    (@default [$Type:ty] oneof) => { <$Type as $crate::proto::OneOfField>::absent() };
    (@default [$Type:ty] $wire:literal) => { <$Type as $crate::empty::FieldDefault>::field_default() };

    (@absent [$Type:ty] oneof) => { <$Type as $crate::proto::OneOfField>::absent() };
    (@absent [$Type:ty] $wire:literal) => { <$Type as $crate::proto::Field>::absent() };

    (@clear [$Type:ty] $self:ident.$field:ident, oneof) => {
        $self.$field = <$Type as $crate::proto::OneOfField>::absent()
    };
    (@clear [$Type:ty] $self:ident.$field:ident, $wire:literal) => {
        <$Type as $crate::proto::Field>::clear(&mut $self.$field)
    };

    (@is_required [$Type:ty] oneof) => { false };
    (@is_required [$Type:ty] $wire:literal) => { <$Type as $crate::proto::Field>::IS_REQUIRED };

    (@elements [$Type:ty] $Name:ident $field:ident, oneof) => {};
    (@elements [$Type:ty] $Name:ident $field:ident, $wire:literal) => {
        $crate::proto::check_elements(
            ::core::stringify!($Name),
            ::core::stringify!($field),
            <$Type as $crate::proto::Field>::HOLDS_UNSET,
        );
    };

    (@require [$Type:ty] $required:ident, $fields:ident, oneof) => {};
    (@require [$Type:ty] $required:ident, $fields:ident, $wire:literal) => {
        $required |= (<$Type as $crate::proto::Field>::IS_REQUIRED as u64).wrapping_shl($fields as u32);
        $fields += 1;
    };

    (@null_field [$Type:ty] $nulls:ident, $end:ident, oneof) => {};
    (@null_field [$Type:ty] $nulls:ident, $end:ident, $wire:literal) => {
        $nulls |= (<$Type as $crate::proto::Field>::ACCEPTS_NULL as u64).wrapping_shl($end as u32);
        $end += 1;
    };

    (@null_oneof [$Type:ty] $nulls:ident, $end:ident, oneof) => {
        $nulls |= <$Type as $crate::proto::OneOfField>::NULLS.wrapping_shl($end as u32);
        $end += <$Type as $crate::proto::OneOfField>::MEMBERS.len();
    };
    (@null_oneof [$Type:ty] $nulls:ident, $end:ident, $wire:literal) => {};

    (@is_present [$Type:ty] $self:ident.$field:ident, oneof) => {
        <$Type as $crate::proto::OneOfField>::is_set(&$self.$field)
    };
    (@is_present [$Type:ty] $self:ident.$field:ident, $wire:literal) => {
        !<$Type as $crate::proto::Field>::is_default(&$self.$field)
    };
    (@is_present [$Type:ty] $self:ident.$field:ident, $wire:literal $always:ident) => { true };

    (@write [$Type:ty] $index:ident, $start:ident, $self:ident.$field:ident, oneof, $output:ident) => {
        $index += 1;
        if $start <= $index
            && <$Type as $crate::proto::OneOfField>::write_member(&$self.$field, $index, $output)
        {
            return true;
        }
    };
    (@write [$Type:ty] $index:ident, $start:ident, $self:ident.$field:ident, $wire:literal, $output:ident) => {
        $index += 1;
        if $start <= $index
            && <$Type as $crate::proto::Field>::write_member(&$self.$field, $index, $crate::key!($wire), $output)
        {
            return true;
        }
    };
    (@write [$Type:ty] $index:ident, $start:ident, $self:ident.$field:ident, $wire:literal $always:ident, $output:ident) => {
        $index += 1;
        if $start <= $index
            && $output.member($index, $crate::key!($wire), |output| {
                <$Type as $crate::proto::Field>::write(&$self.$field, output)
            })
        {
            return true;
        }
    };

    (@serialize [$Type:ty] $self:ident.$field:ident, $members:ident, oneof) => {
        <$Type as $crate::proto::OneOfField>::serialize_member(&$self.$field, &mut $members)?
    };
    (@serialize [$Type:ty] $self:ident.$field:ident, $members:ident, $wire:literal) => {
        if !<$Type as $crate::proto::Field>::is_default(&$self.$field) {
            <$Type as $crate::proto::Field>::serialize_member(&$self.$field, $wire, &mut $members)?
        }
    };
    (@serialize [$Type:ty] $self:ident.$field:ident, $members:ident, $wire:literal $always:ident) => {
        <$Type as $crate::proto::Field>::serialize_member(&$self.$field, $wire, &mut $members)?
    };

    (@read_field [$Type:ty] $index:ident, $end:ident, $self:ident.$field:ident, oneof, $reader:ident) => {};
    (@read_field [$Type:ty] $index:ident, $end:ident, $self:ident.$field:ident, $wire:literal, $reader:ident) => {
        $end += 1;
        if $index < $end {
            return <$Type as $crate::proto::Field>::read(&mut $self.$field, $reader);
        }
    };

    (@read_oneof [$Type:ty] $index:ident, $end:ident, $self:ident.$field:ident, oneof, $reader:ident) => {
        let start = $end;
        $end += <$Type as $crate::proto::OneOfField>::MEMBERS.len();
        if $index < $end {
            return <$Type as $crate::proto::OneOfField>::read_member(&mut $self.$field, $index - start, $reader);
        }
    };
    (@read_oneof [$Type:ty] $index:ident, $end:ident, $self:ident.$field:ident, $wire:literal, $reader:ident) => {};

    (@deserialize_field [$Type:ty] $index:ident, $end:ident, $self:ident.$field:ident, oneof, $access:ident) => {};
    (@deserialize_field [$Type:ty] $index:ident, $end:ident, $self:ident.$field:ident, $wire:literal, $access:ident) => {
        $end += 1;
        if $index < $end {
            return <$Type as $crate::proto::Field>::deserialize_member(&mut $self.$field, $access);
        }
    };

    (@deserialize_oneof [$Type:ty] $index:ident, $end:ident, $self:ident.$field:ident, oneof, $access:ident) => {
        let start = $end;
        $end += <$Type as $crate::proto::OneOfField>::MEMBERS.len();
        if $index < $end {
            return <$Type as $crate::proto::OneOfField>::deserialize_member(
                &mut $self.$field,
                $index - start,
                $access,
            );
        }
    };
    (@deserialize_oneof [$Type:ty] $index:ident, $end:ident, $self:ident.$field:ident, $wire:literal, $access:ident) => {};

    (@measured [$Type:ty] oneof) => { $crate::max::OneOfMembers<$Type> };
    (@measured [$Type:ty] $wire:literal) => { $Type };

    (@max [$Type:ty] oneof) => {
        <$crate::max::OneOfMembers<$Type> as $crate::max::MaxFieldLen<'static>>::MAX_LEN
    };
    (@max [$Type:ty] $wire:literal) => {
        $crate::max::member($wire, <$Type as $crate::max::MaxFieldLen<'static>>::MAX_PRESENT_LEN)
    };
    (@max [$Type:ty] $wire:literal $always:ident) => {
        $crate::max::member($wire, <$Type as $crate::max::MaxFieldLen<'static>>::MAX_LEN)
    };
}

/// The names of all fields that aren't oneofs.
#[doc(hidden)]
#[macro_export]
macro_rules! __message_names {
    ([$($names:tt)*]) => { &[$($names)*] };
    ([$($names:tt)*] $field:ident oneof; $($rest:tt)*) => { $crate::__message_names!([$($names)*] $($rest)*) };
    ([$($names:tt)*] $field:ident $wire:tt; $($rest:tt)*) => {
        $crate::__message_names!([$($names)* (::core::stringify!($field), $wire),] $($rest)*)
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
    ([$($generics:tt)*] $Name:ident $(< $($G:ident),+ >)? { $($field:ident [$Type:ty] $wire:tt $($always:ident)?),* }) => {
        impl<$($generics)*> $crate::__private::defmt::Format for $Name $(< $($G),+ >)? {
            fn format(&self, f: $crate::__private::defmt::Formatter<'_>) {
                use $crate::__private::defmt;
                defmt::write!(f, "{{");
                $(
                    if $crate::__message_field!(@is_present [$Type] self.$field, $wire $($always)?) {
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
