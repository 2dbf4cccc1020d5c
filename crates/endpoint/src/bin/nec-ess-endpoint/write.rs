//! `write`: a letter to those who are registered, through the outbox.

use std::collections::BTreeSet;
use std::path::Path;

use nec_ess_content::Site;
use nec_ess_content::letter::{Letter, Personal};
use nec_ess_domain::forms::REIMBURSEMENT;
use nec_ess_domain::{Lang, Named};
use nec_ess_endpoint::mail::days_in_words;
use nec_ess_endpoint::selection::Selection;
use nec_ess_endpoint::store::{Store, Stored, Texts};
use nec_ess_endpoint::{description, plain};

use crate::options::Options;
use crate::organise::{is_wanted, print, tell};
use crate::select::are_there;

/// Mails a minute, if nothing else is asked for: most mail servers take that from anyone.
const PER_MINUTE: i64 = 60;

/// Writes the letter, once anyone has seen who gets what and said yes.
pub(crate) async fn write(options: Options) -> Result<(), String> {
    let site = description::read(&options.dist)?.site;
    let texts = texts(&options, &site)?;
    let store = options.open_existing().await?;
    are_there(&options, &store, &site.event).await?;
    let failed = |error: nec_ess_endpoint::store::Error| error.to_string();
    let all = store.all().await.map_err(failed)?;
    let mut written = store.written_to(&texts).await.map_err(failed)?;
    let before = written.len();
    let people = chosen(&options, &site, all, &mut written)?;
    days_are_there(&texts, &people, &site)?;
    show(&texts, &people, before)?;
    if people.is_empty() || options.dry_run {
        return Ok(());
    }
    if !options.yes && !is_wanted("Write to them?")? {
        return Err("nothing was written (--yes writes without asking)".into());
    }
    send(
        &store,
        &texts,
        &people,
        options.per_minute.unwrap_or(PER_MINUTE),
    )
    .await
}

async fn send(
    store: &Store,
    texts: &Texts,
    people: &[Stored],
    per_minute: i64,
) -> Result<(), String> {
    let now = jiff::Timestamp::now().as_millisecond();
    let pause = 60_000 / per_minute;
    let written = store.write_to(texts, people, now, pause).await;
    written.map_err(|error| {
        format!("{error}. Run the same command again: nobody gets the letter twice")
    })?;
    tell(format!(
        "{} in the outbox, {per_minute} a minute: `serve` sends them, `mail` lists those that did not go",
        people.len()
    ));
    Ok(())
}

/// Both texts, of which there is one in each language.
fn texts(options: &Options, site: &Site) -> Result<Texts, String> {
    let [fr, en] = [Lang::Fr, Lang::En].map(|lang| {
        let mut texts = options.texts.iter();
        let (_, file) = texts
            .find(|(of, _)| *of == lang)
            .ok_or_else(|| format!("write: there is no text in {}", lang.code()))?;
        letter(file, site, lang)
    });
    Ok(Texts { fr: fr?, en: en? })
}

fn letter(file: &Path, site: &Site, lang: Lang) -> Result<Letter, String> {
    let text = std::fs::read_to_string(file).map_err(|error| plain::of_file(file, &error))?;
    let organiser = &site.settings.organiser;
    Letter::read(&text, &site.event, organiser, lang).map_err(|mistakes| {
        let lines = mistakes
            .iter()
            .map(|(line, message)| format!("{}:{line}: {message}", file.display()));
        lines.collect::<Vec<_>>().join("\n")
    })
}

/// Who gets the letter, one of each address. `written` has those who got it before.
fn chosen(
    options: &Options,
    site: &Site,
    all: Vec<Stored>,
    written: &mut BTreeSet<String>,
) -> Result<Vec<Stored>, String> {
    let day = options.day.map(|day| day.to_string());
    if let Some(day) = &day
        && !site.event.day_ids().contains(day)
    {
        let days = site.event.day_ids().join(", ");
        return Err(format!("--day {day}: expected one of {days}"));
    }
    // Whoever takes part; of a form that the event gave up, nobody does.
    let is_expected = |person: &Stored| {
        let mut forms = site.event.forms();
        person.form != REIMBURSEMENT.id && forms.any(|form| form.id == person.form)
    };
    let selection = Selection {
        form: options.form,
        day,
        state: options.state,
        // Who only waits for a place has nothing to get ready for.
        coming: options.state.is_none(),
        ..Selection::default()
    };
    let mut people = all;
    people.retain(|person| {
        selection.takes(person)
            && (options.form.is_some() || is_expected(person))
            && !person.email().is_empty()
            && written.insert(person.email().to_lowercase())
    });
    Ok(people)
}

/// Refuses a letter that names the days of people who have none: who only waits, or sent a form that the event gave up.
fn days_are_there(texts: &Texts, people: &[Stored], site: &Site) -> Result<(), String> {
    let has_none = |person: &&Stored| {
        texts.get(person.lang).names_days()
            && days_in_words(site, person.lang, &person.form, &person.days).is_empty()
    };
    let without: Vec<&str> = people
        .iter()
        .filter(has_none)
        .map(|one| &*one.reference)
        .collect();
    let Some(first) = without.first() else {
        return Ok(());
    };
    Err(format!(
        "{{{{days}}}} would be empty for {} of {}, such as {first}: they have a place on no day of the event. Take it out of \
         the text, or write to those who have a place",
        without.len(),
        people.len()
    ))
}

/// Who gets it, and what it says.
fn show(texts: &Texts, people: &[Stored], before: usize) -> Result<(), String> {
    let personal = Personal {
        link: "https://…/api/manage/…",
        reference: "ABC-XXXX-XXXX",
        days: "…",
    };
    let mut out = String::new();
    for lang in Lang::ALL {
        let letter = texts.get(lang);
        let count = people.iter().filter(|person| person.lang == lang).count();
        out.push_str(&format!(
            "{} ({count}): {}\n\n{}\n",
            lang.code(),
            letter.subject,
            letter.plain(&personal)
        ));
    }
    for person in people {
        let line = [
            person.reference.as_str(),
            person.status().name(),
            person.email(),
        ];
        out.push_str(&line.join("\t"));
        out.push('\n');
    }
    print(&out)?;
    tell(format!("{} get it, {before} had it before", people.len()));
    Ok(())
}
