//! Why a mail server takes no mail. What it answers is told as it says it; that it does not answer, in plain words.

use std::error::Error;
use std::io::{self, ErrorKind};

use lettre::transport::smtp;

use crate::plain;

/// Why the server took no mail.
pub(super) fn why(error: &smtp::Error) -> String {
    let text = plain::without_number(&error.to_string()).to_owned();
    if error.status().is_some() {
        // The number in it is read again: see `Reason::of_error`.
        return text;
    }
    if text.contains("certificate") {
        return format!("the certificate of the mail server is not believed ({text})");
    }
    if text.contains("corrupt message") || text.contains("STARTTLS") {
        return format!(
            "the mail server does not encrypt in this way: smtps:// is for port 465, ?tls=required for 587 ({text})"
        );
    }
    match io_error(error) {
        Some(error) if error.kind() == ErrorKind::UnexpectedEof => {
            "the mail server broke off: is it one, and does it encrypt at this port?".to_owned()
        }
        Some(error) => format!("no answer from the mail server: {}", plain::words(error)),
        None => format!("no mail server to talk to ({text})"),
    }
}

/// What the system said, in whatever it was wrapped.
fn io_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a io::Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = error.source();
    }
    None
}
