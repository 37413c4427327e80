//! Making a batch of files durable.

use std::fs::File;
use std::io;
use std::path::Path;

/// Makes all that was written below `root` durable: by one call for the whole
/// file system where there is one, since a sync for each of 2,000 files takes
/// seconds; else file by file.
pub(super) fn batch(root: &Path, files: &mut dyn Iterator<Item = &Path>) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let _ = files;
        Ok(rustix::fs::syncfs(File::open(root)?)?)
    }
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        let _ = root;
        for file in files {
            File::open(file)?.sync_all()?;
        }
        Ok(())
    }
}
