//! Linux, through procfs and statvfs.

use super::cgroup::{Cgroups, memory, processor};
use super::file::{File, read_if_exists};
use super::mountinfo::Mounts;
use super::{Memory, Processor, Sample, Sampler, Scope, Wanted, disks, procfs};
use crate::sidecar::notices::{Notices, SampleError};
use rustix::param::clock_ticks_per_second;
use std::time::{Instant, SystemTime};
use vitalwire::proto::Timestamp;

impl Sampler {
    /// Samples what is wanted. What can't be known is left out, and `notices` says why.
    ///
    /// # Errors
    /// Nothing at all is known, or the time isn't within the years 1 to 9999.
    pub fn sample(&self, notices: &mut Notices) -> Result<Sample, String> {
        let taken = Instant::now();
        let time = Timestamp::try_from(SystemTime::now()).map_err(|error| format!("no time of day: {error}"))?;
        let memberships = self.memberships(notices);
        let mounts = self.mounts(memberships.is_some(), notices);
        let cgroups = memberships
            .zip(mounts.as_ref())
            .map(|(bytes, mounts)| Cgroups::parse(&self.proc.join("self/cgroup"), &bytes, mounts, notices));
        let mut sample = Sample {
            taken,
            time,
            host_name: None,
            boot_time: None,
            uptime: None,
            processor: None,
            memory: self.memory(cgroups.as_ref(), notices),
            boot_disk: notices.known("size of the boot disk", disks::boot()),
            attached_disks: Vec::new(),
        };
        let has_disks = self.wanted == Wanted::CheckIn && mounts.is_some();
        match self.wanted {
            Wanted::Report { host_name } => {
                sample.host_name = if host_name { self.host_name(notices) } else { None };
                self.sample_stat(&mut sample, cgroups.as_ref(), notices);
            }
            Wanted::CheckIn => {
                let uptime = self.file("uptime").and_then(|uptime| procfs::uptime_seconds(&uptime));
                sample.uptime = notices.known("uptime", uptime);
                sample.attached_disks = mounts.map_or(Vec::new(), |mounts| disks::attached(&mounts, notices));
            }
        }
        if sample.is_empty() && !has_disks {
            return Err(format!("nothing is known about this machine: is procfs mounted at {}?", self.proc.display()));
        }
        Ok(sample)
    }

    /// Returns `self/cgroup`, if it may count and the kernel has cgroups.
    fn memberships(&self, notices: &mut Notices) -> Option<Vec<u8>> {
        if self.ignores_cgroups {
            return None;
        }
        notices.known("limits of cgroups", read_if_exists(&self.proc.join("self/cgroup"))).flatten()
    }

    fn mounts(&self, has_cgroups: bool, notices: &mut Notices) -> Option<Mounts> {
        let what = match self.wanted {
            Wanted::CheckIn => "attached disks",
            Wanted::Report { .. } if has_cgroups => "limits of cgroups",
            Wanted::Report { .. } => return None,
        };
        let mounts = Mounts::read(&self.proc.join("self/mountinfo"), notices);
        notices.known(what, mounts)
    }

    /// Returns the memory of the machine or of a cgroup, whose limit is tighter.
    fn memory(&self, cgroups: Option<&Cgroups<'_>>, notices: &mut Notices) -> Memory {
        let mut memory = self.machine_memory(notices);
        let groups = cgroups.map_or(Vec::new(), |cgroups| cgroups.groups("memory", notices));
        let tightest = memory::Tightest::find(&groups, notices);
        let tighter = tightest.filter(|cgroup| memory.limit_bytes.is_none_or(|limit| cgroup.limit_bytes < limit));
        match &tighter {
            Some(cgroup) => {
                memory = cgroup.within(&memory);
                let (scope, limit) = (&memory.scope, cgroup.limit_bytes);
                notices.explain(&format!("memory is that of {scope}, which has a limit of {limit} bytes"));
            }
            None => notices.explain("memory is that of the machine"),
        }
        if matches!(self.wanted, Wanted::Report { .. }) {
            let oom_kills = match tighter {
                Some(cgroup) => cgroup.group.oom_kills(),
                None => self.file("vmstat").and_then(|vmstat| procfs::oom_kills(&vmstat)),
            };
            memory.oom_kills = notices.known("count of OOM kills", oom_kills);
        }
        memory
    }

    fn machine_memory(&self, notices: &mut Notices) -> Memory {
        let Some(meminfo) = notices.known("memory", self.file("meminfo")) else { return Memory::default() };
        let limit_bytes = notices.known("limit of memory", procfs::memory_total(&meminfo));
        let available_bytes = notices.known("available memory", procfs::memory_available(&meminfo));
        let used_bytes = limit_bytes.zip(available_bytes).map(|(limit, available)| limit.saturating_sub(available));
        Memory { limit_bytes, used_bytes, available_bytes, ..Memory::default() }
    }

    fn host_name(&self, notices: &mut Notices) -> Option<String> {
        let name = self.file("sys/kernel/hostname").and_then(|file| procfs::host_name(&file).map(str::to_owned));
        let name = name.map_err(|error| error.with_advice("--label WORKER_ID=NAME sets a name"));
        let name = notices.known("host name", name)?;
        if name.contains(char::REPLACEMENT_CHARACTER) {
            notices.tell("host name", format_args!("the host name isn't UTF-8: it is sent as {name}"));
        }
        Some(name)
    }

    /// Samples the time of boot, and the processor time of the machine or of a cgroup, whose limit is tighter.
    fn sample_stat(&self, sample: &mut Sample, cgroups: Option<&Cgroups<'_>>, notices: &mut Notices) {
        let stat = notices.known("time of boot or busy time", self.file("stat"));
        let boot_time = stat.as_ref().map(|stat| {
            let seconds = procfs::boot_time(stat)?;
            Timestamp::new(seconds, 0).map_err(|_| stat.unusable("btime", &seconds.to_string()))
        });
        sample.boot_time = boot_time.and_then(|time| notices.known("time of boot", time));
        let cores = stat.as_ref().and_then(procfs::cores);
        let [cpu, cpuset, cpuacct] = ["cpu", "cpuset", "cpuacct"]
            .map(|controller| cgroups.map_or(Vec::new(), |cgroups| cgroups.groups(controller, notices)));
        let tightest = processor::Tightest::find(&cpu, &cpuset, notices);
        let tighter = tightest.filter(|cgroup| cores.is_none_or(|cores| cgroup.cores < cores as f64));
        let (scope, busy) = match &tighter {
            Some(cgroup) => {
                let (scope, limit) = (cgroup.group.scope(), cgroup.cores);
                notices.explain(&format!("processor time is that of {scope}, which has a limit of {limit} cores"));
                (scope, Some(cgroup.busy(&cpuacct)))
            }
            None => {
                notices.explain("processor time is that of the machine");
                (Scope::Machine, stat.map(|stat| procfs::busy(&stat, clock_ticks_per_second())))
            }
        };
        let busy = busy.and_then(|busy| notices.known("busy time", busy));
        sample.processor = busy.map(|busy| Processor { scope, busy, cores });
    }

    fn file(&self, name: &str) -> Result<File, SampleError> {
        File::read(self.proc.join(name))
    }
}

impl Sample {
    /// Whether nothing is known but disks. The boot disk is known wherever procfs is.
    fn is_empty(&self) -> bool {
        let Memory { limit_bytes, available_bytes, oom_kills, .. } = self.memory;
        limit_bytes.is_none()
            && available_bytes.is_none()
            && oom_kills.is_none()
            && self.boot_time.is_none()
            && self.uptime.is_none()
            && self.processor.is_none()
    }
}
