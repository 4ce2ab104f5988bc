//! The capacities of a device's messages.
//!
//! One type, a *profile*, specifies all sizes of a device, as in `WorkerMessage<Microcontroller>`. This module has
//! predefined profiles, and [`profile!`](crate::profile!) declares others in a few lines.
//!
//! | profile | for |
//! | --- | --- |
//! | [`Microcontroller`] | 16 KB of RAM and more |
//! | [`Growable`] (feature `alloc`) | hosts with an allocator: sidecars, gateways and tools; no size limits |
//! | [`Sidecar`] | hosts without an allocator; a message takes tens of kilobytes |
//!
//! A profile is a table of [`Sizes`], and the containers with those capacities, from heapless or `alloc`. It
//! determines the size of a message in memory.

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
    FixedCapacity, Full, InsertError, Item, ListStorage, MapStorage, Name, Storage, StringStorage, UnnamedCapacity,
};
pub use table::{Profile, Sizes, name};
pub use vec_map::VecMap;

profile! {
    /// The sizes of a device with little RAM: [`Sizes::MICROCONTROLLER`]. A message that can hold any payload takes
    /// 5.6 KB, one with a health report 0.9 KB.
    ///
    /// ```
    /// use vitalwire::{Microcontroller, dataflow::WorkerHealthReport};
    ///
    /// let mut report = WorkerHealthReport::<Microcontroller>::default();
    /// assert_eq!(Microcontroller::SIZES.message, 128);
    /// assert!(report.msg.set(&"x".repeat(128)).is_ok());
    /// assert!(report.msg.set(&"x".repeat(129)).is_err());
    /// ```
    pub struct Microcontroller { ..MICROCONTROLLER }
}

profile! {
    /// The sizes of a non-allocating process that runs beside a workload on Linux: [`Sizes::SIDECAR`]. Containers
    /// don't nest. A message that can hold any payload takes 18 KB, a request of four such messages 74 KB.
    ///
    /// ```
    /// use vitalwire::{Sidecar, dataflow::WorkerHealthReport};
    ///
    /// let mut report = WorkerHealthReport::<Sidecar>::default();
    /// assert_eq!(Sidecar::SIZES.message, 1024);
    /// assert!(report.msg.set(&"x".repeat(1024)).is_ok());
    /// ```
    pub struct Sidecar { ..SIDECAR }
}

profile! {
    /// The sizes of a container that holds others: [`Sizes::POD`]. Those are of the profile [`Container`].
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
    /// The sizes of a container that holds no others: [`Sizes::CONTAINER`]. It's the profile of containers unless a
    /// [`profile!`](crate::profile!) names another.
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
