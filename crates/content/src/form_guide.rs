//! `docs/forms.md`: what each form asks, for those who receive the answers. Written from the schemas.

use std::fmt::Write;

use nec_ess_domain::schema::{Appears, Choices, Field, Form, Kind, Presence};
use nec_ess_domain::{Lang, forms};

use crate::site::Site;

const HEAD: &str = "# What the forms ask

For those who receive the answers: the names of the answers in what `nec-ess-endpoint export` writes for programs, the
fields that `correct` takes, and those of a POST. This file is generated from the schemas in
`crates/domain/src/forms.rs`, which the browser and the endpoint use; do not edit it:
`cargo run -p nec-ess-content --example form-guide > docs/forms.md`.

Before an answer is checked and stored, spaces at both ends, double spaces and invisible characters are removed. Lengths
are counted in Unicode scalar values, which is close to how people count characters.
";

/// The whole file.
#[must_use]
pub fn form_guide(site: &Site) -> String {
    let mut out = HEAD.to_owned();
    for form in forms::ALL {
        let _ = write!(
            out,
            "\n## `{}`\n\nPosted to `{}`.\n\n| field | asked as | holds | required |\n|---|---|---|---|\n",
            form.id, form.action
        );
        for field in form.fields {
            let _ = writeln!(
                out,
                "| `{}` | {} | {} | {} |",
                field.name,
                labels(site, form, field),
                holds(site, form, field),
                presence(field)
            );
        }
    }
    out
}

fn labels(site: &Site, form: &Form, field: &Field) -> String {
    Lang::ALL
        .map(|lang| {
            site.content(lang).forms.of(form).fields[field.name]
                .label
                .clone()
        })
        .join(" / ")
}

fn holds(site: &Site, form: &Form, field: &Field) -> String {
    let mut text = match field.kind {
        Kind::Text { max } => format!("one line, {max} characters at most"),
        Kind::LongText { max } => format!("text, {max} characters at most"),
        Kind::Email => format!(
            "an e-mail address, {} characters at most",
            nec_ess_domain::email::MAX_LENGTH
        ),
        Kind::RegistrationNumber { country } => format!(
            "with `{country}` France: a SIREN or SIRET with its check digit, a VAT number with its key, or an RNA number; else any with four letters or digits, up to {} characters",
            nec_ess_domain::registration_number::MAX
        ),
        Kind::PostalCode { country } => format!(
            "with `{country}` France: five digits, CEDEX codes too; else any text up to {} characters",
            nec_ess_domain::validate::POSTAL_CODE_MAX
        ),
        Kind::One(choices) | Kind::Select(choices) => {
            format!("one of {}", values(site, form, field, choices))
        }
        Kind::Many(choices) => format!("one or several of {}", values(site, form, field, choices)),
        Kind::Tick => "`yes`, or nothing".to_owned(),
    };
    match field.appears {
        Appears::Always => {}
        Appears::OnWorkshopDay => text += "; shown once the day of the workshop is chosen",
    }
    if field.is_private {
        text += "; never kept as a draft on the device";
    }
    text
}

fn values(site: &Site, form: &Form, field: &Field, choices: Choices) -> String {
    let listed = |values: Vec<(String, String)>| {
        let words = values
            .into_iter()
            .map(|(value, label)| format!("`{value}` ({label})"));
        words.collect::<Vec<_>>().join(", ")
    };
    match choices {
        Choices::Fixed(values) => {
            let words = &site.en.forms.of(form).fields[field.name].choices;
            listed(
                values
                    .iter()
                    .map(|value| ((*value).to_owned(), words[*value].clone()))
                    .collect(),
            )
        }
        Choices::Days => "the days of the event, such as `2031-11-26`".to_owned(),
        Choices::Countries => {
            "the country codes of ISO 3166-1 that the list offers, or the last entry for any other"
                .to_owned()
        }
    }
}

fn presence(field: &Field) -> String {
    match field.presence {
        Presence::Required => "yes".to_owned(),
        Presence::Optional => "no".to_owned(),
        Presence::RequiredUnless { field, values } => {
            let values = values.iter().map(|value| format!("`{value}`"));
            format!(
                "unless `{field}` is {}",
                values.collect::<Vec<_>>().join(" or ")
            )
        }
    }
}
