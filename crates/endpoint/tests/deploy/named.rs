//! What the documents name is there.
