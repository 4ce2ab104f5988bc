//! Parses files of procfs, a function for each fact.

use super::file::File;
use crate::sidecar::notices::SampleError;
use std::time::Duration;

/// Returns how long all cores together were busy since boot: columns of `stat`'s line `cpu`, in ticks of which there
/// are `ticks_per_second`.
///
/// Time stolen by a hypervisor isn't this machine's work, and a guest's time is part of its host's `user`. Columns that
/// aren't counted may have any value: `iowait` decreases at times.
pub fn busy(stat: &File, ticks_per_second: u64) -> Result<Duration, SampleError> {
    let [user, nice, system, irq, softirq] = [0, 1, 2, 5, 6];
    let line = stat.line("cpu ")?;
    let columns: Vec<&str> = line.split_ascii_whitespace().collect();
    let ticks = |at: usize| match columns.get(at) {
        Some(column) => column.parse().ok(),
        // Old kernels don't count interrupts.
        None => (at >= irq).then_some(0),
    };
    let sum = || [user, nice, system, irq, softirq].into_iter().try_fold(0_u64, |sum, at| sum.checked_add(ticks(at)?));
    sum().and_then(|ticks| duration(ticks, ticks_per_second)).ok_or_else(|| stat.unusable("cpu ", line))
}

fn duration(ticks: u64, per_second: u64) -> Option<Duration> {
    let seconds = ticks.checked_div(per_second)?;
    let nanos = u128::from(ticks % per_second) * 1_000_000_000 / u128::from(per_second);
    Some(Duration::new(seconds, nanos as u32))
}

/// Returns the number of cores that are online: lines `cpu0`, `cpu1`, … of `stat`.
pub fn cores(stat: &File) -> Option<usize> {
    let is_core =
        |line: &&str| line.strip_prefix("cpu").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    Some(stat.text().lines().filter(is_core).count()).filter(|&cores| cores > 0)
}

/// Returns when the machine was booted, in seconds since 1970: `stat`'s `btime`. The kernel prints a time before 1970,
/// which is that of a machine without a clock, as if it were unsigned.
pub fn boot_time(stat: &File) -> Result<i64, SampleError> {
    let found = stat.line("btime ")?;
    let seconds = found.parse().or_else(|_| found.parse().map(u64::cast_signed));
    seconds.map_err(|_| stat.unusable("btime", found))
}

/// Returns the memory of the machine, in bytes: `meminfo`'s `MemTotal`.
pub fn memory_total(meminfo: &File) -> Result<u64, SampleError> {
    bytes(meminfo, "MemTotal:")
}

/// Returns the memory that is available without swapping, in bytes: `meminfo`'s `MemAvailable`. Kernels before 3.14
/// have none: it is then what is free, and caches, of which shared memory can't be dropped.
pub fn memory_available(meminfo: &File) -> Result<u64, SampleError> {
    if meminfo.find("MemAvailable:").is_some() {
        return bytes(meminfo, "MemAvailable:");
    }
    let optional = |name| if meminfo.find(name).is_some() { bytes(meminfo, name) } else { Ok(0) };
    let (free, buffers) = (bytes(meminfo, "MemFree:")?, optional("Buffers:")?);
    let caches = optional("Cached:")?.saturating_sub(optional("Shmem:")?);
    Ok(free.saturating_add(buffers).saturating_add(caches))
}

fn bytes(meminfo: &File, name: &str) -> Result<u64, SampleError> {
    let found = meminfo.line(name)?;
    let kibibytes = || found.strip_suffix("kB")?.trim_ascii_end().parse::<u64>().ok()?.checked_mul(1024);
    kibibytes().ok_or_else(|| meminfo.unusable(name, found))
}

/// Returns how many processes were killed for lack of memory since boot: `vmstat`'s `oom_kill`, of Linux 4.13 or newer.
pub fn oom_kills(vmstat: &File) -> Result<u64, SampleError> {
    vmstat.number("oom_kill ")
}

/// Returns the seconds since boot, without the fraction: the first field of `uptime`.
pub fn uptime_seconds(uptime: &File) -> Result<i64, SampleError> {
    let field = uptime.text().split_ascii_whitespace().next().unwrap_or_default();
    let seconds = field.split_once('.').map_or(field, |(seconds, _)| seconds).parse().ok();
    seconds.filter(|seconds| *seconds >= 0).ok_or_else(|| uptime.unusable("seconds", uptime.text()))
}

/// Returns the host's name: `sys/kernel/hostname`. A kernel that was given none says `(none)`.
pub fn host_name(name: &File) -> Result<&str, SampleError> {
    match name.text() {
        "" | "(none)" => Err(name.unusable("name", name.text())),
        name => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::super::file::tests::file;
    use super::*;

    fn busy_ms(stat: &str) -> Option<u128> {
        busy(&file(stat), 100).ok().map(|busy| busy.as_millis())
    }

    #[test]
    fn cores_are_busy_with_programs_the_kernel_and_interrupts() {
        let text = "cpu  10 20 30 1000 5 6 7 8 9 9\ncpu0 1 2\ncpu1 1 2\nintr 5 5\nbtime 1700000000\n";
        assert_eq!(busy_ms(text), Some(730));
        assert_eq!(cores(&file(text)), Some(2));
        assert_eq!(boot_time(&file(text)), Ok(1_700_000_000));
        assert_eq!(busy(&file("cpu  1 1 1"), 1024).map(|busy| busy.as_nanos()), Ok(2_929_687));
    }

    #[test]
    fn old_kernels_have_fewer_columns() {
        assert_eq!(busy_ms("cpu  1 2 3 4\n"), Some(60));
        assert_eq!(busy_ms("cpu  1 2 3\n"), Some(60));
        assert_eq!(busy_ms("cpu  1 2\n"), None);
        assert_eq!(busy_ms("cpu  \n"), None);
        assert_eq!(busy_ms(""), None);
        assert_eq!(cores(&file("cpu  1 2 3\n")), None);
    }

    #[test]
    fn columns_that_arent_counted_may_have_any_value() {
        assert_eq!(busy_ms("cpu  10 20 30 -1 18446744073709551616 6 7 nan\n"), Some(730));
    }

    #[test]
    fn columns_that_are_counted_must_be_possible() {
        for line in ["1 x 3", "-1 2 3", "18446744073709551616 2 3", "18446744073709551615 2 3", "1 2 3 4 5 six 7"] {
            let error = busy(&file(&format!("cpu  {line}\n")), 100).map_err(|error| error.to_string());
            assert_eq!(error, Err(format!("file has no usable cpu: {line:?}")));
        }
        assert!(busy(&file("cpu  1 2 3\n"), 0).is_err());
    }

    #[test]
    fn a_machine_without_a_clock_was_booted_in_1970_or_before() {
        assert_eq!(boot_time(&file("btime 0\n")), Ok(0));
        assert_eq!(boot_time(&file("btime 18446744073709551516\n")), Ok(-100));
        assert_eq!(boot_time(&file("btime -100\n")), Ok(-100));
        assert!(boot_time(&file("btime 18446744073709551616\n")).is_err());
    }

    #[test]
    fn memory_may_be_given_in_any_lines() {
        let memory = |text: &str| (memory_total(&file(text)).ok(), memory_available(&file(text)).ok());
        let header = "        total:    used:    free:\nMem:  1 2 3\nSwap: 0 0 0\n";
        let few = "MemTotal:  8 kB\nMemFree:   2 kB\nMemAvailable:   4 kB\n";
        assert_eq!(memory(few), (Some(8192), Some(4096)));
        assert_eq!(memory(&format!("{header}{few}ShadowCallStack:10373888 kB\nnonsense")), (Some(8192), Some(4096)));
        assert_eq!(memory("MemTotal: 8 kB\n"), (Some(8192), None));
        assert_eq!(memory("MemTotal: many kB\nMemAvailable: 4 kB\n"), (None, Some(4096)));
        assert_eq!(memory("MemTotal: 8\nMemAvailable: 18014398509481984 kB\n"), (None, None));
    }

    #[test]
    fn before_linux_3_14_what_is_available_is_estimated() {
        let available = |text: &str| memory_available(&file(text)).ok();
        assert_eq!(available("MemFree: 2 kB\n"), Some(2048));
        assert_eq!(available("MemFree: 2 kB\nBuffers: 1 kB\nCached: 5 kB\nShmem: 4 kB\n"), Some(4096));
        assert_eq!(available("MemFree: 2 kB\nBuffers: 1 kB\nCached: 5 kB\nShmem: 6 kB\n"), Some(3072));
        assert_eq!(available("MemFree: 2 kB\nCached: lots\n"), None);
    }

    #[test]
    fn uptime_may_have_one_field_and_no_fraction() {
        let seconds = |text: &str| uptime_seconds(&file(text)).ok();
        assert_eq!(seconds("3601.99 7000.00\n"), Some(3601));
        assert_eq!(seconds("3601\n"), Some(3601));
        assert_eq!(seconds("3601.99"), Some(3601));
        for text in ["", "\n", "soon", "-1.00 0.00\n", "9223372036854775808.00 1.00\n"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn a_host_may_have_no_name() {
        assert_eq!(host_name(&file("boiler-7\n")), Ok("boiler-7"));
        assert!(host_name(&file("\n")).is_err());
        assert!(host_name(&file("(none)\n")).is_err());
    }
}
