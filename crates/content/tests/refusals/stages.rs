//! Texts for a time of the event.

use crate::Fixture;

const FILE: &str = "fr/faq/studies/support.md";
const TWIN: &str = "en/faq/studies/support.md";
const STAGES: &str = "always, while-open, once-closed, until-over, once-over";

fn both(text: &str) -> Fixture {
    Fixture::minimal()
        .append("fr/404.md", text)
        .append("en/404.md", text)
}

/// Each time and the way back from it.
#[test]
fn every_stage_is_taken() {
    both("{{while-open}}\n\nA\n\n{{once-closed}}\n\nB\n\n{{until-over}}\n\nC\n\n{{once-over}}\n\nD\n\n{{always}}\n\nE")
        .accepted();
}

/// A line that changes nothing is a slip: what was meant is not there.
#[test]
fn idle_stages() {
    both("{{always}}\n\nA").refused(&[
        &format!(
            "content/en/404.md:9: `{{{{always}}}}` ends nothing: expected one of {STAGES} before it"
        ),
        &format!(
            "content/fr/404.md:9: `{{{{always}}}}` ends nothing: expected one of {STAGES} before it"
        ),
    ]);
    both("{{once-over}}\n\nA\n\n{{once-over}}\n\nB").refused(&[
        "content/en/404.md:13: `{{once-over}}` is so already, expected it once",
        "content/fr/404.md:13: `{{once-over}}` is so already, expected it once",
    ]);
    both("{{until-over}}\n\n{{once-over}}\n\nB").refused(&[
        "content/en/404.md:9: nothing follows `{{until-over}}`: expected text or blocks for that time",
        "content/fr/404.md:9: nothing follows `{{until-over}}`: expected text or blocks for that time",
    ]);
}

/// Both languages say the same at the same time.
#[test]
fn twins_of_other_times() {
    Fixture::minimal()
        .append("fr/404.md", "{{until-over}}\n\nA")
        .append("en/404.md", "{{while-open}}\n\nA")
        .refused(&["content/en/404.md:6: the text is cut into other times (`{{while-open}}`) than content/fr/404.md: expected `{{until-over}}`"]);
}

/// A question whose answer is empty at some time, with the time.
#[test]
fn question_without_answer_at_a_time() {
    let message = |file: &str, time: &str| {
        format!(
            "content/{file}:6: the question has no answer {time}: expected a text for that time too, or a key `stage` with the time that it is asked in (one of: {STAGES})"
        )
    };
    let closed = "once registration is closed";
    Fixture::minimal()
        .replace_after(FILE, "order", "\n+++\n", "\n+++\n{{while-open}}\n")
        .replace_after(TWIN, "order", "\n+++\n", "\n+++\n{{while-open}}\n")
        .refused(&[&message(TWIN, closed), &message(FILE, closed)]);
}

/// A time that there is none of, and one that only one language has.
#[test]
fn stage_of_a_question() {
    let with = |file: &str, stage: &str| {
        Fixture::minimal().replace(file, "order =", &format!("stage = \"{stage}\"\norder ="))
    };
    with(FILE, "open").refused(&[&format!(
        "content/fr/faq/studies/support.md:4: stage = `open`, expected one of: {STAGES}"
    )]);
}

/// What takes the place of a lead needs one, what takes that of a description is measured alike, and both languages have it.
#[test]
fn texts_once_over() {
    let with = |file: &str, keys: &str| {
        Fixture::minimal().replace_after(
            file,
            "description",
            "\n+++\n",
            &format!("\n[once_over]\n{keys}\n+++\n"),
        )
    };
    with("fr/404.md", "lead = \"Fini.\"").refused(&[
        "content/fr/404.md:6: once_over.lead takes the place of nothing: expected a key `lead` above, or none here",
    ]);
    Fixture::minimal()
        .replace_after(
            "en/404.md",
            "description",
            "\n+++\n",
            "\n[once_closed]\nlead = \"Closed.\"\n+++\n",
        )
        .refused(&[
            "content/en/404.md:6: once_closed.lead takes the place of nothing: expected a key `lead` above, or none here",
        ]);
    with("fr/404.md", "description = \"Fini.\"").refused(&[
        "content/en/404.md:4: [once_over] has other keys than in content/fr/404.md: expected the same in both languages",
        "content/fr/404.md:6: the description has 5 characters, expected 50 to 160",
    ]);
}
