//! How much of everything a device's messages can hold.
//!
//! One type, a *profile*, names all sizes of a device: `WorkerMessage<Microcontroller>`. There are
//! ready-made ones, and [`profile!`](crate::profile!) makes others in a few lines.
//!
//! | profile | for |
//! | --- | --- |
//! | [`Microcontroller`] | 16 KB of RAM and more |
//! | [`Growable`] (feature `alloc`) | hosts: sidecars, gateways and tools; anything of any size, with an allocator |
//! | [`Sidecar`] | hosts without an allocator; a message takes tens of kilobytes |
//!
//! A profile is a table of [`Sizes`], and through it the containers that hold as much: heapless's own,
//! or alloc's. A message is as large in memory as its profile makes it.

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
    /// The sizes of a device with little RAM: [`Sizes::MICROCONTROLLER`]. A message that can hold any
    /// payload takes 5.6 KB, one with a health report 0.9 KB.
    pub struct Microcontroller { ..MICROCONTROLLER }
}

profile! {
    /// The sizes of a process beside a workload on Linux that doesn't allocate: [`Sizes::SIDECAR`]. Containers hold no
    /// others. A message that can hold any payload takes 18 KB, a request of four of them 74 KB.
    pub struct Sidecar { ..SIDECAR }
}

profile! {
    /// The sizes of a container that holds others: [`Sizes::POD`].
    pub struct Pod { ..POD }
}

profile! {
    /// The sizes of a container that holds no others: [`Sizes::CONTAINER`].
    pub struct Container { ..CONTAINER }
    containers: none
}
