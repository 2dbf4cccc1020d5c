//! What there is to be seen: all of it, by what the rules and the words name.

use std::sync::LazyLock;

use nec_ess_domain::check::Said;
use nec_ess_domain::eligibility::{Answer, Reason};
use nec_ess_domain::text::{NextStep, Notice};
use nec_ess_domain::{Code, Phase};
use serde_json::Value;

use super::*;

/// Words that are shown by script alone, to somebody who sends a form or filters questions, or in an archive alone.
const ELSEWHERE: [&str; 6] = [
    "common.receipt_private",
    "common.receipt_copy",
    "common.receipt_copied",
    "blocks.faq_found",
    "blocks.faq_none",
    "shell.current_edition",
];

static SITE: LazyLock<Arc<Site>> = LazyLock::new(|| {
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
    Arc::new(nec_ess_content::load(content.as_ref()).expect("our own content"))
});

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| states(&SITE, &assets()));

/// The real document shell, with neither style nor script behind it.
fn assets() -> Assets {
    Assets {
        template: include_str!("../../../index.html").into(),
        ..Assets::default()
    }
}

fn names() -> Vec<String> {
    let all = all(&SITE, Lang::Fr, &assets());
    all.into_iter().map(|state| state.name).collect()
}

#[track_caller]
fn has(names: &[String], name: &str) {
    assert!(names.iter().any(|known| known == name), "{name}");
}

/// Each is there once, in both languages, and on the list.
#[test]
fn each_has_its_page() {
    let names = names();
    let list = FILES.last().expect("the list");
    assert_eq!(list.path, "states/index.html");
    assert_eq!(FILES.len(), names.len() * 2 + 1);
    for name in &names {
        assert_eq!(
            names.iter().filter(|other| *other == name).count(),
            1,
            "{name}"
        );
        for lang in Lang::ALL {
            let path = format!("states/{}/{name}/", lang.code());
            assert!(list.text.contains(&format!("src=\"/{path}\"")), "{path}");
            let path = format!("{path}index.html");
            assert!(FILES.iter().any(|file| file.path == path), "{path}");
        }
    }
}

/// Every phase is shown, with forms that are open and closed while it is under way, and every page in one of them at least;
/// a page that changes with a phase is there again.
#[test]
fn every_page_as_time_passes() {
    let times = Times::of(&SITE);
    let phases = times.all().map(|(_, time)| {
        let is_closed = |form| time.site.event.is_closed(form, time.moment());
        let registration = nec_ess_domain::forms::ALL[0];
        (
            time.site.event.phase(time.moment()),
            is_closed(registration),
        )
    });
    assert_eq!(
        phases,
        [
            (Phase::Open, false),
            (Phase::Closed, true),
            (Phase::UnderWay, true),
            (Phase::UnderWay, false),
            (Phase::Over, true)
        ]
    );
    let names = names();
    for page in &SITE.fr.pages {
        has(&names, &format!("{}-open", page.id));
    }
    for form in SITE.event.forms() {
        for page in [form.id.to_owned(), format!("embed-{}", form.id)] {
            for time in ["open", "closed", "over"] {
                has(&names, &format!("{page}-{time}"));
            }
        }
        for (time, _) in times.all() {
            has(&names, &format!("{}-receipt-{time}", form.id));
        }
    }
    has(&names, "embed-closed");
    for page in ["event", "programme", "faq", "embed-programme", "embed-faq"] {
        has(&names, &format!("{page}-over"));
    }
}

/// Every message of a form, every error that a field can have, every verdict and all that is said beside the check.
#[test]
fn every_message() {
    let names = names();
    for form in SITE.event.forms() {
        for notice in Notice::ALL {
            has(&names, &format!("{}-says-{}", form.id, notice.name()));
        }
        let codes = form.fields.iter().flat_map(|field| field.codes());
        for code in codes {
            has(&names, &format!("{}-errors-{}", form.id, Code::name(*code)));
        }
    }
    for said in Said::ALL {
        has(&names, &format!("check-{}", said.name()));
    }
    let findings = check::findings(&SITE);
    for (name, finding) in &findings {
        has(&names, &format!("check-{name}"));
        let reason = Reason::from_name(name);
        let found = finding.verdict.reason();
        assert_eq!(found, reason.unwrap_or(found), "{name}");
    }
    for reason in Reason::ALL {
        assert!(findings.iter().any(|(name, _)| name == reason.name()));
    }
    for answer in Answer::ALL {
        let mut found = findings.iter();
        assert!(found.any(|(_, finding)| finding.verdict.answer() == *answer));
    }
    for step in NextStep::ALL {
        let mut found = findings.iter();
        assert!(found.any(|(_, finding)| NextStep::after(finding) == *step));
    }
}

/// What is seen of `html`: without what only programs read.
fn seen(html: &str) -> String {
    let mut text = html.to_owned();
    for tag in ["template", "script", "style"] {
        let (start, end) = (format!("<{tag}"), format!("</{tag}>"));
        while let Some(at) = text.find(&start) {
            let length = text[at..].find(&end).expect("it ends");
            text.replace_range(at..at + length + end.len(), "");
        }
    }
    for (written, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ] {
        text = text.replace(written, sign);
    }
    text
}

/// The sentences below `words` that no page shows, each with its keys.
fn unseen(words: &Value, path: &str, pages: &str, out: &mut Vec<String>) {
    match words {
        Value::Object(members) => {
            for (key, words) in members {
                unseen(words, &format!("{path}.{key}"), pages, out);
            }
        }
        // What is filled in differs.
        Value::String(words) => {
            let parts = words.split(['{', '}']).step_by(2);
            let is_seen = parts.into_iter().all(|part| pages.contains(part));
            if !is_seen && !ELSEWHERE.contains(&path) {
                out.push(path.to_owned());
            }
        }
        _ => {}
    }
}

/// Every sentence that forms, private pages and the check can say is seen somewhere: one that is added later is missed here.
#[test]
fn every_sentence_is_seen() {
    for lang in Lang::ALL {
        let content = SITE.content(lang);
        let folder = format!("states/{}/", lang.code());
        let pages = FILES.iter().filter(|file| file.path.starts_with(&folder));
        let pages: String = pages.map(|file| seen(&file.text)).collect();
        let mut missing = Vec::new();
        for (name, words) in [
            ("common", serde_json::to_value(&content.forms.common)),
            ("manage", serde_json::to_value(&content.forms.manage)),
            ("form", serde_json::to_value(&content.forms.form)),
            ("check", serde_json::to_value(&content.words.check)),
            ("blocks", serde_json::to_value(&content.words.blocks)),
            ("shell", serde_json::to_value(&content.words.shell)),
        ] {
            let words = words.expect("words are texts");
            unseen(&words, name, &pages, &mut missing);
        }
        assert_eq!(missing, [""; 0]);
    }
}
