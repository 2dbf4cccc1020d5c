//! The pages that the software itself leads to. Editors may add others, and rename the files of these, but not their ids.

use nec_ess_domain::named;
use nec_ess_domain::{Form, Named};

/// A page that the software leads to, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The home page, about the event.
    Event,
    /// The programme.
    Programme,
    /// With the form of the registration.
    Registration,
    /// With the form of the workshop.
    Workshop,
    /// With the form of the reimbursement.
    Reimbursement,
    /// The list of the articles; theirs stand in its folder.
    Articles,
    /// Every question of the site.
    Faq,
    /// What a person is told once their submission is stored.
    Receipt,
    /// The private page of a submission.
    Manage,
    /// What is shown where there is no page.
    NotFound,
    /// What is done with the answers; forms on other sites lead to it.
    Privacy,
}

named!(Known {
    Event = "event",
    Programme = "programme",
    Registration = "registration",
    Workshop = "workshop",
    Reimbursement = "reimbursement",
    Articles = "articles",
    Faq = "faq",
    Receipt = "receipt",
    Manage = "manage",
    NotFound = "not-found",
    Privacy = "privacy",
});

impl Known {
    /// Whether every site has it: the pages of other forms than the registration go with what the event has.
    #[must_use]
    pub fn is_everywhere(self) -> bool {
        !matches!(self, Self::Workshop | Self::Reimbursement)
    }

    /// The page that `form` stands on.
    ///
    /// # Panics
    /// Never for one of [`nec_ess_domain::forms::ALL`].
    #[must_use]
    pub fn of_form(form: &Form) -> Self {
        Self::from_name(form.id).expect("each form has its page, as the test below makes sure")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nec_ess_domain::forms;

    /// Each form stands on a page of its own name.
    #[test]
    fn forms_have_pages() {
        for form in forms::ALL {
            assert_eq!(Known::of_form(form).name(), form.id);
        }
    }
}
