//! What the system says of files and addresses, in plain words.

use std::io::{self, ErrorKind};
use std::path::Path;

/// What `error` says of a file or an address.
#[must_use]
pub fn words(error: &io::Error) -> String {
    // One of ours, which says it already, or of the library's.
    if error.get_ref().is_some() {
        let text = error.to_string();
        return match text.starts_with("failed to lookup address information") {
            true => "no machine has this name".to_owned(),
            false => text,
        };
    }
    let plain = match error.kind() {
        ErrorKind::NotFound => "it is not there",
        ErrorKind::AlreadyExists => "it is there already",
        ErrorKind::PermissionDenied => {
            "no permission: run this as the user to whom the folder belongs"
        }
        ErrorKind::IsADirectory => "it is a folder; expected a file",
        ErrorKind::NotADirectory => "a part of this path is a file, not a folder",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full",
        ErrorKind::ReadOnlyFilesystem => "the disk takes no changes",
        ErrorKind::InvalidData => "it is not text in UTF-8",
        ErrorKind::ConnectionRefused => "nothing listens there",
        ErrorKind::TimedOut => "no answer in time",
        _ => return without_number(&error.to_string()).to_lowercase(),
    };
    plain.to_owned()
}

/// What `error` says of the file or folder at `path`, which is named.
#[must_use]
pub fn of_file(path: &Path, error: &io::Error) -> String {
    let words = words(error);
    // One of ours names the file already.
    if error.get_ref().is_some() {
        return words;
    }
    format!("{}: {words}", path.display())
}

/// The same as an error of the same kind.
pub(crate) fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), of_file(path, error))
}

/// "Broken pipe (os error 32)" without the number, which says nothing to anyone.
pub(crate) fn without_number(text: &str) -> &str {
    let end = text.rfind(" (os error ").unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the system says, no number of it is left; a file is named once.
    #[test]
    fn numbers_are_left_out() {
        for number in 1..133 {
            let said = words(&io::Error::from_raw_os_error(number));
            assert!(!said.contains("os error"), "{said}");
        }
        let path = Path::new("data/x.db");
        let error = named(path, &ErrorKind::NotFound.into());
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert_eq!(of_file(path, &error), "data/x.db: it is not there");
    }
}
