//! What editors of other sites may answer beforehand. Native only.

use nec_ess_content::Site;
use nec_ess_domain::Lang;
use nec_ess_domain::schema::{Choices, Field, Form, Kind};

use super::text::form_text;
use crate::components::country_list::countries;

/// A question that an answer may be given to, once for all forms that ask it.
pub(crate) struct Question {
    pub(crate) field: &'static Field,
    /// The forms that ask it.
    pub(crate) forms: Vec<&'static Form>,
    pub(crate) label: String,
    /// Value and words of each answer to choose from; none where it is typed.
    pub(crate) choices: Vec<(String, String)>,
}

impl Question {
    /// Whether it need not be shown once it has an answer: the private link goes to the e-mail address.
    pub(crate) fn may_be_hidden(&self) -> bool {
        self.field.kind != Kind::Email
    }
}

/// Every question of every form that the event has, but for private ones and ticks.
pub(crate) fn questions(site: &Site, lang: Lang) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for form in site.event.forms() {
        let text = form_text(form, site, lang, &[]);
        let may_be_given = |field: &&Field| field.may_be_given() && site.event.asks(field);
        for field in form.fields.iter().filter(may_be_given) {
            let mut known = questions.iter_mut();
            if let Some(known) = known.find(|known| known.field.name == field.name) {
                known.forms.push(form);
                continue;
            }
            let (_, words) = text
                .field(form, field.name)
                .expect("the words of a form have each of its fields");
            let of = |list: Choices, values: Vec<String>| {
                let choices = values.into_iter().map(|value| {
                    let label = text.choice(words, list, &value).to_owned();
                    (value, label)
                });
                choices.collect()
            };
            let choices = match field.kind {
                Kind::One(list) | Kind::Select(list) | Kind::Many(list) => match list {
                    Choices::Fixed(values) => {
                        of(list, values.iter().map(|one| (*one).to_owned()).collect())
                    }
                    Choices::Days => of(list, text.days.iter().map(|day| day.id.clone()).collect()),
                    Choices::Countries => countries(site, lang),
                },
                _ => Vec::new(),
            };
            questions.push(Question {
                field,
                forms: vec![form],
                label: words.label.clone(),
                choices,
            });
        }
    }
    questions
}
