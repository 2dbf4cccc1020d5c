//! The places in words that are filled in when they are shown: `{}`, `{place}`.

use crate::Fixture;

/// Expects `mistake` where `key` of the French `file` has `text` instead of its own.
#[track_caller]
fn refused(file: &str, table: &str, key: &str, text: &str, mistake: &str) {
    let site = Fixture::minimal();
    let all = site.text(file);
    let at = all.find(&format!("[{table}]")).unwrap();
    let start = at + all[at..].find(&format!("\n{key} = ")).unwrap() + 1;
    let end = start + all[start..].find('\n').unwrap();
    let line = all[..start].matches('\n').count() + 1;
    let changed = format!("{}{key} = \"{text}\"{}", &all[..start], &all[end..]);
    site.write(file, changed)
        .refused(&[&format!("content/{file}:{line}: {key}: {mistake}")]);
}

/// A slip in a placeholder's name would be shown as it is typed.
#[test]
fn unknown() {
    refused(
        "fr/words.toml",
        "check.reasons",
        "commune_beyond",
        "{plce} : au moins {least} km.",
        "`{plce}` stands for nothing here, expected one of: {place}, {least}, {margin}",
    );
    refused(
        "fr/words.toml",
        "shell",
        "skip",
        "Aller au {}",
        "`{}` stands for nothing here: expected words alone",
    );
    refused(
        "fr/forms.toml",
        "common",
        "too_many",
        "Encore {minutes} minutes.",
        "`{minutes}` stands for nothing here, expected {}, the minutes to wait",
    );
}

/// A distance that is not known of such a place would be shown as nothing.
#[test]
fn not_in_this_sentence() {
    refused(
        "fr/words.toml",
        "check.reasons",
        "abroad",
        "{place} est à plus de {{radius}}.",
        "`{place}` stands for nothing here, expected {margin}",
    );
}

/// A sentence says what it is about.
#[test]
fn missing() {
    for (file, table, key, what) in [
        ("fr/words.toml", "blocks", "faq_found", "the number"),
        ("fr/words.toml", "shell", "as_of", "the day"),
        ("fr/words.toml", "retention", "at_most", "the period"),
        ("fr/forms.toml", "mail", "twins", "the references"),
        ("fr/forms.toml", "organisers", "door", "the day"),
        ("fr/forms.toml", "organisers.report", "see", "the command"),
    ] {
        refused(
            file,
            table,
            key,
            "Voilà",
            &format!("expected {{}}, which stands for {what}"),
        );
    }
    refused(
        "fr/words.toml",
        "check",
        "area",
        "Le secteur postal",
        "expected {place}, which stands for the name",
    );
}

/// What is filled in once is asked for once.
#[test]
fn twice() {
    refused(
        "fr/words.toml",
        "blocks",
        "faq_found",
        "{} questions, {} réponses",
        "{} stands here twice: expected it once",
    );
}

/// Braces come in pairs.
#[test]
fn open() {
    for (text, brace) in [("Questions : {", "{"), ("Questions : }", "}")] {
        refused(
            "fr/words.toml",
            "blocks",
            "faq_none",
            text,
            &format!("a `{brace}` without its partner: expected words alone"),
        );
    }
}

/// The same in the errors of a field, whichever form it stands in.
#[test]
fn in_errors() {
    let site = Fixture::minimal().replace_after(
        "fr/forms.toml",
        "[form.workshop.fields.email]",
        "« {} » ?\"",
        "« {adresse} » ?\"",
    );
    let line = site.line_of("fr/forms.toml", "{adresse}");
    site.refused(&[&format!("content/fr/forms.toml:{line}: typographic: `{{adresse}}` stands for nothing here, expected {{}}, the address that was likely meant")]);
}

/// A fact that is typed with single braces is no placeholder of a page.
#[test]
fn fact_in_single_braces() {
    Fixture::minimal()
        .append("fr/404.md", "Un forfait de {amount}.")
        .refused(&[
            "content/fr/404.md:9: `{amount}`: expected two braces on each side, {{amount}}",
        ]);
}

/// The link to a session's calendar file is heard with its title: it begins as it reads.
#[test]
fn label_and_name() {
    refused(
        "fr/words.toml",
        "programme",
        "calendar",
        "Télécharger",
        "expected the beginning of `calendar` of [blocks], “Ajouter à mon agenda : {}”, with which it is read out",
    );
}
