pub(crate) fn attach() {}
