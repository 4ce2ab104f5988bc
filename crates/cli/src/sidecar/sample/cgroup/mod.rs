//! The cgroups of this process, which may have tighter limits than the machine.

pub mod memory;
pub mod processor;

use super::file::File;
use super::mountinfo::{Mount, Mounts};
use super::{CgroupVersion, Scope};
use crate::sidecar::notices::{Notices, SampleError};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

/// The cgroups that this process is in, one in each hierarchy: `self/cgroup`.
pub struct Cgroups<'a> {
    memberships: Vec<Membership>,
    mounts: &'a Mounts,
}

#[derive(Debug, PartialEq)]
struct Membership {
    version: CgroupVersion,
    /// Of version 1 only: a hierarchy of version 2 has all that those of version 1 don't have.
    controllers: Vec<String>,
    path: PathBuf,
}

/// A cgroup of this process, or one that contains such a cgroup.
pub struct Group {
    version: CgroupVersion,
    folder: PathBuf,
    /// The path in its hierarchy, as far as this process sees it.
    path: PathBuf,
}

impl<'a> Cgroups<'a> {
    /// Parses `self/cgroup`, which is at `path`. A line that can't be parsed costs only itself, and is told.
    pub fn parse(path: &Path, bytes: &[u8], mounts: &'a Mounts, notices: &mut Notices) -> Self {
        let mut memberships = Vec::new();
        for line in bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
            let membership = Membership::parse(line).ok_or_else(|| SampleError::unusable_line(path, line));
            memberships.extend(notices.known("cgroup", membership));
        }
        Self { memberships, mounts }
    }

    /// Returns the cgroups that limit what `controller` controls, the innermost first: all that are mounted.
    pub fn groups(&self, controller: &str, notices: &mut Notices) -> Vec<Group> {
        let has_controller = |membership: &&Membership| membership.controllers.iter().any(|name| name == controller);
        let is_v2 = |membership: &&Membership| membership.version == CgroupVersion::V2;
        let found = self.memberships.iter().find(has_controller).or_else(|| self.memberships.iter().find(is_v2));
        let groups = found.map_or(Ok(Vec::new()), |membership| self.mounted(controller, membership));
        notices.known("limits of cgroups", groups).unwrap_or_default()
    }

    fn mounted(&self, controller: &str, membership: &Membership) -> Result<Vec<Group>, SampleError> {
        let Membership { version, path, .. } = membership;
        let is_mount = |mount: &&Mount| match version {
            CgroupVersion::V1 => mount.kind == "cgroup" && mount.options.split(',').any(|option| option == controller),
            CgroupVersion::V2 => mount.kind == "cgroup2",
        };
        let mut mounts = self.mounts.iter().filter(is_mount).filter(|mount| !self.mounts.is_covered(mount)).peekable();
        // The outermost cgroup has no limits.
        if mounts.peek().is_none() && path == Path::new("/") {
            return Ok(Vec::new());
        }
        let within = |mount: &Mount| Some((mount.mount_point.clone(), path.strip_prefix(&mount.root).ok()?.to_owned()));
        let found = if has_parent(path) { None } else { mounts.find_map(within) };
        let missing = || SampleError::new(format_args!("no mount contains cgroup {version} {}", path.display()));
        let (mount_point, inner) = found.ok_or_else(missing)?;
        let folders = mount_point.join(&inner);
        let depth = inner.components().count() + 1;
        let group = |(folder, path): (&Path, &Path)| Group {
            version: *version,
            folder: folder.components().collect(),
            path: path.to_owned(),
        };
        Ok(folders.ancestors().zip(path.ancestors()).take(depth).map(group).collect())
    }
}

/// A path of this kind is outside of the process's cgroup namespace: the names of the parents are hidden.
fn has_parent(path: &Path) -> bool {
    path.components().any(|component| component == Component::ParentDir)
}

impl Membership {
    /// Parses `4:memory:/a/b`, of version 1, or `0::/a/b`, of version 2.
    fn parse(line: &[u8]) -> Option<Self> {
        let mut fields = line.splitn(3, |&byte| byte == b':');
        let (id, controllers, path) = (fields.next()?, fields.next()?, fields.next()?);
        let version = if id == b"0" { CgroupVersion::V2 } else { CgroupVersion::V1 };
        let controllers = str::from_utf8(controllers).ok()?.split(',').map(str::to_owned).collect();
        // A cgroup may be removed while it has processes that end.
        let path = path.strip_suffix(b" (deleted)").unwrap_or(path);
        path.starts_with(b"/").then(|| Self { version, controllers, path: PathBuf::from(OsStr::from_bytes(path)) })
    }
}

impl Group {
    pub fn scope(&self) -> Scope {
        Scope::Cgroup(self.version, self.folder.clone())
    }

    fn file(&self, name: &str) -> Result<File, SampleError> {
        File::read(self.folder.join(name))
    }

    /// Returns a file that a cgroup has only if its controller is on.
    fn optional_file(&self, name: &str) -> Result<Option<File>, SampleError> {
        File::read_if_exists(self.folder.join(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memberships_of_both_versions() {
        let membership = |line: &str| {
            let Membership { version, controllers, path } = Membership::parse(line.as_bytes())?;
            Some((version, controllers.join(","), path.display().to_string()))
        };
        let expected =
            |version, controllers: &str, path: &str| Some((version, controllers.to_owned(), path.to_owned()));
        assert_eq!(membership("4:memory:/a:b"), expected(CgroupVersion::V1, "memory", "/a:b"));
        assert_eq!(membership("2:cpu,cpuacct:/"), expected(CgroupVersion::V1, "cpu,cpuacct", "/"));
        assert_eq!(membership("0::/a b (deleted)"), expected(CgroupVersion::V2, "", "/a b"));
        for line in ["", "0", "0:", "0::", "4:memory", "4:memory:relative"] {
            assert_eq!(membership(line), None, "{line}");
        }
    }
}
