//! Who sent the same form more than once, by address and by organisation.

use std::collections::HashMap;

use nec_ess_domain::{Kind, forms};

use crate::limits::mailbox;
use crate::name_key::name_key;
use crate::organisation;
use crate::store::{State, Stored};

/// The other submissions that share something with one, by reference.
#[derive(Clone, Debug, Default)]
pub(crate) struct Double {
    /// With the same e-mail address.
    pub(crate) email: Vec<String>,
    /// Of the same organisation.
    pub(crate) organisation: Vec<String>,
}

/// Every submission that is not the only one, by its reference.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubles(HashMap<String, Double>);

impl Doubles {
    /// Looks through `submissions`. Those that no longer count are nobody's double: people cancel and register again.
    pub(crate) fn among(submissions: &[Stored]) -> Self {
        let mut doubles = Self::default();
        doubles.note(submissions, email, |double| &mut double.email);
        for key in [by_number, by_name] {
            doubles.note(submissions, key, |double| &mut double.organisation);
        }
        doubles
    }

    /// What `stored` shares.
    pub(crate) fn of(&self, stored: &Stored) -> Double {
        self.0.get(&stored.reference).cloned().unwrap_or_default()
    }

    fn note(
        &mut self,
        submissions: &[Stored],
        key: fn(&Stored) -> Option<String>,
        list: impl Fn(&mut Double) -> &mut Vec<String>,
    ) {
        let mut groups: HashMap<(&str, String), Vec<&str>> = HashMap::new();
        for stored in submissions
            .iter()
            .filter(|stored| stored.state == State::Active)
        {
            if let Some(key) = key(stored) {
                let group = groups.entry((&stored.form, key)).or_default();
                group.push(&stored.reference);
            }
        }
        for group in groups.values().filter(|group| group.len() > 1) {
            for reference in group {
                let double = self.0.entry((*reference).to_owned()).or_default();
                let list = list(double);
                for other in group.iter().filter(|other| *other != reference) {
                    if !list.iter().any(|known| known == other) {
                        list.push((*other).to_owned());
                    }
                }
            }
        }
    }
}

fn email(stored: &Stored) -> Option<String> {
    let mut fields = forms::by_id(&stored.form)?.fields.iter();
    let field = fields.find(|field| field.kind == Kind::Email)?;
    let email = mailbox(stored.answers.first(field.name));
    (!email.is_empty()).then_some(email)
}

fn by_number(stored: &Stored) -> Option<String> {
    organisation::of(&stored.form, &stored.answers)
}

fn by_name(stored: &Stored) -> Option<String> {
    let name = stored.answers.first("organisation");
    (!name.is_empty()).then(|| name_key(name))
}
