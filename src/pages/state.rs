//! What a page shows that is not in its content.

use nec_ess_content::Site;
use nec_ess_domain::Lang;

use crate::check::native::CheckShown;
use crate::forms::native::{FormState, LostLink, ManagePage, Overview, Unread};

/// What a page shows that is not in its content.
#[derive(Clone, Default)]
pub struct PageState {
    /// The state of the page's form.
    pub form: FormState,
    /// What stands where the page's blocks would.
    pub instead: Option<Instead>,
    /// What the page's check has found.
    pub check: Option<CheckShown>,
}

/// What stands where a page's blocks would.
#[derive(Clone, Debug)]
pub enum Instead {
    /// What a person sent, and what they can do with it.
    Overview(Box<Overview>),
    /// One of the pages that ask before something is changed.
    Manage(ManagePage),
    /// The form that has a private link sent again, once it was sent.
    Lost(LostLink),
    /// That a form could not be read.
    Unread(Unread),
}

impl Instead {
    /// The heading, which is also the browser's title.
    pub(crate) fn heading(&self, site: &Site, lang: Lang) -> String {
        match self {
            Self::Overview(overview) => overview.heading().to_owned(),
            Self::Manage(page) => page.heading(site, lang),
            Self::Lost(lost) => lost.heading(site, lang),
            Self::Unread(_) => Unread::heading(site, lang),
        }
    }

    /// Whether something has to be mended.
    pub(crate) fn has_errors(&self) -> bool {
        match self {
            Self::Overview(_) => false,
            Self::Manage(page) => page.has_errors(),
            Self::Lost(lost) => lost.is_refused(),
            Self::Unread(_) => true,
        }
    }
}
