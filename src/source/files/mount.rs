//! Whether a folder lies on a network mount, where files may be out of reach.
//!
//! A mount whose other end is dead hangs in whoever asks it for anything, its type
//! included. So the table of mounts is asked, and no path is followed into one.

use std::path::Path;

/// Whether a folder lies on a network mount. What cannot be told is local.
#[cfg(target_os = "linux")]
pub(super) fn is_remote(folder: &Path) -> bool {
    std::fs::read("/proc/self/mountinfo").is_ok_and(|table| table::Mounts::read(&table).lead_away(folder))
}

/// Other systems than Linux tell their mounts in other ways: `vanished` and
/// `answer_within` of the source say it there.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_remote(_: &Path) -> bool {
    false
}

#[cfg(target_os = "linux")]
mod table {
    use std::collections::HashMap;
    use std::ffi::OsString;
    use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
    use std::path::{Component, Path, PathBuf};

    /// Types of file systems whose files are on another machine, or may be: FUSE is
    /// what sshfs, rclone and the like are, and what autofs will mount is not known.
    const REMOTE: [&str; 13] =
        ["9p", "afs", "autofs", "ceph", "cifs", "coda", "fuse", "fuseblk", "nfs", "nfs4", "smb3", "smbfs", "virtiofs"];

    /// So many links a path goes through at most, as the system has it (`path_resolution(7)`).
    const MOST_LINKS: usize = 40;

    /// Mount points, and whether what is mounted there lies on another machine.
    pub(super) struct Mounts(HashMap<PathBuf, bool>);

    impl Mounts {
        /// Reads the table of mounts (`proc_pid_mountinfo(5)`).
        pub(super) fn read(table: &[u8]) -> Self {
            let mount = |line: &[u8]| {
                let mut words = line.split(|byte| *byte == b' ');
                let point = unescaped(words.nth(4)?);
                words.find(|word| *word == b"-")?;
                let kind = std::str::from_utf8(words.next()?).ok()?;
                Some((point, REMOTE.contains(&kind) || kind.starts_with("fuse.")))
            };
            // Of two at one point the later one lies above.
            Self(table.split(|byte| *byte == b'\n').filter_map(mount).collect())
        }

        /// Whether a path leads into a network mount. It is followed through its links
        /// part by part, and no further than to the mount.
        pub(super) fn lead_away(&self, path: &Path) -> bool {
            let Ok(path) = std::path::absolute(path) else { return false };
            let (mut here, mut links) = (PathBuf::new(), 0);
            let mut ahead = parts(&path);
            while let Some(part) = ahead.pop() {
                match part.as_bytes() {
                    b".." => drop(here.pop()),
                    _ => here.push(part),
                }
                if self.0.get(&here) == Some(&true) {
                    return true;
                }
                if let Ok(target) = here.read_link() {
                    links += 1;
                    if links > MOST_LINKS {
                        return false;
                    }
                    here.pop();
                    ahead.extend(parts(&target));
                }
            }
            false
        }
    }

    /// The parts of a path, the last one first; that of the root replaces all before it.
    fn parts(path: &Path) -> Vec<OsString> {
        let parts = path.components().filter(|part| *part != Component::CurDir);
        let mut parts: Vec<OsString> = parts.map(|part| part.as_os_str().to_owned()).collect();
        parts.reverse();
        parts
    }

    /// A mount point without the octal escapes of blanks and backslashes.
    fn unescaped(word: &[u8]) -> PathBuf {
        let (mut plain, mut at) = (Vec::with_capacity(word.len()), 0);
        while let Some(byte) = word.get(at) {
            let octal = word.get(at + 1..at + 4).filter(|_| *byte == b'\\');
            let code = octal.and_then(|octal| u8::from_str_radix(std::str::from_utf8(octal).ok()?, 8).ok());
            plain.push(code.unwrap_or(*byte));
            at += if code.is_some() { 4 } else { 1 };
        }
        PathBuf::from(OsString::from_vec(plain))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn mounts(lines: &[(&Path, &str)]) -> Mounts {
            let line = |(point, kind): &(&Path, &str)| {
                let point = point.to_str().unwrap().replace(' ', "\\040");
                format!("36 35 98:0 / {point} rw,noatime master:1 - {kind} what rw\n")
            };
            Mounts::read(lines.iter().map(line).collect::<String>().as_bytes())
        }

        #[test]
        fn a_path_below_a_network_mount_is_told_by_the_table_alone() {
            let mounts = mounts(&[
                (Path::new("/"), "ext4"),
                (Path::new("/press room/wire"), "nfs4"),
                (Path::new("/far"), "fuse.sshfs"),
                (Path::new("/near"), "autofs"),
                (Path::new("/near"), "ext4"),
            ]);
            for away in ["/press room/wire", "/press room/wire/2026/*.md", "/press room/x/../wire/a", "/far/a"] {
                assert!(mounts.lead_away(Path::new(away)), "{away}");
            }
            for here in ["/", "/press room", "/press room/wires", "/near/a", "/far/.."] {
                assert_eq!(mounts.lead_away(Path::new(here)), here == "/far/..", "{here}");
            }
        }

        #[test]
        fn links_are_followed_as_far_as_the_mount() {
            let folder = tempfile::tempdir().unwrap();
            let own = folder.path().canonicalize().unwrap();
            let mounts = mounts(&[(&own.join("mnt"), "nfs")]);
            std::fs::create_dir_all(own.join("news")).unwrap();
            let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, own.join(at)).unwrap();
            link("../mnt/stories", "news/wire");
            link(own.join("news/wire").to_str().unwrap(), "articles");
            link("round", "round");
            assert!(mounts.lead_away(&own.join("articles/2026")));
            assert!(!mounts.lead_away(&own.join("news")));
            assert!(!mounts.lead_away(&own.join("round/a")));
        }
    }
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
