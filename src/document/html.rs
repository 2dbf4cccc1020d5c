//! Views as HTML.

use leptos::prelude::Owner;

/// Renders a part that the browser never hydrates: without the markers that hydration looks for,
/// which HTML checkers take for bogus comments.
pub(crate) fn inert(render: impl FnOnce() -> String) -> String {
    isolated(render).replace("<!>", "")
}

/// Runs `render` in a reactive owner of its own and drops all that it made.
pub(crate) fn isolated(render: impl FnOnce() -> String) -> String {
    let owner = Owner::new();
    let html = owner.with(render);
    owner.unset_with_forced_cleanup();
    html
}
