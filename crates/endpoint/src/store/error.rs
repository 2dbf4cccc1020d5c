//! What can go wrong.

/// A storage error. The caller answers "not stored, try again"; the cause goes to the log.
pub type Error = sqlx::Error;

/// Whether something of the same key is stored already.
pub(super) fn is_unique_violation(error: &Error) -> bool {
    error
        .as_database_error()
        .is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}
