//! Who sent the same form more than once, by address and by organisation.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use nec_ess_domain::{Kind, forms};

use crate::limits::mailbox;
use crate::name_key::name_key;
use crate::organisation;
use crate::store::{State, Stored};

/// Those who are there more than once.
pub(crate) struct Doubles<'a> {
    email: Groups<'a>,
    organisation: Groups<'a>,
}

/// Other submissions that share something with one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Others<'a> {
    /// The references of the first ones.
    pub(crate) named: Vec<&'a str>,
    /// How many more there are.
    pub(crate) more: usize,
}

impl<'a> Doubles<'a> {
    /// Looks through `submissions`. Those that no longer count are nobody's double: people cancel and register again.
    pub(crate) fn among(submissions: &'a [Stored]) -> Self {
        Self {
            email: Groups::by(&[email], submissions),
            organisation: Groups::by(&[by_number, by_name], submissions),
        }
    }

    /// Those with the e-mail address of `stored`, at the most `most` of them named.
    pub(crate) fn by_email(&self, stored: &Stored, most: usize) -> Others<'a> {
        self.email.others(stored, most)
    }

    /// The same of its organisation.
    pub(crate) fn by_organisation(&self, stored: &Stored, most: usize) -> Others<'a> {
        self.organisation.others(stored, most)
    }
}

/// Submissions that belong together.
struct Groups<'a> {
    /// The group of each, by reference.
    of: HashMap<&'a str, usize>,
    /// The references of each group, oldest first.
    members: HashMap<usize, Vec<&'a str>>,
}

impl<'a> Groups<'a> {
    /// Puts together what has any of `keys` in common with another one of the group. However many share one, each is
    /// noted once.
    fn by(keys: &[fn(&Stored) -> Option<String>], submissions: &'a [Stored]) -> Self {
        let is_active = |stored: &&Stored| stored.state == State::Active;
        let active: Vec<&Stored> = submissions.iter().filter(is_active).collect();
        let mut parents: Vec<usize> = (0..active.len()).collect();
        for key in keys {
            let mut first: HashMap<(&str, String), usize> = HashMap::new();
            for (index, stored) in active.iter().enumerate() {
                let Some(key) = key(stored) else { continue };
                match first.entry((&stored.form, key)) {
                    Entry::Occupied(known) => {
                        let (one, other) =
                            (root(&mut parents, *known.get()), root(&mut parents, index));
                        parents[one.max(other)] = one.min(other);
                    }
                    Entry::Vacant(new) => {
                        new.insert(index);
                    }
                }
            }
        }
        let mut groups = Self {
            of: HashMap::new(),
            members: HashMap::new(),
        };
        for (index, stored) in active.iter().enumerate() {
            let group = root(&mut parents, index);
            groups.of.insert(&stored.reference, group);
            let members = groups.members.entry(group).or_default();
            members.push(&stored.reference);
        }
        groups
    }

    fn others(&self, stored: &Stored, most: usize) -> Others<'a> {
        let group = self.of.get(stored.reference.as_str());
        let Some(members) = group.and_then(|group| self.members.get(group)) else {
            return Others::default();
        };
        let others = members.iter().filter(|other| **other != stored.reference);
        let named: Vec<&str> = others.copied().take(most).collect();
        let more = members.len() - 1 - named.len();
        Others { named, more }
    }
}

/// The first one of the group of `index`; the way there is shorter the next time.
fn root(parents: &mut [usize], index: usize) -> usize {
    let mut at = index;
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
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
