//! Disks of a check-in: by device, whatever is mounted where. All mount points are folders on this machine's disk, of
//! which only the sizes are real.

use super::machine::{Machine, Run};
use serde_json::Value;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// A machine on which `lines` are mounted, too. Mount points that begin with `ROOT` exist.
fn machine(name: &str, lines: &[&str]) -> Machine {
    let machine = Machine::new(name);
    for line in lines {
        if let Some(folder) = line.split(' ').nth(4).and_then(|mount_point| mount_point.strip_prefix("ROOT/")) {
            machine.folder(folder.replace(r"\040", " "));
        }
    }
    machine.append("proc/self/mountinfo", &(lines.join("\n") + "\n"));
    machine
}

#[track_caller]
fn assert_disks(run: &Run, expected: &[&str]) {
    let attached = run.status()["attachedDisks"].as_object();
    let names: Vec<&str> = attached.into_iter().flatten().map(|(name, _)| &**name).collect();
    assert_eq!(names, expected);
    for size in attached.into_iter().flatten().map(|(_, disk)| &disk["totalSpaceBytes"]) {
        assert!(size.is_string());
    }
    assert!(run.status()["bootDisk"]["totalSpaceBytes"].is_string());
}

#[test]
fn the_boot_disk_under_other_names_isnt_attached() {
    let machine = machine(
        "boot-disk",
        &[
            "40 28 8:1 /var/lib ROOT/a rw - ext4 /dev/sda1 rw",
            "41 28 8:1 / ROOT/b rw - ext4 /dev/disk/by-uuid/0b5d-41 rw",
        ],
    );
    let run = machine.check_in();
    assert_disks(&run, &[]);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_disk_under_several_names_is_one() {
    let machine = machine(
        "one-disk",
        &[
            "40 28 8:17 / ROOT/a rw - ext4 /dev/disk/by-uuid/0b5d-41 rw",
            "41 28 8:17 /x ROOT/b rw - ext4 /dev/sdb1 rw",
            "42 28 8:33 / ROOT/c rw - ext4 /dev/sdc1 rw",
        ],
    );
    assert_disks(&machine.check_in(), &["/dev/disk/by-uuid/0b5d-41", "/dev/sdc1"]);
    machine.write("sys/dev/block/8:17/uevent", "MAJOR=8\nMINOR=17\nDEVNAME=sdb1\nDEVTYPE=partition\n");
    let run = machine.check_in();
    assert_disks(&run, &["/dev/sdb1", "/dev/sdc1"]);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_mapped_disk_has_the_name_of_its_mapping() {
    let machine = machine(
        "mapped",
        &["40 28 253:0 / ROOT/a rw - xfs /dev/dm-0 rw", "41 28 253:0 / ROOT/b rw - xfs /dev/mapper/plant-data rw"],
    );
    machine.write("sys/dev/block/253:0/uevent", "MAJOR=253\nMINOR=0\nDEVNAME=dm-0\nDEVTYPE=disk\n");
    machine.write("sys/dev/block/253:0/dm/name", "plant-data\n");
    assert_disks(&machine.check_in(), &["/dev/mapper/plant-data"]);
}

#[test]
fn a_file_system_on_several_devices_is_one_disk() {
    let machine = machine(
        "btrfs",
        &[
            "40 28 0:45 /@a ROOT/a rw - btrfs /dev/sdb rw,subvol=/@a",
            "41 28 0:45 /@b ROOT/b rw - btrfs /dev/sdb rw,subvol=/@b",
            "42 28 0:46 / ROOT/c rw - fuse.portal /dev/fuse rw",
        ],
    );
    assert_disks(&machine.check_in(), &["/dev/sdb"]);
}

#[test]
fn a_containers_files_are_on_its_boot_disk() {
    let machine = machine(
        "container",
        &[
            "40 28 8:1 /hosts /etc/hosts rw - ext4 /dev/sda1 rw",
            "41 28 8:1 /resolv.conf /etc/resolv.conf rw - ext4 /dev/sda1 rw",
            "42 28 8:1 /cache ROOT/cache rw - ext4 /dev/sda1 rw",
            "43 28 8:17 /config.json ROOT/config.json rw - ext4 /dev/sdb1 rw",
            "44 28 8:33 / ROOT/data rw - ext4 /dev/sdc1 rw",
        ],
    );
    let mounts = std::fs::read_to_string(Path::new(machine.root()).join("proc/self/mountinfo")).expect("a file");
    let overlay = "28 1 0:50 / / rw - overlay overlay rw,lowerdir=/l,upperdir=/u,workdir=/w";
    let mounts = mounts.replace("28 1 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw", overlay);
    machine.write("proc/self/mountinfo", mounts);
    std::fs::remove_dir(machine.folder("config.json")).expect("a folder");
    machine.write("config.json", "{}");
    let run = machine.check_in();
    assert_disks(&run, &["/dev/sdc1"]);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_root_in_memory_is_no_reason_to_leave_out_disks() {
    let machine = machine("tmpfs-root", &[]);
    machine.folder("data");
    let mounts = "28 1 0:50 / / rw - tmpfs tmpfs rw\n40 28 8:1 / ROOT/data rw - ext4 /dev/sda1 rw\n";
    machine.write("proc/self/mountinfo", mounts);
    assert_disks(&machine.check_in(), &["/dev/sda1"]);
}

#[test]
fn a_short_line_costs_only_itself() {
    let machine = machine("short-line", &["40 28 8:17 / ROOT/a", "41 28 8:33 / ROOT/b rw - ext4 /dev/sdc1 rw"]);
    let run = machine.check_in();
    assert_disks(&run, &["/dev/sdc1"]);
    let expected = "vitalwire: no mount: /proc/self/mountinfo has a line that can't be parsed: \"40 28 8:17 / /a\"\n";
    assert_eq!(run.stderr, expected);
}

#[test]
fn mount_points_may_have_any_name() {
    let machine = machine("any-name", &[r"40 28 8:17 / ROOT/a\040b rw - ext4 /dev/sdb1 rw"]);
    let folder = Path::new(machine.root()).join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    std::fs::create_dir(&folder).expect("a folder");
    let path = Path::new(machine.root()).join("proc/self/mountinfo");
    let mut mounts = std::fs::read(&path).expect("a file");
    mounts.extend([b"41 28 8:33 / ", folder.as_os_str().as_bytes(), b" rw - ext4 /dev/sdc1 rw\n"].concat());
    machine.write_bytes("proc/self/mountinfo", mounts);
    let run = machine.check_in();
    assert_disks(&run, &["/dev/sdb1", "/dev/sdc1"]);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_mount_that_is_covered_is_not_mistaken_for_what_covers_it() {
    let machine = machine(
        "covered",
        &["40 28 8:17 / ROOT/a rw - ext4 /dev/sdb1 rw", "41 40 8:33 / ROOT/a rw - ext4 /dev/sdc1 rw"],
    );
    assert_disks(&machine.check_in(), &["/dev/sdc1"]);
}

#[test]
fn a_disk_that_is_gone_is_told_unless_it_is_mounted_elsewhere() {
    let machine = machine(
        "gone",
        &[
            "40 28 8:17 / ROOT/a rw - ext4 /dev/sdb1 rw",
            "41 28 8:17 / ROOT/b rw - ext4 /dev/sdb1 rw",
            "42 28 8:33 / ROOT/c rw - ext4 /dev/sdc1 rw",
        ],
    );
    for folder in ["a", "c"] {
        std::fs::remove_dir(machine.folder(folder)).expect("a folder");
    }
    let run = machine.check_in();
    assert_disks(&run, &["/dev/sdb1"]);
    let error = "can't get the size of /c: No such file or directory (os error 2)";
    assert_eq!(run.stderr, format!("vitalwire: no size of a disk: {error}\n"));
}

#[test]
fn loop_devices_and_file_systems_without_a_size_are_no_disks() {
    let machine = machine(
        "no-disks",
        &[
            "40 28 7:1 / ROOT/a ro - squashfs /dev/loop1 ro",
            "41 28 8:17 / /proc rw - ext4 /dev/sdb1 rw",
            "42 28 0:60 / ROOT/b rw - nfs host:/export rw",
        ],
    );
    assert_disks(&machine.check_in(), &[]);
}

#[test]
fn disks_of_equal_names_are_told_apart_by_number() {
    let machine = machine(
        "equal-names",
        &["40 28 8:17 / ROOT/a rw - ext4 /dev/disk rw", "41 28 8:33 / ROOT/b rw - ext4 /dev/disk rw"],
    );
    assert_disks(&machine.check_in(), &["/dev/disk", "/dev/disk (8:33)"]);
}

#[test]
fn without_mountinfo_there_are_no_attached_disks() {
    let machine = machine("no-mountinfo", &[]);
    machine.remove("proc/self/mountinfo");
    let run = machine.check_in();
    assert_disks(&run, &[]);
    let error = "can't read /proc/self/mountinfo: No such file or directory (os error 2)";
    assert_eq!(run.stderr, format!("vitalwire: no attached disks: {error}\n"));
    assert_eq!(run.status()["attachedDisks"], Value::Null);
    assert_eq!(run.status()["totalRamBytes"], "8192000000");
}
