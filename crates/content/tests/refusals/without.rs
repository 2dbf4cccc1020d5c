//! Events without a workshop, or without a reimbursement.

use nec_ess_content::Known;
use nec_ess_domain::{Lang, Named};

use super::Fixture;

const TABLES: [&str; 2] = ["workshop", "reimbursement"];

/// The smallest site, of an event that has none of `tables`.
fn without(tables: &[&str]) -> Fixture {
    let site = Fixture::minimal();
    let facts = site.text("event.toml");
    let parts = facts.split_inclusive("\n\n");
    let gone = |part: &&str| {
        !tables
            .iter()
            .any(|table| part.starts_with(&format!("[{table}]")))
    };
    let left: String = parts.filter(gone).collect();
    site.write("event.toml", left)
}

fn told(named: &str, table: &str) -> String {
    format!(
        "`{named}`: the event has no [{table}] in content/event.toml: expected a text without it, or that table"
    )
}

/// Pages, menu entries, sessions and words of both may stay in the files: the site has nothing of them but the names that
/// organisers know what is stored by.
#[test]
fn nothing_of_it_is_there() {
    let site = without(&TABLES)
        .replace(
            "site.toml",
            "menu = [\"programme\", ",
            "menu = [\"programme\", \"workshop\", ",
        )
        .write("programme/side.toml", "workshop = true\nkind = \"talk\"\n")
        .accepted();
    assert_eq!(site.event.forms().count(), 1);
    assert!(site.programme.sessions.is_empty());
    assert!(!site.settings.menu.iter().any(|id| id == "workshop"));
    for lang in Lang::ALL {
        let content = site.content(lang);
        for known in [Known::Workshop, Known::Reimbursement] {
            assert!(site.page(lang, known.name()).is_none());
            assert!(!content.words.actions.contains_key(known.name()));
        }
        assert!(content.words.check.is_none() && content.words.departments.is_empty());
        assert!(content.words.blocks.workshop_when.is_empty());
        let forms = &content.forms;
        assert_eq!(forms.form.keys().collect::<Vec<_>>(), ["registration"]);
        assert!(!forms.form["registration"].fields.contains_key("workshop"));
        for name in ["workshop", "participants", "country"] {
            assert!(forms.organisers.columns.contains_key(name), "{name}");
        }
        assert_eq!(forms.organisers.sheets.len(), 3);
    }
}

/// The names that organisers know a form and its answers by may be there without it, and need not.
#[test]
fn names_for_organisers() {
    let site = without(&TABLES);
    let words = site.text("en/forms.toml");
    let idle = |line: &&str| {
        !["workshop = ", "participants = "]
            .iter()
            .any(|key| line.starts_with(key))
    };
    let left: String = words.split_inclusive('\n').filter(idle).collect();
    assert_ne!(left, words);
    let site = site.write("en/forms.toml", left).accepted();
    assert!(!site.en.forms.organisers.sheets.contains_key("workshop"));
}

/// Of two, one may be there alone.
#[test]
fn one_without_the_other() {
    let ids = |site: Fixture| -> Vec<&str> {
        let site = site.accepted();
        site.event.forms().map(|form| form.id).collect()
    };
    assert_eq!(
        ids(without(&["workshop"])),
        ["registration", "reimbursement"]
    );
    assert_eq!(
        ids(without(&["reimbursement"])),
        ["registration", "workshop"]
    );
}

/// A text that names a fact, shows a block or leads to a page of what is not there is told, with what to do; a button that
/// leads there goes by itself.
#[test]
fn texts_that_name_it() {
    let text = "\n{{Workshop_title}} for {{amount}}.\n\n{{workshop}}\n\n[There](page:reimbursement)\n\n{{actions workshop}}\n";
    let site = without(&TABLES);
    let page = site.text("en/index.md");
    let lines = page.matches('\n').count();
    let expected = [
        (2, told("{{workshop_title}}", "workshop")),
        (2, told("{{amount}}", "reimbursement")),
        (4, told("{{workshop}}", "workshop")),
        (6, told("page:reimbursement", "reimbursement")),
    ];
    let expected =
        expected.map(|(line, told)| format!("content/en/index.md:{}: {told}", lines + line));
    site.write("en/index.md", page + text).refused(&expected);
}

/// Pages and questions that need it go with it, and stay while it is there.
#[test]
fn texts_that_need_it() {
    let page = "+++\nid = \"extra\"\ntitle = \"Extra\"\nneeds = \"workshop\"\ndescription = \"A description that is long enough for search engines and for previews of links.\"\n+++\n\n{{workshop_title}}\n";
    let question = "+++\nquestion = \"When?\"\nanchor = \"when\"\norder = 3\nneeds = \"reimbursement\"\n+++\n\n{{amount}}\n";
    for (site, are_there) in [(Fixture::minimal(), true), (without(&TABLES), false)] {
        let site = site
            .page(page)
            .write("en/faq/studies/when.md", question)
            .write("fr/faq/studies/when.md", question)
            .accepted();
        assert_eq!(site.page(Lang::En, "extra").is_some(), are_there);
        let entries = &site.faq_of(Lang::En, "studies").unwrap().entries;
        assert_eq!(entries.iter().any(|entry| entry.name == "when"), are_there);
    }
    Fixture::minimal()
        .replace("en/workshop.md", "id = ", "needs = \"atelier\"\nid = ")
        .refused(&[
            "content/en/workshop.md:2: needs = `atelier`, expected one of: workshop, reimbursement",
        ]);
}

/// An event that has it needs its words and its periods.
#[test]
fn words_that_are_needed() {
    let site = Fixture::minimal()
        .replace("en/words.toml", "workshop_when = \"When\"\n", "")
        .replace("event.toml", "reimbursement_requests = \"12 months\"\n", "");
    let line = site.line_of("en/words.toml", "[blocks]");
    let period = site.line_of("event.toml", "[retention]");
    site.refused(&[
        format!("content/en/words.toml:{line}: expected a key `workshop_when` in `blocks`"),
        format!(
            "content/event.toml:{period}: expected a key `reimbursement_requests` in `retention`"
        ),
    ]);
}
