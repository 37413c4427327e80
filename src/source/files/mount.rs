//! Whether a folder lies on a network mount, where files may be out of reach.

use std::path::Path;

/// Types of file systems whose files are on another machine, or may be (FUSE is
/// what sshfs, rclone and the like are), as `statfs` names them (statfs(2)).
#[cfg(target_os = "linux")]
const REMOTE: [u32; 10] = [
    0x0000_6969, // NFS
    0x0000_517b, // SMB
    0xff53_4d42, // CIFS
    0xfe53_4d42, // SMB 2
    0x6573_5546, // FUSE
    0x0102_1997, // 9p
    0x7375_7245, // Coda
    0x5346_414f, // AFS
    0x6b41_4653, // AFS of the kernel
    0x00c3_6400, // Ceph
];

/// Whether a folder lies on a network mount. What cannot be told is local.
#[cfg(target_os = "linux")]
pub(super) fn is_remote(folder: &Path) -> bool {
    // The type has as many bits as a word of the machine; the known ones fit into 32.
    rustix::fs::statfs(folder)
        .is_ok_and(|facts| REMOTE.iter().any(|kind| i128::from(facts.f_type) & 0xffff_ffff == i128::from(*kind)))
}

/// Other systems than Linux name their file systems in other ways: `vanished` of
/// the source says it there.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_remote(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_this_machine_is_local_and_so_is_what_is_not_there() {
        assert!(!is_remote(&std::env::temp_dir()));
        assert!(!is_remote(Path::new("/proc")));
        assert!(!is_remote(Path::new("/nowhere/at/all")));
    }
}
