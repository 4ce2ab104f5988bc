//! What a worker measures, until a message takes it.
//!
//! | meter | measures | becomes | bytes |
//! | --- | --- | --- | ---: |
//! | [`Counter`] | how often, or how much, in the program's loop | [`Metric::Int64`], a delta | 8 |
//! | `SharedCounter` | the same in interrupts and threads; it fits in a `static`; on a Cortex-M0 with the feature `portable-atomic` | [`Metric::Int64`], a delta | 4 |
//! | [`Gauge`] | the last value of what goes up and down | [`Metric::Gauge64`] | 32 |
//! | [`Histogram`] | latencies, sizes: how many were in which range | [`Metric::Histogram`], a delta | 32, and 4 a bucket |
//! | [`CpuMeter`] | the busy time of all cores | [`CpuTime`], since startup | 24 |
//! | [`MemoryMeter`] | the memory in use, over time | [`MemInfo`], since startup | 32 |
//!
//! None allocates or reads a clock. `new` is `const`, and recording takes a few dozen instructions on a Cortex-M0. It
//! divides only in a [`Linear`] histogram and in a [`MemoryMeter`], which takes 167.
//!
//! # Handing over
//! Each meter has a method `cut`, which calls a function with what is new. If that succeeds, the meter goes on without
//! what was handed over; if it fails, nothing changes. So what was recorded is what was handed over and what is left,
//! always: a queue that is full, or a profile that is too small, loses nothing. While a message waits to be sent, don't cut
//! another one: the meters go on, and a long outage costs resolution, never counts.
//!
//! Where nothing is new, there is no call, and `cut` returns `None`; a [`CpuMeter`] and a [`MemoryMeter`] always have a
//! sample.
//!
//! Where several meters go into one message, [`cut_together`] takes from all or from none:
//!
//! ```
//! use vitalwire::dataflow::{Metric, MetricValue, PerStepNamespaceMetrics, PerWorkerMetrics};
//! use vitalwire::{BuildError, EncodeError, Microcontroller};
//! use vitalwire_agent::meter::{Counter, Exponential, Full, Gauge, Histogram, SharedCounter, cut_together};
//!
//! type Metrics = PerWorkerMetrics<Microcontroller>;
//! type Step = PerStepNamespaceMetrics<Microcontroller>;
//!
//! /// What the flow sensor's interrupt counts.
//! static PULSES: SharedCounter = SharedCounter::new();
//!
//! #[derive(Clone, Default)]
//! struct Boiler {
//!     pulses: Counter,
//!     celsius: Gauge,
//!     latency_ms: Histogram<Exponential<0>, 17>,
//! }
//!
//! impl Boiler {
//!     /// Fills a message with all that is new.
//!     fn fill(&mut self, metrics: &mut Metrics) -> Result<(), BuildError> {
//!         let step = metrics.per_step_namespace_metrics.push_default()?;
//!         step.metrics_namespace.set("boiler")?;
//!         step.original_step.set("heat")?;
//!         self.pulses.cut(|delta| push(step, "pulses", Metric::Int64(delta)))?;
//!         self.celsius.cut(|value| push(step, "celsius", Metric::Gauge64(value)))?;
//!         self.latency_ms.cut(|value| push(step, "latency_ms", Metric::Histogram(value)))?;
//!         Ok(())
//!     }
//!
//!     /// Hands over to a queue, of which this is the space that is left. Returns the bytes that it took.
//!     fn report(&mut self, queue: &mut [u8]) -> Result<usize, Failure> {
//!         PULSES.move_to(&mut self.pulses);
//!         cut_together(self, |boiler| {
//!             let mut metrics = Metrics::default();
//!             boiler.fill(&mut metrics)?;
//!             Ok(vitalwire::to_slice(&metrics, queue)?.len())
//!         })
//!     }
//! }
//!
//! fn push(step: &mut Step, name: &str, value: Metric<Microcontroller>) -> Result<(), BuildError> {
//!     let metric = name.try_into()?;
//!     step.metric_values.push(MetricValue { metric, value: Some(value), ..Default::default() })?;
//!     Ok(())
//! }
//!
//! #[derive(Debug, PartialEq)]
//! enum Failure {
//!     Build(BuildError),
//!     NoSpace(EncodeError),
//! }
//! # impl From<BuildError> for Failure {
//! #     fn from(error: BuildError) -> Self {
//! #         Self::Build(error)
//! #     }
//! # }
//! # impl From<EncodeError> for Failure {
//! #     fn from(error: EncodeError) -> Self {
//! #         Self::NoSpace(error)
//! #     }
//! # }
//!
//! let mut boiler = Boiler::default();
//! PULSES.add(40)?;
//! boiler.celsius.set(61, None);
//! for latency_ms in [3, 4, 5] {
//!     boiler.latency_ms.record(latency_ms)?;
//! }
//!
//! let mut queue = [0; 512];
//! assert_eq!(boiler.report(&mut queue[..100]), Err(Failure::NoSpace(EncodeError::BufferTooSmall { needed: 326 })));
//! PULSES.add(2)?;
//! assert_eq!(boiler.report(&mut queue), Ok(326)); // with all 42 pulses
//! assert!(queue.starts_with(br#"{"perStepNamespaceMetrics":[{"metricValues":[{"metric":"pulses","valueInt64":"42"},"#));
//! # Ok::<(), Full>(())
//! ```
//!
//! # As Beam's workers do it
//! Apache Beam's Java worker is the client that these messages were made for. To look alike:
//!
//! - One [`PerStepNamespaceMetrics`] for each step and namespace, with all metrics of the two.
//! - Counters at zero are left out, and so are gauges and histograms without values: what `cut` makes of them.
//! - Latencies in ms are in `Exponential<0>` with 17 buckets: 0 to 2, to 4, and so on to 131,072 ms. At `Exponential<1>`, 17
//!   buckets end at 362 ms; up to the same bound, it takes 34.
//! - An exponential histogram has at most 32 · 2^scale buckets, as here.
//!
//! [`CpuTime`]: vitalwire::dataflow::CpuTime
//! [`MemInfo`]: vitalwire::dataflow::MemInfo
//! [`Metric::Gauge64`]: vitalwire::dataflow::Metric::Gauge64
//! [`Metric::Histogram`]: vitalwire::dataflow::Metric::Histogram
//! [`Metric::Int64`]: vitalwire::dataflow::Metric::Int64
//! [`PerStepNamespaceMetrics`]: vitalwire::dataflow::PerStepNamespaceMetrics

mod counter;
mod cpu;
mod double;
mod error;
mod gauge;
mod histogram;
mod layout;
mod memory;
mod outliers;
#[cfg(any(target_has_atomic = "32", feature = "portable-atomic"))]
mod shared_counter;
mod together;

pub use counter::Counter;
pub use cpu::CpuMeter;
pub use error::{Full, RecordError};
pub use gauge::Gauge;
pub use histogram::Histogram;
pub use layout::{Exponential, Layout, Linear};
pub use memory::MemoryMeter;
#[cfg(any(target_has_atomic = "32", feature = "portable-atomic"))]
#[cfg_attr(docsrs, doc(cfg(any(target_has_atomic = "32", feature = "portable-atomic"))))]
pub use shared_counter::SharedCounter;
pub use together::cut_together;
