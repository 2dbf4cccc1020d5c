//! The words of the forms, against their schemas. These files follow the schemas, so lines are
//! looked up.

use crate::Fixture;
use nec_ess_domain::{forms, schema};

const FILE: &str = "fr/forms.toml";
const FIELD: &str = "[form.registration.fields.first_name]";

fn form() -> &'static schema::Form {
    forms::by_id("registration").unwrap()
}

/// A slip in a word that all forms share names those that there are.
#[test]
fn unknown_common_word() {
    let site = Fixture::minimal().replace(FILE, "\nretrying = ", "\nretry = ");
    let line = site.line_of(FILE, "\nretry = ") + 1;
    let start =
        format!("content/fr/forms.toml:{line}: unknown key `retry`, expected one of `optional`, ");
    let errors = site.errors();
    assert!(
        errors.len() == 1 && errors[0].starts_with(&start),
        "{errors:#?}"
    );
}

/// Each form has its sheet and each field its column in the organisers' files, and nothing else has.
#[test]
fn columns_of_fields() {
    let site = Fixture::minimal()
        .replace_after(FILE, "[organisers.sheets]", "workshop = ", "atelier = ")
        .replace_after(FILE, "[organisers.columns]", "city = ", "town = ");
    let table = |name: &str| site.line_of(FILE, &format!("[organisers.{name}]"));
    let line = |key: &str| site.line_of(FILE, &format!("\n{key} = ")) + 1;
    let file = "content/fr/forms.toml";
    let errors = site.errors();
    for start in [
        format!(
            "{file}:{}: [organisers.sheets]: expected a text for `workshop`",
            table("sheets")
        ),
        format!(
            "{file}:{}: [organisers.sheets]: unknown key `atelier`, expected: registration",
            line("atelier")
        ),
        format!(
            "{file}:{}: [organisers.columns]: expected a text for `city`",
            table("columns")
        ),
        format!(
            "{file}:{}: [organisers.columns]: unknown key `town`, expected: first_name",
            line("town")
        ),
    ] {
        let is_told = errors.iter().any(|error| error.starts_with(&start));
        assert!(is_told, "{start}\n{errors:#?}");
    }
    assert_eq!(errors.len(), 4, "{errors:#?}");
}

/// A slip in a field's key names those that there are.
#[test]
fn unknown_key_of_a_field() {
    let site = Fixture::minimal().replace_after(FILE, FIELD, "label = ", "libelle = ");
    let line = site.line_of(FILE, "libelle = ");
    site.refused(&[&format!("content/fr/forms.toml:{line}: unknown key `libelle`, expected one of `label`, `hint`, `choices`, `errors`")]);
}

/// A form that nobody put into words.
#[test]
fn form_without_words() {
    let site = Fixture::minimal();
    let text = site.text(FILE);
    let (before, _) = text.split_once("[form.").unwrap();
    let line = before.matches('\n').count() + 1;
    let expected: Vec<String> = forms::ALL
        .iter()
        .map(|form| {
            format!(
                "content/fr/forms.toml:{line}: expected a table [form.{}]",
                form.id
            )
        })
        .collect();
    let text = format!("{before}[form]\n");
    site.write(FILE, text).refused(&expected);
}

/// Words for a form that does not exist.
#[test]
fn words_of_no_form() {
    let site = Fixture::minimal().append(
        FILE,
        "[form.newsletter]\nsubmit = \"Oui\"\nreceipt = \"Oui\"\nclosed = \"Oui\"\nfields = {}",
    );
    let line = site.line_of(FILE, "[form.newsletter]");
    let known: Vec<_> = forms::ALL.iter().map(|form| form.id).collect();
    site.refused(&[&format!(
        "content/fr/forms.toml:{line}: unknown form `newsletter`, expected one of: {}",
        known.join(", ")
    )]);
}

/// A field that nobody put into words, because its table has another name.
#[test]
fn field_without_words() {
    let site = Fixture::minimal().replace(FILE, FIELD, "[form.registration.fields.prenom]");
    let line = site.line_of(FILE, "[form.registration.fields.prenom]");
    let known: Vec<_> = form().fields.iter().map(|field| field.name).collect();
    site.refused(&[
        &format!("content/fr/forms.toml:{line}: expected a table {FIELD}"),
        &format!(
            "content/fr/forms.toml:{line}: unknown field `prenom`, expected one of: {}",
            known.join(", ")
        ),
    ]);
}

/// A kind of error that a person can cause and that nobody put into words.
#[test]
fn error_without_text() {
    let site = Fixture::minimal().replace_after(FILE, FIELD, "too_long = ", "too_short = ");
    let line = site.line_of(FILE, "too_short = ");
    site.refused(&[
        &format!("content/fr/forms.toml:{line}: {FIELD} errors: expected a text for `too_long`"),
        &format!("content/fr/forms.toml:{line}: {FIELD} errors: unknown key `too_short`, expected: missing, too_long"),
    ]);
}

/// A choice that the form offers has a label, and no other has.
#[test]
fn unknown_choice() {
    let table = "[form.registration.fields.profile]";
    let choices = "[form.registration.fields.profile.choices]\n";
    let site = Fixture::minimal().replace(
        FILE,
        &format!("{choices}sse = "),
        &format!("{choices}ess = "),
    );
    let line = site.line_of(FILE, choices);
    let own_line = line + 1;
    site.refused(&[
        &format!("content/fr/forms.toml:{line}: {table} choices: expected a text for `sse`"),
        &format!("content/fr/forms.toml:{own_line}: {table} choices: unknown key `ess`, expected: sse, public, company, citizen"),
    ]);
}

/// Choices under a field that offers none of its own.
#[test]
fn choices_of_a_text() {
    let site = Fixture::minimal().replace_after(
        FILE,
        FIELD,
        "label = ",
        "choices = { a = \"A\" }\nlabel = ",
    );
    let line = site.line_of(FILE, "choices = { a = ");
    site.refused(&[&format!(
        "content/fr/forms.toml:{line}: {FIELD} choices: unknown key `a`, expected: none"
    )]);
}
