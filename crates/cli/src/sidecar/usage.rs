//! What can only be computed from two samples: since the latest one in which it was known, so that nothing is lost
//! with a sample.

use super::notices::Notices;
use super::sample::{Processor, Sample, Scope};
use std::time::{Duration, Instant};

#[derive(Default)]
pub struct Usage {
    pub processor: ProcessorUsage,
    pub memory: MemoryUsage,
    pub oom_kills: OomKills,
}

impl Usage {
    pub fn add(&mut self, sample: &Sample, notices: &mut Notices) {
        self.processor.add(sample.taken, sample.processor.as_ref(), notices);
        self.memory.add(sample.taken, sample.memory.used_bytes);
        self.oom_kills.add(&sample.memory.scope, sample.memory.oom_kills, notices);
    }
}

#[derive(Default)]
pub struct ProcessorUsage {
    /// How long all cores together were busy since boot, or with a cgroup since it was created.
    pub busy: Option<Duration>,
    /// The average number of cores that were busy: 0.0 to the number of cores.
    pub busy_cores: Option<f64>,
    before: Option<(Scope, Instant, Duration)>,
}

impl ProcessorUsage {
    /// The kernel may count the time of one interval in the next one, and take some back.
    const LATENESS: Duration = Duration::from_secs(1);

    fn add(&mut self, taken: Instant, processor: Option<&Processor>, notices: &mut Notices) {
        (self.busy, self.busy_cores) = (None, None);
        let Some(Processor { scope, busy, cores }) = processor else { return };
        let busy = *busy;
        let before = self.before.replace((scope.clone(), taken, busy));
        let Some((_, taken_before, busy_before)) = before.filter(|(before, ..)| before == scope) else {
            self.busy = Some(busy);
            return;
        };
        let elapsed = taken - taken_before;
        let cores = cores.map_or(f64::INFINITY, |cores| cores as f64);
        let most = (elapsed + Self::LATENESS).as_secs_f64() * cores;
        if busy_before.saturating_sub(busy) > Self::LATENESS {
            // The counter began anew, or has recovered from a value that was wrong.
            notices.tell("fall", format_args!("no rate: the processor was busy for {busy_before:?}, then {busy:?}"));
            self.busy = Some(busy);
        } else if busy.saturating_sub(busy_before).as_secs_f64() > most {
            notices.tell("leap", format_args!("no cpuTime: busy for {busy_before:?}, {elapsed:?} later for {busy:?}"));
        } else {
            let busy = busy.max(busy_before);
            self.before = Some((scope.clone(), taken, busy));
            self.busy = Some(busy);
            let rate = (busy - busy_before).as_secs_f64() / elapsed.as_secs_f64();
            self.busy_cores = Some(rate.min(cores)).filter(|rate| rate.is_finite());
        }
    }
}

#[derive(Default)]
pub struct MemoryUsage {
    /// Never rounded, so that nothing is lost from line to line.
    byte_nanos: u128,
    before: Option<Instant>,
}

impl MemoryUsage {
    const BYTES_PER_GB: u128 = 1_000_000_000;
    const NANOS_PER_MS: u128 = 1_000_000;

    fn add(&mut self, taken: Instant, used_bytes: Option<u64>) {
        let Some(used) = used_bytes else { return };
        let elapsed = taken - self.before.replace(taken).unwrap_or(taken);
        self.byte_nanos = self.byte_nanos.saturating_add(u128::from(used).saturating_mul(elapsed.as_nanos()));
    }

    /// Memory in use, summed over time since the first sample, in GB ms.
    pub fn total_gb_ms(&self) -> u64 {
        u64::try_from(self.byte_nanos / (Self::BYTES_PER_GB * Self::NANOS_PER_MS)).unwrap_or(u64::MAX)
    }
}

#[derive(Default)]
pub struct OomKills {
    /// Processes killed for lack of memory.
    pub latest: Option<i64>,
    before: Option<(Scope, u64)>,
}

impl OomKills {
    /// `kills` are counted since boot, or since a cgroup was created.
    fn add(&mut self, scope: &Scope, kills: Option<u64>, notices: &mut Notices) {
        self.latest = None;
        let Some(now) = kills else { return };
        let before = self.before.replace((scope.clone(), now));
        let Some((_, before)) = before.filter(|(before, _)| before == scope) else { return };
        self.latest = now.checked_sub(before).and_then(|kills| kills.try_into().ok());
        if self.latest.is_none() {
            notices.tell("OOM kills", format_args!("no currentOoms: oom_kill was {before}, then {now}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::CgroupVersion;
    use super::*;
    use std::io;

    /// The usage after samples, each of which is taken 10 s after the one before.
    fn processor(busy_seconds: &[Option<u64>], cores: Option<usize>) -> (Option<Duration>, Option<f64>) {
        let (mut usage, start) = (ProcessorUsage::default(), Instant::now());
        for (seconds, busy) in (0..).step_by(10).zip(busy_seconds) {
            let busy = busy.map(Duration::from_secs);
            let processor = busy.map(|busy| Processor { scope: Scope::Machine, busy, cores });
            usage.add(start + Duration::from_secs(seconds), processor.as_ref(), &mut Notices::new(io::sink(), false));
        }
        (usage.busy, usage.busy_cores)
    }

    fn seconds(seconds: u64) -> Option<Duration> {
        Some(Duration::from_secs(seconds))
    }

    #[test]
    fn the_rate_is_that_of_two_samples() {
        assert_eq!(processor(&[Some(100)], Some(2)), (seconds(100), None));
        assert_eq!(processor(&[Some(100), Some(115)], Some(2)), (seconds(115), Some(1.5)));
        assert_eq!(processor(&[Some(100), Some(121)], Some(2)), (seconds(121), Some(2.0)));
        assert_eq!(processor(&[Some(100), Some(400)], None), (seconds(400), Some(30.0)));
    }

    #[test]
    fn the_rate_after_a_gap_is_that_of_the_gap() {
        assert_eq!(processor(&[Some(100), None], Some(2)), (None, None));
        assert_eq!(processor(&[Some(100), None, Some(110)], Some(2)), (seconds(110), Some(0.5)));
    }

    #[test]
    fn a_busy_time_that_leaps_or_falls_has_no_rate() {
        let huge = Some(u64::MAX / 100);
        assert_eq!(processor(&[Some(100), huge], Some(2)), (None, None));
        assert_eq!(processor(&[Some(100), huge, Some(120)], Some(2)), (seconds(120), None));
        assert_eq!(processor(&[Some(100), huge, Some(120), Some(125)], Some(2)), (seconds(125), Some(0.5)));
    }

    #[test]
    fn a_busy_time_that_falls_a_little_stands_still() {
        assert_eq!(processor(&[Some(100), Some(99)], Some(2)), (seconds(100), Some(0.0)));
        assert_eq!(processor(&[Some(100), Some(99), Some(105)], Some(2)), (seconds(105), Some(0.5)));
    }

    #[test]
    fn another_scope_begins_anew() {
        let cgroup = Scope::Cgroup(CgroupVersion::V2, "/app".into());
        let (mut usage, mut kills, start) = (ProcessorUsage::default(), OomKills::default(), Instant::now());
        for (seconds, scope) in [(0, Scope::Machine), (10, cgroup.clone()), (20, cgroup)] {
            let busy = if scope == Scope::Machine { 1000 } else { seconds };
            kills.add(&scope, Some(busy), &mut Notices::new(io::sink(), false));
            let processor = Processor { scope, busy: Duration::from_secs(busy), cores: Some(2) };
            usage.add(start + Duration::from_secs(seconds), Some(&processor), &mut Notices::new(io::sink(), false));
            let expected = (seconds == 20).then_some(1.0);
            assert_eq!((usage.busy, usage.busy_cores), (Some(processor.busy), expected));
            assert_eq!(kills.latest, expected.map(|_| 10));
        }
    }

    #[test]
    fn memory_in_use_is_summed_over_gaps() {
        let (mut usage, start) = (MemoryUsage::default(), Instant::now());
        let gigabyte = Some(1_000_000_000);
        for (seconds, used) in [(0, gigabyte), (1, gigabyte), (2, None), (3, gigabyte)] {
            usage.add(start + Duration::from_secs(seconds), used);
        }
        assert_eq!(usage.total_gb_ms(), 3000);
        usage.add(start + Duration::from_secs(1 << 40), Some(u64::MAX));
        assert_eq!(usage.total_gb_ms(), u64::MAX);
    }

    #[test]
    fn oom_kills_are_those_since_the_sample_before() {
        let latest = |counts: &[Option<u64>]| {
            let mut kills = OomKills::default();
            counts.iter().for_each(|&count| kills.add(&Scope::Machine, count, &mut Notices::new(io::sink(), false)));
            kills.latest
        };
        assert_eq!(latest(&[Some(3)]), None);
        assert_eq!(latest(&[Some(3), Some(3)]), Some(0));
        assert_eq!(latest(&[Some(3), Some(5)]), Some(2));
        assert_eq!(latest(&[Some(3), None]), None);
        assert_eq!(latest(&[Some(3), None, Some(5)]), Some(2));
        assert_eq!(latest(&[Some(3), Some(u64::MAX)]), None);
        assert_eq!(latest(&[Some(3), Some(u64::MAX), Some(3)]), None);
        assert_eq!(latest(&[Some(3), Some(u64::MAX), Some(3), Some(4)]), Some(1));
    }
}
