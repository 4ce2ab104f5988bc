//! Parses files of procfs. Only the lines that are needed are read.

/// `stat`.
#[derive(Debug, PartialEq)]
pub struct Stat {
    /// Clock ticks that all cores together were busy since boot.
    pub busy_ticks: u64,
    pub cores: usize,
    /// Seconds since 1970.
    pub boot_time: i64,
}

impl Stat {
    /// Time stolen by a hypervisor isn't this machine's work, and a guest's time is part of its host's `user`.
    pub fn parse(text: &str) -> Option<Self> {
        let ticks: Vec<u64> =
            value(text, "cpu ")?.split_ascii_whitespace().map_while(|tick| tick.parse().ok()).collect();
        let [user, nice, system, ..] = ticks[..] else { return None };
        // Old kernels don't count interrupts.
        let [irq, softirq] = [5, 6].map(|at| ticks.get(at).copied().unwrap_or_default());
        let is_core =
            |line: &&str| line.strip_prefix("cpu").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        Some(Self {
            busy_ticks: [user, nice, system, irq, softirq].into_iter().fold(0, u64::saturating_add),
            cores: text.lines().filter(is_core).count(),
            boot_time: value(text, "btime ")?.trim().parse().ok()?,
        })
    }
}

/// `meminfo`.
#[derive(Debug, PartialEq)]
pub struct Meminfo {
    pub total_bytes: u64,
    /// What is available without swapping; before Linux 3.14, what is free.
    pub available_bytes: u64,
}

impl Meminfo {
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = |name| {
            let kibibytes: u64 = value(text, name)?.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
            kibibytes.checked_mul(1024)
        };
        Some(Self {
            total_bytes: bytes("MemTotal:")?,
            available_bytes: bytes("MemAvailable:").or_else(|| bytes("MemFree:"))?,
        })
    }
}

/// Returns `vmstat`'s count of processes killed for lack of memory. Kernels before 4.13 and some containers have none.
pub fn oom_kills(vmstat: &str) -> Option<i64> {
    value(vmstat, "oom_kill ")?.trim().parse().ok()
}

/// Returns `uptime`'s seconds since boot, without the fraction.
pub fn uptime_seconds(uptime: &str) -> Option<i64> {
    uptime.split(['.', ' ']).next()?.trim().parse().ok()
}

/// A line of `self/mountinfo`.
#[derive(Debug, PartialEq)]
pub struct Mount {
    pub mount_point: String,
    /// A device, or a name specific to the file system.
    pub source: String,
}

impl Mount {
    /// Parses `36 35 98:0 / /mount/point rw,noatime shared:1 - ext4 /dev/sda1 rw` with any number of fields before `-`.
    pub fn parse(line: &str) -> Option<Self> {
        let (before, after) = line.split_once(" - ")?;
        let mount_point = unescape(before.split(' ').nth(4)?);
        let source = unescape(after.split(' ').nth(1)?);
        Some(Self { mount_point, source })
    }
}

/// Decodes white space, `#` and `\`, which are written as three octal digits.
fn unescape(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\043", "#"), ("\\134", "\\")]
        .iter()
        .fold(text.to_owned(), |text, (escape, character)| text.replace(escape, character))
}

/// Returns the rest of the line that starts with `name`.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_of_two_cores() {
        let text = "cpu  10 20 30 1000 5 6 7 8 9 9\ncpu0 1 2\ncpu1 1 2\nintr 5 5\nbtime 1700000000\nprocesses 7\n";
        assert_eq!(Stat::parse(text), Some(Stat { busy_ticks: 73, cores: 2, boot_time: 1_700_000_000 }));
        assert_eq!(Stat::parse("cpu  1 2 3\nbtime 4"), Some(Stat { busy_ticks: 6, cores: 0, boot_time: 4 }));
        for text in ["", "cpu  1 2\nbtime 4\n", "cpu  1 2 3\n", "cpu  1 x 3\nbtime 4\n"] {
            assert_eq!(Stat::parse(text), None, "{text}");
        }
    }

    #[test]
    fn memory_that_is_available_or_else_free() {
        let memory = |total_bytes, available_bytes| Some(Meminfo { total_bytes, available_bytes });
        let text = "MemTotal:  8 kB\nMemFree:   2 kB\nMemAvailable:   4 kB\n";
        assert_eq!(Meminfo::parse(text), memory(8192, 4096));
        assert_eq!(Meminfo::parse("MemTotal: 8 kB\nMemFree: 2 kB\n"), memory(8192, 2048));
        assert_eq!(Meminfo::parse("MemTotal: 8 kB\n"), None);
        assert_eq!(Meminfo::parse("MemTotal: 18446744073709551615 kB\nMemFree: 2 kB\n"), None);
    }

    #[test]
    fn counts_and_times() {
        assert_eq!(oom_kills("nr_free_pages 5\noom_kill 3\noom_kill_x 4\n"), Some(3));
        assert_eq!(oom_kills("nr_free_pages 5\n"), None);
        assert_eq!(uptime_seconds("3601.99 7000.00\n"), Some(3601));
        assert_eq!(uptime_seconds("\n"), None);
    }

    #[test]
    fn mounts() {
        let mount = |line| Mount::parse(line).map(|mount| (mount.mount_point, mount.source));
        let parts = |mount_point: &str, source: &str| Some((mount_point.to_owned(), source.to_owned()));
        assert_eq!(mount("36 35 98:0 / /a\\040b rw - ext4 /dev/sda1 rw"), parts("/a b", "/dev/sda1"));
        assert_eq!(mount("36 35 98:0 / / rw shared:1 master:2 - ext4 /dev/root rw"), parts("/", "/dev/root"));
        assert_eq!(mount("36 35 98:0 / /"), None);
        assert_eq!(mount("36 35 98:0 / - ext4 /dev/sda1 rw"), None);
    }
}
