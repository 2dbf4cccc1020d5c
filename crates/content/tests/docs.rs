//! What `docs/` tells editors and organisers, against what the files and the schemas hold.
#![allow(clippy::unwrap_used)] // A test whose content is missing has to stop there.

use std::fs;
use std::path::{Path, PathBuf};

use nec_ess_content::{Drawing, Known, Site, form_guide, load, read};
use nec_ess_domain::eligibility::Reason;
use nec_ess_domain::{Lang, Named};
use serde_json::{Value, json};

/// Tables whose keys editors choose, or another table of the description lists.
const FREE: [&str; 8] = [
    "links",
    "actions",
    "countries",
    "departments",
    "choices",
    "errors",
    "sheets",
    "columns",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn site() -> Site {
    load(&root().join("content")).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The part of the description under the heading `title`; what looks like a heading in an example is none.
fn section(title: &str) -> String {
    let text = fs::read_to_string(root().join("docs/content.md")).unwrap();
    let start = format!("\n## {title}\n");
    let (_, section) = text.split_once(&start).unwrap();
    let mut is_example = false;
    let lines = section.lines().take_while(|line| {
        is_example ^= line.starts_with("```");
        is_example || !line.starts_with("## ")
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Expects each key below `value` in `section`, as `` `key` `` or as the table `[key]`.
#[track_caller]
fn described(section: &str, value: &Value, path: &str) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let path = format!("{path}.{key}").trim_start_matches('.').to_owned();
                let forms = [format!("`{key}`"), format!("[{path}]"), format!("[{path}.")];
                assert!(
                    forms.iter().any(|form| section.contains(form)),
                    "{path} is not described"
                );
                if !FREE.contains(&key.as_str()) {
                    described(section, value, &path);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| described(section, item, path)),
        _ => {}
    }
}

/// A text in both languages is one key.
fn without_languages(value: &mut Value) {
    match value {
        Value::Object(members) if members.contains_key("fr") => *value = Value::Null,
        Value::Object(members) => members.values_mut().for_each(without_languages),
        Value::Array(items) => items.iter_mut().for_each(without_languages),
        _ => {}
    }
}

/// Every key of site.toml and event.toml.
#[test]
fn facts() {
    let site = site();
    let mut settings = serde_json::to_value(&site.settings).unwrap();
    without_languages(&mut settings);
    described(&section("site.toml"), &settings, "");
    let mut event = serde_json::to_value(&site.event).unwrap();
    without_languages(&mut event);
    described(
        &section("event.toml").replace("[[days]]", "[days]"),
        &event,
        "",
    );
}

/// Every key of words.toml, and every reason.
#[test]
fn words() {
    let words = serde_json::to_value(&site().fr.words).unwrap();
    let section = section("words.toml");
    described(&section, &words, "");
    for reason in Reason::ALL {
        assert!(section.contains(&format!("`{}`", reason.name())));
    }
}

/// Every key of forms.toml; those of a form and of a field are the same for all, each under its own
/// heading: `closed` of one table does not describe that of another.
#[test]
fn forms() {
    let forms = serde_json::to_value(&site().fr.forms).unwrap();
    let section = section("forms.toml");
    let parts: Vec<&str> = section.split("\n`[").skip(1).collect();
    let part = |name: &str| {
        let found = parts.iter().find(|part| part.starts_with(name));
        found.copied().unwrap_or_else(|| panic!("[{name}]"))
    };
    for table in ["common", "manage", "mail"] {
        described(part(table), &forms[table], "");
    }
    let mut organisers = forms["organisers"].clone();
    for table in ["report", "mails"] {
        let words = organisers.as_object_mut().unwrap().remove(table).unwrap();
        described(part(&format!("organisers.{table}")), &words, "");
    }
    described(part("organisers]"), &organisers, "organisers");
    let form = &forms["form"]["registration"];
    let words = json!({ "submit": form["submit"], "field": form["fields"]["email"] });
    let of_forms = section.split("\nOf each form").nth(1).unwrap();
    described(
        &of_forms.replace("[form.ID.fields.NAME]", "`field`"),
        &words,
        "",
    );
}

/// Every key of a page and of a question, as the reader itself lists them.
#[test]
fn front_matter() {
    let folder = tempfile::tempdir().unwrap();
    for (title, file) in [("A page", "fr/a.md"), ("A question", "fr/faq/a/b.md")] {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "+++\nno_such_key = 1\n+++\n").unwrap();
        let errors = load(folder.path()).unwrap_err();
        let error = errors.iter().find(|error| error.file == Path::new(file));
        let message = &error.unwrap().message;
        let (_, keys) = message.split_once("expected one of ").unwrap();
        let section = section(title).replace("[[", "").replace("]]", "");
        for key in keys.split(", ") {
            assert!(section.contains(key), "{key} in {title}");
        }
    }
}

/// Every key of a family, and every drawing.
#[test]
fn families() {
    let section = section("A page");
    let family = section.split("`[[families]]`").nth(1).unwrap();
    let family = family.split("\n|").next().unwrap();
    let keys = ["id", "drawing", "title", "text", "examples"];
    for name in keys
        .into_iter()
        .chain(Drawing::ALL.iter().map(|drawing| drawing.name()))
    {
        assert!(family.contains(&format!("`{name}`")), "{name}");
    }
}

/// Every key of a session and of what sessions have in common, as the reader itself lists them.
#[test]
fn programme() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("programme")).unwrap();
    for (title, file) in [
        ("A session", "programme/a.toml"),
        ("programme.toml", "programme.toml"),
    ] {
        fs::write(folder.path().join(file), "no_such_key = 1\n").unwrap();
        let errors = load(folder.path()).unwrap_err();
        let error = errors.iter().find(|error| error.file == Path::new(file));
        let message = &error.unwrap().message;
        let (_, keys) = message.split_once(", expected ").unwrap();
        let section = section(title);
        for key in keys.split('`').skip(1).step_by(2) {
            let forms = [
                format!("`{key}`"),
                format!("`[{key}]`"),
                format!("`[[{key}]]`"),
            ];
            assert!(
                forms.iter().any(|form| section.contains(form)),
                "{key} in {title}"
            );
        }
    }
}

/// The first block of code in the section `title`.
fn example(title: &str) -> String {
    let section = section(title);
    let (_, example) = section.split_once("\n```").unwrap();
    let (_, example) = example.split_once('\n').unwrap();
    example.split("```").next().unwrap().to_owned()
}

/// Whoever copies the examples of a page, a question and a session into the content gets what they show.
#[test]
fn examples() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("content"), folder.path());
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    let (page, question) = (example("A page"), example("A question"));
    for path in ["fr/venir.md", "en/getting-there.md"] {
        write(path, &page);
    }
    for lang in ["fr", "en"] {
        write(&format!("{lang}/faq/event/meals.md"), &question);
    }
    // The example is of no edition: its day is one of whichever this is.
    let days = load(&root().join("content")).unwrap().event.day_ids();
    let session = example("A session").replace("2031-11-26", &days[0]);
    write("programme/governing-ai.toml", &session);
    let described = section("A session");
    let (_, room) = described.split_once("`[rooms]` there, `").unwrap();
    let (room, _) = room.split_once('`').unwrap();
    let rooms = fs::read_to_string(folder.path().join("programme.toml")).unwrap();
    write("programme.toml", &format!("{rooms}\n{room}\n"));

    let reading = read(folder.path(), &root().join("public"));
    let reading = reading.unwrap_or_else(|errors| panic!("{errors:#?}"));
    // A session is new to calendars.
    let notes = reading.notes.iter();
    let others = notes.filter(|note| !note.contains(": calendars: "));
    assert_eq!(others.collect::<Vec<_>>(), [] as [&String; 0]);
    let site = reading.site;
    let page = site.page(Lang::Fr, "travel").unwrap();
    assert_eq!(page.url, "/fr/venir/");
    assert_eq!(
        site.page(Lang::En, "travel").unwrap().url,
        "/en/getting-there/"
    );
    let questions = &site.faq_of(Lang::En, "event").unwrap().entries;
    assert!(questions.iter().any(|entry| entry.anchor == "repas"));
    assert_eq!(site.programme.sessions.len(), 2);
}

/// Copies all files under one folder to another.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// Every fact that texts can name, as the reader itself lists them.
#[test]
fn facts_that_texts_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("fr")).unwrap();
    fs::write(folder.path().join("fr/words.toml"), "a = \"{{no}}\"\n").unwrap();
    let errors = load(folder.path()).unwrap_err();
    let mut messages = errors.iter().map(|error| &error.message);
    let names = messages.find_map(|message| message.split_once("}}`, expected one of: "));
    let section = section("Facts");
    for name in names.unwrap().1.split(", ") {
        assert!(section.contains(&format!("`{{{{{name}}}}}`")), "{name}");
    }
}

/// Every page that may not be missing.
#[test]
fn known_pages() {
    let section = section("A page");
    for known in Known::ALL {
        assert!(
            section.contains(&format!("`{}`", known.name())),
            "{known:?}"
        );
    }
}

/// The guide to the answers is what the schemas make of it.
#[test]
fn answers() {
    let kept = fs::read_to_string(root().join("docs/forms.md")).unwrap();
    assert!(
        kept == form_guide(&site()),
        "docs/forms.md is not what the schemas say: cargo run -p nec-ess-content --example form-guide > docs/forms.md"
    );
}
