//! What to render.

use std::sync::Arc;

use nec_ess_content::{Moment, Page, Site};
use nec_ess_domain::Lang;

use crate::document::Assets;
use crate::pages::PageState;

/// What to render.
#[derive(Clone)]
pub struct Request<'a> {
    /// The checked content.
    pub site: &'a Arc<Site>,
    /// Scripts and style.
    pub assets: &'a Assets,
    /// The language.
    pub lang: Lang,
    /// The page.
    pub page: &'a Page,
    /// When it is.
    pub moment: Moment,
    /// The path that the browser will see.
    pub path: &'a str,
    /// What the page shows that is not in its content.
    pub state: PageState,
}
