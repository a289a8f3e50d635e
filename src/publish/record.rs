//! What the last build said, kept beside the seeds so that an unchanged build need not find it out again. It is no
//! part of the site, which others read, and may be deleted at any time.

use super::inputs::write_afresh;
use crate::source::{RECORD, RECORD_FOLDER};
use std::fs;
use std::io;
use std::path::Path;

/// Keeps version control out of the folder, this file too.
const IGNORE: &str = ".gitignore";

/// Keeps the record of a build. That fails where nothing may be written, and then the next build finds all out again.
pub fn write_record(root: &Path, text: &str) -> io::Result<()> {
    let (folder, file) = (root.join(RECORD_FOLDER), root.join(RECORD));
    if fs::metadata(root)?.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    match fs::symlink_metadata(&folder) {
        Ok(there) if !there.is_dir() => {
            return Err(io::Error::other("in its place is something that is no folder"));
        }
        Ok(_) => {}
        Err(_) => {
            fs::create_dir(&folder)?;
            write_afresh(&folder.join(IGNORE), b"*\n")?;
        }
    }
    let is_file = fs::symlink_metadata(&file).map(|file| file.is_file()).ok();
    if is_file == Some(true) && fs::read(&file).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    if is_file == Some(false) {
        return Err(io::Error::other("in its place is something that is no file"));
    }
    let fresh = file.with_extension("new");
    write_afresh(&fresh, text.as_bytes())?;
    fs::rename(&fresh, &file)
}

/// Takes the record away, and its folder if nobody has put anything there.
pub fn forget_record(root: &Path) {
    let folder = root.join(RECORD_FOLDER);
    if fs::symlink_metadata(&folder).is_ok_and(|folder| folder.is_dir()) {
        let _ = fs::remove_file(root.join(RECORD));
        let _ = fs::remove_file(folder.join(IGNORE));
        let _ = fs::remove_dir(&folder);
    }
}
