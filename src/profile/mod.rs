//! The capacities of a device's messages.
//!
//! One type, a *profile*, specifies all sizes of a device, as in `WorkerMessage<Microcontroller>`. This module has
//! predefined profiles, and [`profile!`](crate::profile!) declares others in a few lines.
//!
//! | profile | for |
//! | --- | --- |
//! | [`Microcontroller`] | 16 KB of RAM and more |
//! | `Growable` (feature `alloc`) | hosts with an allocator: sidecars, gateways and tools; no size limits |
//! | [`Sidecar`] | hosts without an allocator; a message takes tens of kilobytes |
//!
//! A profile is a table of [`Sizes`], and the containers with those capacities, from heapless or `alloc`. It determines
//! the size of a message in memory. The [guide](crate::docs::guide#sizes) shows how to choose one.

#[macro_use]
mod table;
mod fixed;
#[cfg(feature = "alloc")]
mod growable;
mod storage;
mod vec_map;

pub use fixed::EmptyMap;
#[cfg(feature = "alloc")]
pub use growable::Growable;
pub use storage::{
    FixedCapacity, Full, InsertError, Item, ListStorage, MapEntries, MapStorage, Name, Storage, StringStorage,
    UnnamedCapacity,
};
pub(crate) use storage::{capacity_exceeded, capacity_full};
pub use table::{Profile, Sizes, name};
pub use vec_map::VecMap;

/// Declares profiles whose docs list their sizes, which are in the table.
macro_rules! presets {
    ($(
        $(#[doc = $doc:literal])+
        $kind:ident $size:ident $Name:ident $micro:literal $sidecar:literal $pod:literal $container:literal
    )*) => {
        profile! {
            /// The [`Profile`] of a device with little RAM: the sizes are [`Sizes::MICROCONTROLLER`].
            ///
            /// ```
            /// use vitalwire::{Microcontroller, dataflow::WorkerHealthReport};
            ///
            /// let mut report = WorkerHealthReport::<Microcontroller>::default();
            /// assert_eq!(Microcontroller::SIZES.message, 128);
            /// assert!(report.msg.set(&"x".repeat(128)).is_ok());
            /// assert!(report.msg.set(&"x".repeat(129)).is_err());
            /// ```
            ///
            /// | bytes of | RAM, 32 bits | RAM, 64 bits | longest JSON |
            /// | --- | ---: | ---: | ---: |
            /// | [`WorkerMessage`] of any payload | 5640 | 6168 | 10,200 |
            /// | [`HealthRequest`] | 888 | 984 | 1006 |
            /// | [`SendWorkerMessagesRequest`] of any payloads | 22,608 | 24,728 | 40,870 |
            /// | [`SendWorkerMessagesResponse`] | 200 | 200 | 1152 |
            /// | [`CheckInRequest`] | 1304 | 1392 | 1798 |
            /// | [`CheckInResponse`] | 48 | 72 | 73 |
            ///
            /// RAM on 32 bits is that of `thumbv6m-none-eabi`, where 64-bit integers are aligned to 8 bytes.
            ///
            /// | capacity | value | of what |
            /// | --- | ---: | --- |
            $( #[doc = concat!(
                " | [`", stringify!($size), "`](Sizes::", stringify!($size), ") | ", $micro, " |", $($doc),+, " |",
            )] )*
            ///
            /// A [`Container`] in a report has 8 samples of each kind, and holds no others.
            ///
            /// [`WorkerMessage`]: crate::dataflow::WorkerMessage
            /// [`HealthRequest`]: crate::dataflow::HealthRequest
            /// [`SendWorkerMessagesRequest`]: crate::dataflow::SendWorkerMessagesRequest
            /// [`SendWorkerMessagesResponse`]: crate::dataflow::SendWorkerMessagesResponse
            /// [`CheckInRequest`]: crate::genomics::CheckInRequest
            /// [`CheckInResponse`]: crate::genomics::CheckInResponse
            pub struct Microcontroller { ..MICROCONTROLLER }
        }

        profile! {
            /// The [`Profile`] of a non-allocating process that runs beside a workload on Linux: the sizes are
            /// [`Sizes::SIDECAR`].
            ///
            /// ```
            /// use vitalwire::{Sidecar, dataflow::WorkerHealthReport};
            ///
            /// let mut report = WorkerHealthReport::<Sidecar>::default();
            /// assert_eq!(Sidecar::SIZES.message, 1024);
            /// assert!(report.msg.set(&"x".repeat(1024)).is_ok());
            /// ```
            ///
            /// | bytes of | RAM, 32 bits | RAM, 64 bits | longest JSON |
            /// | --- | ---: | ---: | ---: |
            /// | [`WorkerMessage`] of any payload | 17,672 | 18,392 | 43,477 |
            /// | [`HealthRequest`] | 12,152 | 12,320 | 12,231 |
            /// | [`SendWorkerMessagesRequest`] of any payloads | 70,768 | 73,656 | 174,010 |
            /// | [`SendWorkerMessagesResponse`] | 776 | 776 | 4524 |
            /// | [`CheckInRequest`] | 21,240 | 21,480 | 24,025 |
            /// | [`CheckInResponse`] | 48 | 72 | 73 |
            ///
            /// RAM on 32 bits is that of `thumbv6m-none-eabi`, where 64-bit integers are aligned to 8 bytes.
            ///
            /// | capacity | value | of what |
            /// | --- | ---: | --- |
            $( #[doc = concat!(
                " | [`", stringify!($size), "`](Sizes::", stringify!($size), ") | ", $sidecar, " |", $($doc),+, " |",
            )] )*
            ///
            /// A [`Container`] in a report has 8 samples of each kind, and holds no others.
            ///
            /// [`WorkerMessage`]: crate::dataflow::WorkerMessage
            /// [`HealthRequest`]: crate::dataflow::HealthRequest
            /// [`SendWorkerMessagesRequest`]: crate::dataflow::SendWorkerMessagesRequest
            /// [`SendWorkerMessagesResponse`]: crate::dataflow::SendWorkerMessagesResponse
            /// [`CheckInRequest`]: crate::genomics::CheckInRequest
            /// [`CheckInResponse`]: crate::genomics::CheckInResponse
            pub struct Sidecar { ..SIDECAR }
        }
    };
}

__profile_table! { presets }

profile! {
    /// The [`Profile`] of a container that holds others: the sizes are [`Sizes::POD`]. Those others have the profile
    /// [`Container`].
    ///
    /// ```
    /// vitalwire::profile! {
    ///     /// A gateway: the containers in its report hold others.
    ///     pub struct Gateway { ..SIDECAR }
    ///     containers: vitalwire::profile::Pod
    /// }
    ///
    /// use vitalwire::dataflow::ResourceUtilizationReport;
    ///
    /// let mut report = ResourceUtilizationReport::<Gateway>::default();
    /// report.containers.insert("pod", ResourceUtilizationReport::default())?;
    /// let pod = report.containers.get_mut("pod").unwrap();
    /// pod.containers.insert("sdk-0", ResourceUtilizationReport::default())?;
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct Pod { ..POD }
}

profile! {
    /// The [`Profile`] of a container that holds no others: the sizes are [`Sizes::CONTAINER`]. Containers have it
    /// unless a [`profile!`](crate::profile!) names another.
    ///
    /// ```
    /// use vitalwire::dataflow::ResourceUtilizationReport;
    /// use vitalwire::profile::Container;
    ///
    /// let mut report = ResourceUtilizationReport::<Container>::default();
    /// assert!(report.cpu_time.extend_from_slice(&[Default::default(); 8]).is_ok());
    /// assert!(report.containers.insert("nested", ResourceUtilizationReport::default()).is_err());
    /// ```
    pub struct Container { ..CONTAINER }
    containers: none
}
