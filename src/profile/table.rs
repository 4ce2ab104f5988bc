//! The table of capacities, and everything generated from it.

use super::storage::{Item, ListStorage, MapEntries, Name, StringStorage};

/// Passes the table to a macro.
///
/// A row is the kind of container, its name as a field of [`Sizes`] and as a type, and its capacity on a
/// microcontroller, in a sidecar, in a container that holds others and in one that holds none.
#[doc(hidden)]
#[macro_export]
macro_rules! __profile_table {
    ($callback:path $(, $argument:tt)?) => { $callback! { $($argument)?
        // Microcontroller, Sidecar, Pod, Container.

        /// Bytes of the location of a request, as JSON.
        text location Location 32 64 0 0
        /// Messages in a request.
        list messages Messages 4 4 0 0
        /// Messages in a response.
        list responses Responses 4 16 0 0

        /// Labels of a message.
        map labels Labels 4 8 0 0
        /// Bytes of a label's key, as JSON; of a metadata key too.
        text label_key LabelKey 32 64 0 0
        /// Bytes of a label's value, as JSON; of a metadata value too.
        text label_value LabelValue 64 256 0 0

        /// Bytes of the message of a health report or a status, as JSON.
        text message Message 128 1024 0 0
        /// Bytes of the code of a health report or a message code, as JSON.
        text code Code 32 64 0 0
        /// Bytes of a shutdown's reason, as JSON.
        text reason Reason 32 64 0 0
        /// Pods in a health report.
        list pods Pods 1 2 0 0
        /// Bytes of the JSON of a pod.
        text pod Pod 128 4096 0 0
        /// Bytes of the JSON of a message code's parameters.
        text parameters Parameters 128 2048 0 0
        /// Metadata of a lifecycle event.
        map metadata Metadata 4 8 0 0

        /// CPU time samples in a resource utilization report.
        list cpu_samples CpuSamples 8 32 8 8
        /// Memory usage samples in a resource utilization report.
        list memory_samples MemorySamples 8 32 8 8
        /// GPU usage samples in a resource utilization report.
        list gpu_samples GpuSamples 0 32 8 8
        /// Containers in a resource utilization report.
        map containers Containers 2 8 16 0
        /// Bytes of a container's name, as JSON.
        text container_name ContainerName 32 128 128 0

        /// Pairs of step and namespace in a report of per-step metrics.
        list steps Steps 1 1 0 0
        /// Bytes of a step's name, as JSON.
        text step_name StepName 32 128 0 0
        /// Bytes of a metric's namespace, as JSON.
        text namespace Namespace 32 128 0 0
        /// Metrics of a step and namespace.
        list metric_values MetricValues 8 8 0 0
        /// Bytes of a metric's name, as JSON.
        text metric_name MetricName 32 128 0 0
        /// Labels of a metric.
        map metric_labels MetricLabels 3 4 0 0
        /// Bytes of the key of a metric's label, and of its value, as JSON.
        text metric_label MetricLabel 48 128 0 0
        /// Buckets of a histogram.
        list buckets Buckets 20 64 0 0

        /// Disks attached to a worker, other than the boot disk.
        map attached_disks AttachedDisks 2 16 0 0
        /// Bytes of a disk's name, as JSON.
        text disk_name DiskName 32 128 0 0
        /// Events in a check-in.
        list events Events 4 8 0 0
        /// Details of a status.
        list details Details 1 4 0 0
        /// Bytes of the JSON of an event's data or a status's detail, including its `@type`.
        text any Any 128 1024 0 0
        /// Bytes of an SOS report, before base64 encoding.
        list sos_report SosReport 64 4096 0 0
    } };
}

macro_rules! define {
    ($(
        $(#[doc = $doc:literal])+
        $kind:ident $size:ident $Name:ident $micro:literal $sidecar:literal $pod:literal $container:literal
    )*) => {
        /// The capacities of messages.
        ///
        /// A field whose capacity is 0 can't be used, and takes no space. Strings are measured as on the wire: in
        /// bytes of UTF-8, including escapes, so a character that JSON must escape counts as two or six bytes. No
        /// string is longer on the wire than its capacity, and a string without such characters can use all of it.
        ///
        /// ```
        /// use vitalwire::profile;
        /// use vitalwire::profile::Sizes;
        ///
        /// profile! {
        ///     /// A sensor with two labels.
        ///     struct Sensor { labels: 2 }
        /// }
        ///
        /// assert_eq!(Sensor::SIZES, Sizes { labels: 2, ..Sizes::MICROCONTROLLER });
        /// ```
        ///
        /// | capacity | `MICROCONTROLLER` | `SIDECAR` | `POD` | `CONTAINER` | of what |
        /// | --- | ---: | ---: | ---: | ---: | --- |
        $( #[doc = concat!(
            "| [`", stringify!($size), "`](Self::", stringify!($size), ") | ", $micro, " | ", $sidecar, " | ", $pod,
            " | ", $container, " |", $($doc),+, " |",
        )] )*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        pub struct Sizes {
            $( $(#[doc = $doc])+ pub $size: usize, )*
        }

        impl Sizes {
            /// No capacity for anything.
            pub const NONE: Self = Self { $( $size: 0, )* };
            /// For a device with little RAM: those of [`Microcontroller`](super::Microcontroller).
            pub const MICROCONTROLLER: Self = Self { $( $size: $micro, )* };
            /// For a process that runs beside a workload on Linux: those of [`Sidecar`](super::Sidecar).
            pub const SIDECAR: Self = Self { $( $size: $sidecar, )* };
            /// For a container that holds others: those of [`Pod`](super::Pod).
            pub const POD: Self = Self { $( $size: $pod, )* };
            /// For a container that holds no others: those of [`Container`](super::Container).
            pub const CONTAINER: Self = Self { $( $size: $container, )* };
        }

        /// The names of the capacities, for errors: what a message's [`Text`](crate::proto::Text),
        /// [`List`](crate::proto::List) or [`Map`](crate::proto::Map) says if it's too small.
        pub mod name {
            $(
                #[doc = concat!("[`", stringify!($size), "`](super::Sizes::", stringify!($size), "):", $($doc),+)]
                ///
                /// ```
                /// use vitalwire::profile::{Name, name};
                ///
                #[doc = concat!("assert_eq!(name::", stringify!($Name), "::NAME, \"", stringify!($size), "\");")]
                /// ```
                #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
                #[cfg_attr(feature = "defmt", derive(defmt::Format))]
                pub struct $Name;

                impl super::Name for $Name {
                    const NAME: &'static str = stringify!($size);
                }
            )*
        }

        /// A profile: the containers with the capacities of its [`Sizes`].
        ///
        /// [`profile!`](crate::profile!) implements it.
        ///
        /// ```
        /// use vitalwire::dataflow::WorkerHealthReport;
        /// use vitalwire::profile::Profile;
        /// use vitalwire::{Microcontroller, Sidecar};
        ///
        /// /// A report of a machine that works, whatever its profile.
        /// fn healthy<C: Profile>() -> WorkerHealthReport<C> {
        ///     WorkerHealthReport { vm_is_healthy: true, ..Default::default() }
        /// }
        ///
        /// assert!(healthy::<Microcontroller>().vm_is_healthy && healthy::<Sidecar>().vm_is_healthy);
        /// ```
        pub trait Profile: Clone + core::fmt::Debug + Default + PartialEq + 'static {
            /// The profile of the reports inside a container.
            type Container: Profile;
            $( define! { @type $kind $Name $(#[doc = $doc])+ } )*
        }
    };
    (@type text $Name:ident $(#[$doc:meta])*) => { $(#[$doc])* type $Name: StringStorage; };
    (@type list $Name:ident $(#[$doc:meta])*) => {
        $(#[$doc])* type $Name<T: Item>: ListStorage<Element = T> + IntoIterator<Item = T>;
    };
    (@type map $Name:ident $(#[$doc:meta])*) => {
        $(#[$doc])* type $Name<K: Item + Ord, V: Item>: MapEntries<Key = K, Value = V>;
    };
}

__profile_table! { define }

/// Declares a profile: the capacities of a device's messages.
///
/// It implements [`Profile`](crate::profile::Profile). The fields are those of [`Sizes`](crate::profile::Sizes).
/// Omitted fields come from one of its constants, by default
/// [`MICROCONTROLLER`](crate::profile::Sizes::MICROCONTROLLER).
///
/// ```
/// use vitalwire::profile;
///
/// profile! {
///     /// A sensor that reports two labels and nothing about containers.
///     pub struct Sensor { labels: 2, label_value: 24, containers: 0 }
/// }
///
/// profile! {
///     /// A gateway: like a sidecar, but with more labels. Each container reports sixteen samples.
///     pub struct Gateway { labels: 32, ..SIDECAR }
///     containers: Guest
/// }
///
/// profile! {
///     /// A container on the gateway that holds no others.
///     pub struct Guest { cpu_samples: 16, memory_samples: 16, ..CONTAINER }
///     containers: none
/// }
/// ```
///
/// `containers` names the profile of the reports inside a container, by default
/// [`Container`](crate::profile::Container). `none` ends the nesting.
#[macro_export]
macro_rules! profile {
    ($(#[$meta:meta])* $vis:vis struct $Profile:ident { $($size:ident: $value:expr),* $(,)? } $($rest:tt)*) => {
        $crate::profile! { $(#[$meta])* $vis struct $Profile { $($size: $value,)* ..MICROCONTROLLER } $($rest)* }
    };
    ($(#[$meta:meta])* $vis:vis struct $Profile:ident { $($size:ident: $value:expr,)* ..$BASE:ident }) => {
        $crate::profile! {
            $(#[$meta])* $vis struct $Profile { $($size: $value,)* ..$BASE } containers: $crate::profile::Container
        }
    };
    (
        $(#[$meta:meta])* $vis:vis struct $Profile:ident { $($size:ident: $value:expr,)* ..$BASE:ident }
        containers: $($Container:tt)*
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        $vis struct $Profile;

        impl $Profile {
            /// The capacities of messages of this profile.
            #[allow(clippy::needless_update, reason = "a profile may name all sizes")]
            $vis const SIZES: $crate::profile::Sizes =
                $crate::profile::Sizes { $($size: $value,)* ..$crate::profile::Sizes::$BASE };
        }

        $crate::__profile_table! { $crate::__implement_profile, [$Profile [$($Container)*]] }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __implement_profile {
    ([$Profile:ident $container:tt]
        $($(#[$doc:meta])* $kind:ident $size:ident $Name:ident $a:literal $b:literal $c:literal $d:literal)*
    ) => {
        #[doc(hidden)]
        impl $crate::profile::Profile for $Profile {
            $crate::__implement_profile! { @container $Profile $container }
            $( $crate::__implement_profile! { @$kind $Profile $size $Name $container } )*
        }
    };
    (@container $Profile:ident [none]) => { type Container = $Profile; };
    (@container $Profile:ident [$Container:ty]) => { type Container = $Container; };
    (@text $Profile:ident $size:ident $Name:ident $container:tt) => {
        type $Name = $crate::__private::heapless::String<{ $Profile::SIZES.$size }>;
    };
    (@list $Profile:ident $size:ident $Name:ident $container:tt) => {
        type $Name<T: $crate::profile::Item> = $crate::__private::heapless::Vec<T, { $Profile::SIZES.$size }>;
    };
    (@map $Profile:ident containers $Name:ident [none]) => {
        type $Name<K: $crate::profile::Item + Ord, V: $crate::profile::Item> = $crate::profile::EmptyMap<K, V>;
    };
    (@map $Profile:ident $size:ident $Name:ident $container:tt) => {
        type $Name<K: $crate::profile::Item + Ord, V: $crate::profile::Item> =
            $crate::profile::VecMap<K, V, { $Profile::SIZES.$size }>;
    };
}

#[cfg(feature = "alloc")]
macro_rules! implement_growable {
    ($Profile:ident) => { $crate::__profile_table! { $crate::profile::table::implement_growable, [$Profile] } };
    ([$Profile:ident]
        $($(#[$doc:meta])* $kind:ident $size:ident $Name:ident $a:literal $b:literal $c:literal $d:literal)*
    ) => {
        #[doc(hidden)]
        impl $crate::profile::Profile for $Profile {
            type Container = $Profile;
            $( $crate::profile::table::implement_growable! { @$kind $Name } )*
        }
    };
    (@text $Name:ident) => { type $Name = alloc::string::String; };
    (@list $Name:ident) => { type $Name<T: $crate::profile::Item> = alloc::vec::Vec<T>; };
    (@map $Name:ident) => {
        type $Name<K: $crate::profile::Item + Ord, V: $crate::profile::Item> = alloc::collections::BTreeMap<K, V>;
    };
}
#[cfg(feature = "alloc")]
pub(super) use implement_growable;
