//! Linux, through procfs and statvfs.

use super::file::File;
use super::mountinfo::Mounts;
use super::{Memory, Processor, Sample, Sampler, Wanted, disks, procfs};
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
        let memory = self.memory(notices);
        let mut sample = Sample {
            taken,
            time,
            host_name: None,
            boot_time: None,
            uptime: None,
            processor: None,
            memory,
            boot_disk: notices.known("size of the boot disk", disks::boot()),
            attached_disks: Vec::new(),
        };
        match self.wanted {
            Wanted::Report { host_name } => self.sample_for_report(&mut sample, host_name, notices),
            Wanted::CheckIn => self.sample_for_check_in(&mut sample, notices),
        }
        if sample.is_empty() {
            return Err(format!("nothing is known about this machine: is procfs mounted at {}?", self.proc.display()));
        }
        Ok(sample)
    }

    fn sample_for_report(&self, sample: &mut Sample, host_name: bool, notices: &mut Notices) {
        if host_name {
            sample.host_name = self.host_name(notices);
        }
        if let Some(stat) = notices.known("time of boot or busy time", self.file("stat")) {
            let boot_time = procfs::boot_time(&stat).and_then(|seconds| {
                Timestamp::new(seconds, 0).map_err(|_| stat.unusable("btime", &seconds.to_string()))
            });
            sample.boot_time = notices.known("time of boot", boot_time);
            let busy = notices.known("busy time", procfs::busy(&stat, clock_ticks_per_second()));
            sample.processor = busy.map(|busy| Processor { busy, cores: procfs::cores(&stat) });
        }
        let oom_kills = self.file("vmstat").and_then(|vmstat| procfs::oom_kills(&vmstat));
        sample.memory.oom_kills = notices.known("count of OOM kills", oom_kills);
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

    fn sample_for_check_in(&self, sample: &mut Sample, notices: &mut Notices) {
        let uptime = self.file("uptime").and_then(|uptime| procfs::uptime_seconds(&uptime));
        sample.uptime = notices.known("uptime", uptime);
        if let Some(mounts) = self.mounts("attached disks", notices) {
            sample.attached_disks = disks::attached(&mounts, notices);
        }
    }

    fn memory(&self, notices: &mut Notices) -> Memory {
        let Some(meminfo) = notices.known("memory", self.file("meminfo")) else { return Memory::default() };
        let limit_bytes = notices.known("limit of memory", procfs::memory_total(&meminfo));
        let available_bytes = notices.known("available memory", procfs::memory_available(&meminfo));
        let used_bytes = limit_bytes.zip(available_bytes).map(|(limit, available)| limit.saturating_sub(available));
        Memory { limit_bytes, used_bytes, available_bytes, oom_kills: None }
    }

    /// They are needed for `what`.
    fn mounts(&self, what: &str, notices: &mut Notices) -> Option<Mounts> {
        let mounts = Mounts::read(&self.proc.join("self/mountinfo"), notices);
        notices.known(what, mounts)
    }

    fn file(&self, name: &str) -> Result<File, SampleError> {
        File::read(self.proc.join(name))
    }
}

impl Sample {
    /// The boot disk doesn't count: it is the same wherever procfs is.
    fn is_empty(&self) -> bool {
        let Memory { limit_bytes, available_bytes, oom_kills, .. } = self.memory;
        limit_bytes.is_none()
            && available_bytes.is_none()
            && oom_kills.is_none()
            && self.boot_time.is_none()
            && self.uptime.is_none()
            && self.processor.is_none()
            && self.attached_disks.is_empty()
    }
}
