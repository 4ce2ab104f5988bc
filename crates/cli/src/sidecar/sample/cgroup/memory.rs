//! Memory of cgroups.

use super::Group;
use crate::sidecar::notices::{Notices, SampleError};
use crate::sidecar::sample::{CgroupVersion, Memory};

/// From here on, version 1 means no limit: it prints the largest `i64`, rounded down to pages.
const UNLIMITED: u64 = 1 << 62;

/// The cgroup with the tightest limit, of equal ones the outermost, which has the most to count.
pub struct Tightest<'a> {
    pub group: &'a Group,
    pub limit_bytes: u64,
    used_bytes: Option<u64>,
    /// What is left in all cgroups: an outer one may be used by others, too.
    available_bytes: Option<u64>,
}

impl<'a> Tightest<'a> {
    pub fn find(groups: &'a [Group], notices: &mut Notices) -> Option<Self> {
        let mut limits: Vec<(&Group, u64)> = Vec::new();
        for group in groups {
            let limit = notices.known("limit of a cgroup's memory", group.limit_bytes()).flatten();
            limits.extend(limit.map(|limit| (group, limit)));
        }
        if let Some((innermost, effective)) = effective_limit(groups, notices) {
            // Before Linux 5.11, limits needn't count for inner cgroups.
            limits.retain(|&(_, limit)| limit >= effective);
            if effective < UNLIMITED && limits.iter().all(|&(_, limit)| limit > effective) {
                limits.insert(0, (innermost, effective));
            }
        }
        let mut tightest: Option<Self> = None;
        for (group, limit_bytes) in limits {
            let used_bytes = notices.known("memory in use by a cgroup", group.used_bytes());
            let left = used_bytes.map(|used| limit_bytes.saturating_sub(used));
            let available_bytes = min(left, tightest.as_ref().and_then(|tightest| tightest.available_bytes));
            tightest = match tightest {
                Some(tightest) if tightest.limit_bytes < limit_bytes => Some(Self { available_bytes, ..tightest }),
                _ => Some(Self { group, limit_bytes, used_bytes, available_bytes }),
            };
        }
        tightest
    }

    /// Returns the memory of this cgroup, within that of the machine.
    pub fn within(&self, machine: &Memory) -> Memory {
        Memory {
            scope: self.group.scope(),
            limit_bytes: Some(self.limit_bytes),
            used_bytes: self.used_bytes,
            available_bytes: min(self.available_bytes, machine.available_bytes),
            oom_kills: None,
        }
    }
}

/// Returns the smaller one of those that are known.
fn min(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    [a, b].into_iter().flatten().min()
}

/// Returns the limit of the innermost cgroup by all that contain it, even those that aren't visible. Version 2 doesn't
/// say: `memory.stat`'s `hierarchical_memory_limit` is of version 1.
fn effective_limit<'a>(groups: &'a [Group], notices: &mut Notices) -> Option<(&'a Group, u64)> {
    let innermost = groups.first().filter(|group| group.version == CgroupVersion::V1)?;
    let stat = notices.known("limits of outer cgroups", innermost.optional_file("memory.stat")).flatten()?;
    stat.find(V1_EFFECTIVE_LIMIT)?;
    let limit = notices.known("limits of outer cgroups", stat.number(V1_EFFECTIVE_LIMIT))?;
    Some((innermost, limit))
}

const V1_EFFECTIVE_LIMIT: &str = "hierarchical_memory_limit ";

impl Group {
    /// Returns the limit of this cgroup alone, in bytes: `memory.max`, or `memory.limit_in_bytes` of version 1.
    fn limit_bytes(&self) -> Result<Option<u64>, SampleError> {
        let name = match self.version {
            CgroupVersion::V1 => "memory.limit_in_bytes",
            CgroupVersion::V2 => "memory.max",
        };
        match self.optional_file(name)? {
            Some(file) if file.text() != "max" => Ok(Some(file.whole_number()?).filter(|&limit| limit < UNLIMITED)),
            _ => Ok(None),
        }
    }

    /// Returns the memory in use, in bytes, less caches that can be dropped, as the machine's doesn't count them:
    /// `memory.current`, less `memory.stat`'s files and slabs; of version 1 `memory.usage_in_bytes`, less files.
    fn used_bytes(&self) -> Result<u64, SampleError> {
        let (current, caches): (_, &[&str]) = match self.version {
            CgroupVersion::V1 => ("memory.usage_in_bytes", &["total_active_file ", "total_inactive_file "]),
            CgroupVersion::V2 => ("memory.current", &["active_file ", "inactive_file ", "slab_reclaimable "]),
        };
        let mut used = self.file(current)?.whole_number()?;
        let Some(stat) = self.optional_file("memory.stat")? else { return Ok(used) };
        for name in caches {
            let cache = if stat.find(name).is_some() { stat.number(name)? } else { 0 };
            used = used.saturating_sub(cache);
        }
        Ok(used)
    }

    /// Returns how many processes were killed for lack of memory since the cgroup was created: `oom_kill` of
    /// `memory.events`, or of `memory.oom_control` in version 1.
    pub fn oom_kills(&self) -> Result<u64, SampleError> {
        let name = match self.version {
            CgroupVersion::V1 => "memory.oom_control",
            CgroupVersion::V2 => "memory.events",
        };
        self.file(name)?.number("oom_kill ")
    }
}
