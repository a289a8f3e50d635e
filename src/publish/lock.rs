//! The lock of a stage: one build at a time, and none in a folder that another one clears away.
//!
//! The lock lies in the folder that it guards, so that a build leaves nothing behind. Whoever has it may
//! have got a file that its last owner has just deleted; so it counts only while it is the file of that
//! name, and it is the last thing in the folder to be deleted.

use anyhow::{Context as _, bail};
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub struct Lock {
    file: File,
    folder: PathBuf,
}

const NAME: &str = "lock";
/// Builds that clear the folder away while another one opens it: more are no coincidence.
const TRIES: usize = 1_000;

impl Lock {
    /// Makes the folder and takes its lock. `output` is what the message calls it.
    pub fn take(folder: &Path, output: &Path) -> anyhow::Result<Lock> {
        for _ in 0..TRIES {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
            let path = folder.join(NAME);
            if fs::symlink_metadata(&path).is_ok_and(|lock| !lock.is_file()) {
                bail!("{} is in the way; move it away", path.display());
            }
            let file = match File::create(path) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                opened => opened.with_context(|| format!("cannot write into {}", folder.display()))?,
            };
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                // Some file systems have no locks; two builds at once are then the user's risk.
                Err(TryLockError::Error(_)) => {}
            }
            let lock = Lock { file, folder: folder.to_owned() };
            if lock.holds() {
                return Ok(lock);
            }
        }
        bail!("another build is writing to {}; wait until it is done", output.display())
    }

    /// Deletes the folder with all that is in it. Another build may have made it anew by the time it would go.
    pub fn clear(&self) -> std::io::Result<()> {
        if !self.holds() {
            return Ok(());
        }
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_name() == NAME {
                continue;
            }
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else {
                fs::remove_file(entry.path())?;
            }
        }
        fs::remove_file(self.folder.join(NAME))?;
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }

    /// Whether the file that is locked is the one of that name.
    #[cfg(unix)]
    fn holds(&self) -> bool {
        use std::os::unix::fs::MetadataExt as _;
        let named = fs::symlink_metadata(self.folder.join(NAME));
        let same = |named: fs::Metadata| {
            self.file.metadata().is_ok_and(|own| (own.dev(), own.ino()) == (named.dev(), named.ino()))
        };
        named.is_ok_and(same)
    }

    /// Elsewhere a file that is open keeps its name.
    #[cfg(not(unix))]
    fn holds(&self) -> bool {
        self.folder.join(NAME).exists()
    }
}
