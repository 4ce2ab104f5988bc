//! What workers count and measure.
//!
//! The names are the workers' own, and may be any text. They are labels of a few families: made into names of families
//! they could collide, and one could be a counter here and a gauge there.

use super::exposition::{Family, Label, Value};
use super::histogram::cumulative;
use super::workers::of_worker;
use crate::fleet::{self, Position, Series};
use crate::store::{Database, Failure};
use crate::views::parts;

/// A pass over all metrics for each family.
#[derive(Default)]
pub struct Walk {
    /// How many of the families are done.
    families: usize,
    last: Option<Position>,
}

impl Walk {
    /// Writes the next part, and returns whether there are more.
    pub fn write_next(&mut self, database: &mut dyn Database, text: &mut String) -> Result<bool, Failure> {
        let Some((kind, family, write)) = FAMILIES.get(self.families) else { return Ok(false) };
        if self.last.is_none() {
            family.begin(text);
        }
        let from = self.last.take().unwrap_or_default();
        self.last = fleet::series_after(database, kind, &from, &mut |series| {
            write(family, series, text)?;
            Ok(parts::flow(text))
        })?;
        self.families += usize::from(self.last.is_none());
        Ok(self.families < FAMILIES.len())
    }
}

type Write = fn(&Family, &Series<'_>, &mut String) -> Result<(), Failure>;

/// The kinds in the store, and what is written of them.
const FAMILIES: &[(&str, Family, Write)] = &[
    (
        "counter",
        Family {
            name: "vitalwire_step_added_total",
            kind: "counter",
            help: "The sum of all positive deltas of a counter.",
        },
        // A counter that falls would look to Prometheus as if it had begun anew, and its rate would be nonsense.
        |family, series, text| {
            family.sample(text, &labels(series), series.value);
            Ok(())
        },
    ),
    (
        "counter",
        Family {
            name: "vitalwire_step_taken_total",
            kind: "counter",
            help: "The sum of all negative deltas of a counter, without the sign; absent if there were none.",
        },
        |family, series, text| {
            if series.taken > 0 {
                family.sample(text, &labels(series), series.taken);
            }
            Ok(())
        },
    ),
    (
        "gauge",
        Family { name: "vitalwire_step_value", kind: "gauge", help: "The latest value of what is measured." },
        |family, series, text| {
            family.sample(text, &labels(series), series.value);
            Ok(())
        },
    ),
    (
        "histogram",
        Family {
            name: "vitalwire_step_distribution",
            kind: "histogram",
            help: "How many values were in each bucket. Buckets of another layout are a histogram of their own.",
        },
        write_histogram,
    ),
];

fn labels<'a>(series: &Series<'a>) -> [Label<'a>; 7] {
    let [project, job, worker] = of_worker(series.project, series.job, series.worker);
    [
        project,
        job,
        worker,
        ("namespace", series.namespace),
        ("step", series.step),
        ("metric", series.name),
        // JSON, since their names may be any text, too.
        ("labels", series.labels),
    ]
}

fn write_histogram(family: &Family, series: &Series<'_>, text: &mut String) -> Result<(), Failure> {
    let histogram =
        vitalwire::decode(series.buckets.as_bytes()).map_err(|error| Failure::Rejected(error.to_string()))?;
    let labels = [&labels(series)[..], &[("layout", series.layout)]].concat();
    let mut count = 0;
    for (bound, below) in cumulative(&histogram) {
        let bound = Value::from(bound).to_string();
        family.sample_of(text, "_bucket", &[&labels[..], &[("le", &bound)]].concat(), below);
        count = below;
    }
    family.sample_of(text, "_count", &labels, count);
    Ok(())
}
