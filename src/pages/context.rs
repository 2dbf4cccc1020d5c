//! What every view of a page draws from.

use std::sync::Arc;

use nec_ess_content::{Moment, Page, Site};
use nec_ess_domain::Lang;

use super::state::Instead;
use crate::check::native::CheckShown;
use crate::document::{Part, PlacePaths};
use crate::forms::native::FormState;

/// What every view of a page draws from.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) site: Arc<Site>,
    pub(crate) lang: Lang,
    pub(crate) page: Arc<Page>,
    /// When it is.
    pub(crate) moment: Moment,
    /// Where the browser finds the communes for the check.
    pub(crate) places: PlacePaths,
    /// The part of the app that the check needs.
    pub(crate) check: Part,
    /// The part of the app that the page for editors of other sites needs.
    pub(crate) builder: Part,
    /// What the page's form holds: nothing when prerendered, the given answers after a refusal.
    pub(crate) form: Arc<FormState>,
    /// What the page's check has found: nothing on pages for visitors.
    pub(crate) found: Option<CheckShown>,
    /// Shown where the page's blocks would be.
    pub(crate) instead: Option<Instead>,
}
