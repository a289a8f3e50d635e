//! Putting the new site on the disk before it is shown.

use anyhow::Context as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// So many bytes are written before the disk is asked to begin.
const BEGIN: usize = 128 << 20;

/// Counts what is written.
pub struct Written {
    bytes: AtomicUsize,
    wake: SyncSender<()>,
}

impl Written {
    pub fn add(&self, bytes: usize) {
        let before = self.bytes.fetch_add(bytes, Ordering::Relaxed);
        if before / BEGIN != (before + bytes) / BEGIN {
            // Full means that it is about to begin all the same.
            let _ = self.wake.try_send(());
        }
    }
}

/// Runs what writes many files into a folder. While it goes on, the disk takes up what there is already, so that less
/// is left to wait for at the end; whether it could is asked then.
pub fn meanwhile<T: Send>(folder: &Path, write: impl FnOnce(&Written) -> T + Send) -> T {
    let (wake, woken) = sync_channel(1);
    let written = Written { bytes: AtomicUsize::new(0), wake };
    thread::scope(|scope| {
        scope.spawn(move || {
            while woken.recv().is_ok() {
                let _ = whole(folder);
            }
        });
        let made = write(&written);
        drop(written);
        made
    })
}

/// Has the system put all of the new site on the disk.
#[cfg(target_os = "linux")]
pub fn whole(folder: &Path) -> anyhow::Result<()> {
    let handle = std::fs::File::open(folder).with_context(|| format!("cannot open {}", folder.display()))?;
    rustix::fs::syncfs(&handle).with_context(|| format!("cannot write {} to the disk", folder.display()))
}

#[cfg(not(target_os = "linux"))]
pub fn whole(_folder: &Path) -> anyhow::Result<()> {
    Ok(())
}
