//! Another edition: of another organiser in another town, without a workshop and without a reimbursement.

use std::path::PathBuf;

use crate::build::{Built, Kind, Request, build, copy_tree};
use crate::failure::{Failure, Result};
use crate::files;
use crate::repo::Repo;

/// More than a page shows without its filter.
const SESSIONS: usize = 40;
/// The days that `tests/fixtures/edition/event.toml` has.
const DAYS: [&str; 2] = ["2085-06-07", "2085-06-08"];
/// What the form says, as we say it and as that organiser does.
const WORDS: [(&str, [(&str, &str); 1]); 2] = [
    ("fr", [("\"Envoyer mon inscription\"", "\"Je viens\"")]),
    ("en", [("\"Send my registration\"", "\"Count me in\"")]),
];

/// Builds its site, as on the day that it is: registration is open for decades.
pub(super) fn site(repo: &Repo) -> Result<Built> {
    let request = Request {
        content: content(repo)?,
        out: "target/dist-edition".into(),
        as_of: None,
        ..Request::to_test(Kind::Debug)
    };
    build(repo, &request)
}

/// Its content: pages and facts of its own, with our words; those of the workshop and of the reimbursement stay unused.
fn content(repo: &Repo) -> Result<PathBuf> {
    let folder = repo.target().join("test/edition");
    files::remove_folder(&folder)?;
    copy_tree(&repo.path("tests/fixtures/edition"), &folder)?;
    for (lang, changes) in WORDS {
        let ours = |name: &str| files::read_text(&repo.path("content").join(lang).join(name));
        files::write(&folder.join(lang).join("words.toml"), ours("words.toml")?)?;
        let mut text = ours("forms.toml")?;
        for (ours, theirs) in changes {
            if text.matches(ours).count() != 1 {
                let what = format!("content/{lang}/forms.toml does not have {ours} once");
                return Err(
                    Failure::new(what).mended_by("correct WORDS in xtask/src/suite/edition.rs")
                );
            }
            text = text.replace(ours, theirs);
        }
        files::write(&folder.join(lang).join("forms.toml"), text)?;
    }
    for number in 0..SESSIONS {
        let file = format!("programme/session-{number:02}.toml");
        files::write(&folder.join(file), session(number))?;
    }
    Ok(folder)
}

/// Half an hour in one of two rooms, the days one after the other.
fn session(number: usize) -> String {
    let slots = SESSIONS / DAYS.len() / 2;
    let (day, slot, room) = (number / (2 * slots), number / 2 % slots, number % 2);
    let at = |half: usize| format!("{:02}:{:02}", 9 + half / 2, half % 2 * 30);
    format!(
        "day = \"{}\"\nstart = \"{}\"\nend = \"{}\"\nkind = \"{}\"\nroom = \"{}\"\nlanguages = [\"{}\"]\n\
         title = {{ fr = \"Séance {number}\", en = \"Session {number}\" }}\n",
        DAYS[day],
        at(slot),
        at(slot + 1),
        ["talk", "meeting"][room],
        ["nave", "loft"][room],
        ["fr", "en"][slot % 2],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Our words are there to be changed, and every session has its file.
    #[test]
    fn put_together() {
        let folder = content(&Repo::find().unwrap()).unwrap();
        let sessions = files::list(&folder.join("programme")).unwrap();
        assert_eq!(sessions.len(), SESSIONS);
        let form = files::read_text(&folder.join("en/forms.toml")).unwrap();
        assert!(form.contains("submit = \"Count me in\""));
    }

    /// The sessions fill both days and both rooms, each half hour once.
    #[test]
    fn sessions() {
        let all: Vec<String> = (0..SESSIONS).map(session).collect();
        for day in DAYS {
            let found = all.iter().filter(|text| text.contains(day)).count();
            assert_eq!(found, SESSIONS / DAYS.len(), "{day}");
        }
        assert!(all[0].contains("start = \"09:00\"\nend = \"09:30\""));
        assert!(all[SESSIONS - 1].contains("start = \"13:30\"\nend = \"14:00\""));
    }
}
