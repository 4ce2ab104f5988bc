//! Processor time of cgroups.

use super::Group;
use crate::sidecar::notices::{Notices, SampleError};
use crate::sidecar::sample::CgroupVersion;
use std::time::Duration;

/// The cgroup with the tightest limit, of equal ones the outermost, which has the most to count.
pub struct Tightest<'a> {
    pub group: &'a Group,
    /// The number of cores that may be busy on average.
    pub cores: f64,
}

impl<'a> Tightest<'a> {
    /// `cpu` and `cpuset` are the cgroups of these controllers, which are different only in version 1.
    pub fn find(cpu: &'a [Group], cpuset: &'a [Group], notices: &mut Notices) -> Option<Self> {
        let mut limits = Vec::new();
        for group in cpu {
            let cores = notices.known("limit of a cgroup's processor time", group.quota()).flatten();
            limits.extend(cores.map(|cores| Self { group, cores }));
        }
        for group in cpuset {
            let cores = notices.known("set of a cgroup's cores", group.cores()).flatten();
            limits.extend(cores.map(|cores| Self { group, cores: cores as f64 }));
        }
        let depth = |limit: &Self| limit.group.path.components().count();
        limits.into_iter().min_by(|a, b| a.cores.total_cmp(&b.cores).then(depth(a).cmp(&depth(b))))
    }

    /// Returns how long cores were busy with this cgroup since it was created: `cpu.stat`'s `usage_usec`. In version 1
    /// it is `cpuacct.usage`, in ns, of the cgroup with the same path in that hierarchy.
    pub fn busy(&self, cpuacct: &[Group]) -> Result<Duration, SampleError> {
        match self.group.version {
            CgroupVersion::V2 => Ok(Duration::from_micros(self.group.file("cpu.stat")?.number("usage_usec ")?)),
            CgroupVersion::V1 => {
                let same = cpuacct.iter().find(|group| group.path == self.group.path);
                let missing =
                    || SampleError::new(format_args!("{} isn't a cgroup of cpuacct", self.group.path.display()));
                Ok(Duration::from_nanos(same.ok_or_else(missing)?.file("cpuacct.usage")?.whole_number()?))
            }
        }
    }
}

impl Group {
    /// Returns how many cores may be busy on average: `cpu.max`, or `cpu.cfs_quota_us` of `cpu.cfs_period_us` in
    /// version 1.
    fn quota(&self) -> Result<Option<f64>, SampleError> {
        match self.version {
            CgroupVersion::V2 => {
                let Some(file) = self.optional_file("cpu.max")? else { return Ok(None) };
                let (quota, period) = file.text().split_once(' ').unwrap_or_default();
                if quota == "max" {
                    return Ok(None);
                }
                cores(quota, period).map(Some).ok_or_else(|| file.unusable("quota", file.text()))
            }
            CgroupVersion::V1 => {
                let Some(quota) = self.optional_file("cpu.cfs_quota_us")? else { return Ok(None) };
                if quota.text().starts_with('-') {
                    return Ok(None);
                }
                let period = self.file("cpu.cfs_period_us")?;
                cores(quota.text(), period.text()).map(Some).ok_or_else(|| quota.unusable("quota", quota.text()))
            }
        }
    }

    /// Returns the number of cores that may be used: `cpuset.cpus.effective`, or `cpuset.effective_cpus` in version 1.
    fn cores(&self) -> Result<Option<u64>, SampleError> {
        let name = match self.version {
            CgroupVersion::V1 => "cpuset.effective_cpus",
            CgroupVersion::V2 => "cpuset.cpus.effective",
        };
        let Some(file) = self.optional_file(name)? else { return Ok(None) };
        match file.text() {
            "" => Ok(None),
            ranges => count(ranges).map(Some).ok_or_else(|| file.unusable("list of cores", ranges)),
        }
    }
}

fn cores(quota: &str, period: &str) -> Option<f64> {
    let [quota, period] = [quota, period].map(|text| text.parse::<u64>().ok().filter(|&number| number > 0));
    Some(quota? as f64 / period? as f64)
}

/// Counts the numbers in `0-3,8`.
fn count(ranges: &str) -> Option<u64> {
    ranges.split(',').try_fold(0_u64, |count, range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let range = last.parse::<u64>().ok()?.checked_sub(first.parse().ok()?)?;
        count.checked_add(range)?.checked_add(1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_is_of_a_period() {
        assert_eq!(cores("50000", "100000"), Some(0.5));
        assert_eq!(cores("400000", "100000"), Some(4.0));
        for (quota, period) in [("0", "100000"), ("50000", "0"), ("", "1"), ("-1", "100000"), ("1", "x")] {
            assert_eq!(cores(quota, period), None, "{quota} {period}");
        }
    }

    #[test]
    fn cores_are_listed_in_ranges() {
        assert_eq!(count("0"), Some(1));
        assert_eq!(count("0-3,8"), Some(5));
        for ranges in ["x", "3-0", "0-", ",", "0-18446744073709551615", "0-3,"] {
            assert_eq!(count(ranges), None, "{ranges}");
        }
    }
}
