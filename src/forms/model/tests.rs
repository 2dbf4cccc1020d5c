//! Every way through a form, without a page.

use nec_ess_domain::text::{DayText, FieldText, FormText, PageError, ReceiptText};
use nec_ess_domain::wire::Status;
use nec_ess_domain::{Code, Field, Named, Table, forms};

use super::*;

const FORM: &Form = &forms::REGISTRATION;

fn text() -> FormText {
    let field = |field: &Field| FieldText {
        label: field.name.to_owned(),
        errors: field
            .codes()
            .iter()
            .map(|code| format!("{} {}", field.name, code.name()))
            .collect(),
        choices: field
            .own_choices()
            .iter()
            .map(|choice| (*choice).to_owned())
            .collect(),
    };
    FormText {
        is_closed: false,
        is_foreign: false,
        error_prefix: String::new(),
        error_heading: String::new(),
        notices: Table::new(|notice| Some(format!("{notice:?}"))).expect("all"),
        draft_note: String::new(),
        draft_clear: String::new(),
        fields: FORM.fields.iter().map(field).collect(),
        days: vec![DayText {
            id: "2025-11-26".into(),
            label: String::new(),
            is_over: false,
        }],
        workshop_day: "2025-11-26".into(),
        countries: Vec::new(),
        receipt: ReceiptText::default(),
        errors: Vec::new(),
    }
}

fn complete() -> Answers {
    [
        ("first_name", "Camille"),
        ("last_name", "Durand"),
        ("email", "camille@exemple.fr"),
        ("profile", "sse"),
        ("organisation", "Lilas"),
        ("country", "FR"),
        ("days", "2025-11-26"),
        ("consent", "yes"),
    ]
    .into_iter()
    .collect()
}

fn without(name: &str) -> Answers {
    let all = complete();
    all.iter().filter(|(known, _)| *known != name).collect()
}

fn with(name: &str, value: &str) -> Answers {
    let mut answers = without(name);
    answers.push(name, value);
    answers
}

fn open() -> FormModel {
    FormModel::new(FORM, &text(), &Answers::new())
}

fn sent() -> FormModel {
    let mut model = open();
    assert_eq!(model.submit(&complete(), &text()), Next::Send);
    assert_eq!(model.phase(), Phase::Sending);
    model
}

fn stored() -> Stored {
    Stored {
        reference: "NEC-1".into(),
        status: Status::Registered,
        manage_url: String::new(),
        is_mailed: false,
        days: None,
    }
}

fn problem(field: &str) -> FieldProblem {
    FieldProblem {
        field: field.into(),
        code: Code::Taken,
        message: "Taken".into(),
    }
}

fn lines(model: &FormModel) -> Vec<&str> {
    let lines = model.summary().iter();
    lines.map(|error| error.field).collect()
}

/// A form without a mistake is sent; while it is on its way a second click does nothing.
#[test]
fn complete_is_sent_once() {
    let mut model = sent();
    assert_eq!(model.submit(&complete(), &text()), Next::Nothing);
    model.retry();
    assert_eq!(model.phase(), Phase::Retrying);
    assert_eq!(model.submit(&complete(), &text()), Next::Nothing);
}

/// A mistake is shown beside its field and in the summary, and nothing is sent.
#[test]
fn mistakes_are_shown() {
    let mut model = open();
    assert_eq!(model.submit(&without("email"), &text()), Next::ShowErrors);
    assert_eq!(model.phase(), Phase::Open);
    assert_eq!(lines(&model), ["email"]);
    assert_eq!(model.error("email"), Some("email missing"));
    assert_eq!(model.error("country"), None);
}

/// A mended mistake goes at once; its line stays until the form is sent again.
#[test]
fn mended_mistakes_go() {
    let mut model = open();
    model.submit(&with("email", "camille@"), &text());
    model.recheck(&with("email", "camille@exemple"));
    assert_eq!(model.error("email"), Some("email invalid"));
    model.recheck(&complete());
    assert_eq!(model.error("email"), None);
    assert_eq!(lines(&model), ["email"]);
    assert_eq!(model.submit(&complete(), &text()), Next::Send);
    assert!(model.summary().is_empty());
}

/// An error that depends on another answer goes with it.
#[test]
fn dependent_mistakes_go() {
    let mut model = open();
    model.submit(&without("organisation"), &text());
    let mut citizen = without("organisation");
    citizen = citizen
        .iter()
        .filter(|(name, _)| *name != "profile")
        .collect();
    citizen.push("profile", "citizen");
    model.recheck(&citizen);
    assert_eq!(model.error("organisation"), None);
}

/// Success is a reference of our endpoint.
#[test]
fn stored_leads_to_the_receipt() {
    let mut model = sent();
    let ending = model.finish(Outcome::Stored(stored()), &complete(), true);
    assert_eq!(ending, Ending::Receipt(stored()));
    assert_eq!(model.phase(), Phase::Stored);
    assert_eq!(model.submit(&complete(), &text()), Next::Nothing);
}

/// What another service took is not sent again.
#[test]
fn sent_elsewhere_is_over() {
    let mut model = sent();
    let ending = model.finish(Outcome::SentElsewhere, &complete(), true);
    assert_eq!(ending, Ending::Sent);
    assert!(model.phase().is_over());
    assert_eq!(model.submit(&complete(), &text()), Next::Nothing);
}

/// What the endpoint alone refuses stays until that very answer changes.
#[test]
fn refused_answers_stay_refused() {
    let mut model = sent();
    let refused = Outcome::Refused(vec![problem("email"), problem("unknown")]);
    assert_eq!(model.finish(refused, &complete(), true), Ending::ShowErrors);
    assert_eq!(model.phase(), Phase::Open);
    assert_eq!(lines(&model), ["email"]);
    model.recheck(&complete());
    assert_eq!(model.error("email"), Some("Taken"));
    model.recheck(&with("email", "claude@exemple.fr"));
    assert_eq!(model.error("email"), None);
}

/// A refusal that names no field of ours tells nobody what to mend: it is as good as no answer.
#[test]
fn empty_refusals_are_no_answer() {
    for problems in [vec![], vec![problem("unknown")]] {
        let mut model = sent();
        let ending = model.finish(Outcome::Refused(problems), &complete(), true);
        assert_eq!(ending, Ending::Unsure);
        assert_eq!(model.phase(), Phase::Failed);
    }
}

/// Without an answer the answers stay, and the next sign of a network sends them again.
#[test]
fn no_answer_waits_for_the_network() {
    for (outcome, is_online, phase, ending) in [
        (Outcome::Unsure, true, Phase::Failed, Ending::Unsure),
        (Outcome::Unsure, false, Phase::Offline, Ending::Unsure),
        (
            Outcome::Busy { retry_after: 1 },
            true,
            Phase::Busy { minutes: 0 },
            Ending::Busy,
        ),
        (
            Outcome::Busy { retry_after: 290 },
            true,
            Phase::Busy { minutes: 5 },
            Ending::Busy,
        ),
    ] {
        let mut model = sent();
        assert_eq!(model.finish(outcome, &complete(), is_online), ending);
        assert_eq!(model.phase(), phase);
        assert!(model.phase().awaits_network());
        assert!(model.phase().is_failure());
        let is_long = phase == Phase::Busy { minutes: 5 };
        assert_eq!(model.phase().minutes(), if is_long { 5 } else { 0 });
        assert_eq!(model.submit(&complete(), &text()), Next::Send);
        assert!(!model.phase().is_failure());
    }
}

/// Other answers under a used key are another submission, which the person has to want.
#[test]
fn conflicts_need_a_new_key() {
    let mut model = sent();
    let ending = model.finish(Outcome::Conflict(None), &complete(), true);
    assert_eq!(ending, Ending::NewKey(None));
    assert_eq!(model.phase(), Phase::Conflict);
    assert!(!model.phase().awaits_network());
    assert_eq!(model.submit(&complete(), &text()), Next::Send);
}

/// Answers that are stored already stay in the form, and others may be sent from it.
#[test]
fn already_stored() {
    let mut model = sent();
    let ending = model.finish(Outcome::AlreadyStored, &complete(), true);
    assert_eq!(ending, Ending::AlreadyStored);
    assert_eq!(model.phase(), Phase::AlreadyStored);
    assert!(!model.phase().awaits_network());
    assert_eq!(model.submit(&complete(), &text()), Next::Send);
}

/// Once registration has closed nothing is sent, whoever notices it first.
#[test]
fn closed() {
    let mut model = open();
    model.close();
    assert_eq!(model.submit(&complete(), &text()), Next::Nothing);
    assert_eq!(model.phase(), Phase::Closed);
    let mut model = sent();
    let ending = model.finish(Outcome::Closed, &complete(), true);
    assert_eq!(ending, Ending::Closed);
    assert!(model.phase().is_closed());
}

/// Taking the answers off the device leaves neither errors nor old news.
#[test]
fn cleared() {
    let mut model = open();
    model.submit(&without("email"), &text());
    model.clear();
    assert_eq!(model.phase(), Phase::Cleared);
    assert!(model.summary().is_empty());
    assert_eq!(model.error("email"), None);
    // What is typed from then on is on the device again.
    model.recheck(&complete());
    assert_eq!(model.phase(), Phase::Open);
    assert_eq!(model.submit(&complete(), &text()), Next::Send);
}

/// A page that answers a form sent without script comes with its errors.
#[test]
fn errors_of_the_page() {
    let mut text = text();
    text.errors = ["days", "unknown"]
        .map(|field| PageError {
            field: field.into(),
            code: Code::Missing,
        })
        .to_vec();
    let model = FormModel::new(FORM, &text, &Answers::new());
    assert_eq!(lines(&model), ["days"]);
    assert_eq!(model.error("days"), Some("days missing"));
    assert_eq!(model.phase(), Phase::Open);
}

/// An address that typography has spoilt is answered with the likely one, by the page's own errors too.
#[test]
fn likely_addresses() {
    let mut text = text();
    let at = FORM.fields.iter().position(|field| field.name == "email");
    for words in &mut text.fields[at.expect("it asks for one")].errors {
        words.push_str(" {}");
    }
    let answers = with("email", "“camille@exemple.fr”");
    let mut model = FormModel::new(FORM, &text, &answers);
    assert_eq!(model.submit(&answers, &text), Next::ShowErrors);
    let said = Some("email typographic camille@exemple.fr");
    assert_eq!(model.error("email"), said);
    text.errors = vec![PageError {
        field: "email".into(),
        code: Code::Typographic,
    }];
    assert_eq!(FormModel::new(FORM, &text, &answers).error("email"), said);
}

/// Each phase says its own words, and only an open form or a receipt says nothing.
#[test]
fn words() {
    let all = [
        Phase::Open,
        Phase::Cleared,
        Phase::Sending,
        Phase::Retrying,
        Phase::Offline,
        Phase::Failed,
        Phase::Busy { minutes: 0 },
        Phase::Busy { minutes: 2 },
        Phase::Conflict,
        Phase::Closed,
        Phase::SentElsewhere,
        Phase::Stored,
    ];
    let mut said: Vec<_> = all.iter().filter_map(|phase| phase.notice()).collect();
    assert_eq!(said.len(), all.len() - 2);
    said.dedup();
    assert_eq!(said.len(), all.len() - 2);
}
