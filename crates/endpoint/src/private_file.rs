//! Files that their owner alone may read: what people wrote is in them.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::plain;

/// Makes the file at `path`, or empties the one that is there.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let opened = options().create(true).truncate(true).open(path);
    opened.map_err(|error| not_made(path, &error))
}

/// Makes the file at `path` if there is none, for SQLite to fill, which gives its log the same permissions. Says whether it
/// was made.
pub(crate) fn prepare(path: &Path) -> io::Result<bool> {
    match options().create_new(true).open(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(not_made(path, &error)),
    }
}

/// Makes a folder that its owner alone can look into; it must not be there.
pub(crate) fn folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path).map_err(|error| not_made(path, &error))
}

/// Why nothing was made at `path`, which is named.
fn not_made(path: &Path, error: &io::Error) -> io::Error {
    if error.kind() == ErrorKind::NotFound {
        let text = format!("{}: its folder is not there", path.display());
        return io::Error::new(error.kind(), text);
    }
    plain::named(path, error)
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}
