//! Sizes of disks, by statvfs.

use super::Disk;
use super::file::File;
use super::mountinfo::{Device, Mount, Mounts};
use crate::sidecar::notices::{Notices, SampleError};
use rustix::fs::{StatVfsMountFlags, major, minor, statvfs};
use std::collections::HashSet;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use vitalwire::genomics::DiskStatus;

/// Returns the file system at `/`.
pub fn boot() -> Result<Disk, SampleError> {
    let disk = disk("/".to_owned(), Path::new("/"))?;
    if disk.status.total_space_bytes == 0 {
        return Err(SampleError::new("the file system at / has no size"));
    }
    Ok(disk)
}

/// Returns all file systems on block devices that have a size, except the boot disk. A device is one disk, however many
/// names and mount points it has.
pub fn attached(mounts: &Mounts, notices: &mut Notices) -> Vec<Disk> {
    let mut seen = boot_devices(mounts);
    let (mut disks, mut errors) = (Vec::<Disk>::new(), Vec::new());
    for mount in mounts.iter().filter(|mount| is_disk(mount)) {
        let path = &mount.mount_point;
        if seen.contains(&mount.device) || mounts.is_covered(mount) || is_file(path) {
            continue;
        }
        let name = name(mount, mounts);
        let is_duplicate = disks.iter().any(|disk| disk.name == name);
        let name = if is_duplicate { format!("{name} ({})", mount.device) } else { name };
        match disk(name, path) {
            Ok(disk) if disk.status.total_space_bytes == 0 => {}
            Ok(disk) => {
                seen.insert(mount.device);
                disks.push(disk);
            }
            // This user may have no access here, but at another mount point.
            Err(error) => errors.push((mount, error)),
        }
    }
    for (mount, error) in errors {
        if seen.insert(mount.device) {
            let _: Option<Disk> = notices.known("size of a disk", Err(error));
        }
    }
    disks
}

/// A loop device is a file on another disk. Some file systems are on several devices, and have the numbers of none.
fn is_disk(mount: &Mount) -> bool {
    const LOOP: u32 = 7;
    let source = mount.source.as_bytes();
    let is_loop = mount.device.major == LOOP || source.starts_with(b"/dev/loop");
    !is_loop && (mount.device.major != 0 || source.starts_with(b"/dev/") && !mount.kind.starts_with("fuse"))
}

/// Containers have single files of their host, which are no disks.
fn is_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_dir())
}

/// Returns the devices of which [`boot`] has the size.
fn boot_devices(mounts: &Mounts) -> HashSet<Device> {
    let is_root = |mount: &&Mount| mount.mount_point == Path::new("/") && !mounts.is_covered(mount);
    match mounts.iter().find(is_root) {
        Some(root) if is_disk(root) => HashSet::from([root.device]),
        // What a container writes is on the same disk as the files that its runtime puts there.
        Some(_) => {
            let files = ["/etc/hostname", "/etc/hosts", "/etc/resolv.conf"].map(Path::new);
            let of_runtime = mounts.iter().filter(|mount| is_disk(mount) && files.contains(&&*mount.mount_point));
            of_runtime.map(|mount| mount.device).collect()
        }
        // After chroot.
        None => fs::metadata("/")
            .map(|root| Device { major: major(root.dev()), minor: minor(root.dev()) })
            .into_iter()
            .collect(),
    }
}

/// Returns the kernel's name of a device, in sysfs, which is always the same. Without sysfs, it's the one by which it was
/// mounted.
fn name(mount: &Mount, mounts: &Mounts) -> String {
    let kernels_name = || {
        let sysfs = mounts.iter().find(|other| other.kind == "sysfs")?;
        let folder = sysfs.mount_point.join("dev/block").join(mount.device.to_string());
        if let Ok(name) = File::read(folder.join("dm/name")) {
            return Some(format!("/dev/mapper/{}", name.text()));
        }
        Some(format!("/dev/{}", File::read(folder.join("uevent")).ok()?.find("DEVNAME=")?))
    };
    kernels_name().unwrap_or_else(|| mount.source.to_string_lossy().into_owned())
}

fn disk(name: String, mount_point: &Path) -> Result<Disk, SampleError> {
    let failed =
        |reason: &str| SampleError::new(format_args!("can't get the size of {}: {reason}", mount_point.display()));
    let stat = statvfs(mount_point).map_err(|error| failed(&error.to_string()))?;
    // Some file systems owe blocks that are reserved, which is a number below 0.
    let free_blocks = if stat.f_bavail > stat.f_blocks { 0 } else { stat.f_bavail };
    let bytes = |blocks: u64| blocks.checked_mul(stat.f_frsize).ok_or_else(|| failed("it's beyond 64 bits"));
    Ok(Disk {
        name,
        status: DiskStatus {
            free_space_bytes: bytes(free_blocks)?,
            total_space_bytes: bytes(stat.f_blocks)?,
            ..Default::default()
        },
        read_only: stat.f_flag.contains(StatVfsMountFlags::RDONLY),
    })
}
