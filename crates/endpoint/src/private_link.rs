//! The address of the private page of a submission.

/// The path of the page that `token` opens.
pub(crate) fn path(token: &str) -> String {
    format!("/api/manage/{token}")
}
