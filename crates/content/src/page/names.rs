//! What editors call the blocks.

use nec_ess_domain::Named as _;

use super::Block;
use crate::stage::Stage;

impl Block {
    /// The names of all, for the message that lists them.
    pub(crate) const NAMES: &str = "actions, always, articles, check, contact, data-protection, days, embed-builder, faq, faq-all, families, figures, form, legal, once-closed, once-over, partners, programme, retention, until-over, while-open, workshop";

    /// The one called `name`, if it is one that takes no arguments.
    pub(crate) fn plain(name: &str) -> Option<Self> {
        Some(match name {
            "articles" => Self::Articles,
            "check" => Self::Check,
            "contact" => Self::Contact,
            "data-protection" => Self::DataProtection,
            "days" => Self::Days,
            "embed-builder" => Self::EmbedBuilder,
            "faq" => Self::Faq,
            "faq-all" => Self::FaqAll,
            "families" => Self::Families(Vec::new()),
            "figures" => Self::Figures,
            "form" => Self::Form,
            "legal" => Self::Legal,
            "partners" => Self::Partners,
            "retention" => Self::Retention,
            "programme" => Self::Programme,
            "workshop" => Self::Workshop,
            name => Self::Stage(Stage::from_name(name)?),
        })
    }

    /// Whether `words`, which stand between two braces on each side, are those of a block.
    pub(crate) fn is_meant(words: &str) -> bool {
        let name = words.split_whitespace().next().unwrap_or_default();
        name == "actions" || Self::plain(name).is_some()
    }
}
