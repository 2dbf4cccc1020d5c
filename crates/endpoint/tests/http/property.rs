//! Any answers at all: the endpoint keeps exactly the rules of the domain.

use std::sync::Arc;

use nec_ess_domain::schema::{Choices, Field, Form, TICKED};
use nec_ess_domain::{Kind, Named, countries, forms, validate};
use nec_ess_endpoint::store::Change;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, TestRunner};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

use crate::database::Database;
use crate::dist::SITE;
use crate::forms::Filled;
use crate::server::Server;

crate::on_both!(any_answers_are_judged_as_the_rules_say, any_text_comes_back);

/// Answers to `field` that are mostly right.
fn values(field: &'static Field) -> BoxedStrategy<Vec<String>> {
    let one = |text: BoxedStrategy<String>| text.prop_map(|value| vec![value]).boxed();
    let right = match field.kind {
        Kind::Text { .. } => one("[A-Za-zéÀ' -]{1,30}é".boxed()),
        Kind::LongText { .. } => one("([A-Za-zé ]{1,30}\r?\n?){1,4}é".boxed()),
        Kind::Email => one("[a-z]{1,8}(\\.[a-z0-9]{1,8})?@[a-z]{1,8}\\.(fr|org)".boxed()),
        Kind::RegistrationNumber { .. } => one(select(vec![
            "732 829 320".to_owned(),
            "73282932000074".into(),
            "W751234567".into(),
            "BE 0123.456.789".into(),
        ])
        .boxed()),
        Kind::PostalCode { .. } => one("[0-9]{5}|F-[0-9]{5}|D02 AF30".boxed()),
        Kind::One(choices) | Kind::Select(choices) => one(select(listed(choices)).boxed()),
        Kind::Many(choices) => {
            let all = listed(choices);
            subsequence(all.clone(), 1..=all.len())
                .prop_shuffle()
                .boxed()
        }
        Kind::Tick => Just(vec![TICKED.to_owned()]).boxed(),
    };
    // `(?s).` is any character at all, also those that no keyboard has.
    let any = "(?s).{0,60}";
    prop_oneof![
        30 => right,
        1 => Just(Vec::new()),
        1 => vec(any, 1..3),
        1 => one("\\PC{0,220}".boxed()),
        1 => one("[ \t\u{a0}\r\n\0]{0,3}x[ \t\u{a0}\r\n\0]{0,3}".boxed()),
    ]
    .boxed()
}

fn listed(choices: Choices) -> Vec<String> {
    let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    match choices {
        Choices::Fixed(list) => texts(list),
        Choices::Days => SITE.event.day_ids(),
        // France often: only its numbers and postal codes are checked.
        Choices::Countries => {
            texts(&[countries::FRANCE, countries::FRANCE, "BE", countries::OTHER])
        }
    }
}

/// A whole form, its names in any order, with names that are no field of it.
fn filled(form: &'static Form) -> BoxedStrategy<Filled> {
    let fields: Vec<_> = form
        .fields
        .iter()
        .map(|field| {
            values(field).prop_map(|values| {
                let pair = |value| (field.name.to_owned(), value);
                values.into_iter().map(pair).collect::<Vec<_>>()
            })
        })
        .collect();
    let others = vec(("(?s).{0,12}", "(?s).{0,20}"), 0..3);
    (fields, others)
        .prop_map(|(fields, others)| fields.into_iter().flatten().chain(others).collect())
        .prop_flat_map(|pairs: Vec<_>| Just(pairs).prop_shuffle())
        .prop_map(move |pairs| Filled { form, pairs })
        .boxed()
}

/// Runs `check` on many filled-in forms.
async fn on_any<F>(check: impl Fn(Filled) -> F) -> u32
where
    F: Future<Output = Result<bool, TestCaseError>>,
{
    let accepted = std::cell::Cell::new(0);
    let config = Config {
        cases: 256,
        // The failing answers are printed; a file of seeds would be one more thing to keep.
        failure_persistence: None,
        ..Config::default()
    };
    block_in_place(|| {
        TestRunner::new(config)
            .run(
                &select(forms::ALL.to_vec()).prop_flat_map(filled),
                |filled| {
                    if Handle::current().block_on(check(filled))? {
                        accepted.set(accepted.get() + 1);
                    }
                    Ok(())
                },
            )
            .unwrap();
    });
    accepted.get()
}

/// What the rules accept is stored as they clean it; what they refuse is refused with the same
/// fields and codes.
async fn any_answers_are_judged_as_the_rules_say(database: Arc<Database>) {
    let server = &Server::start(&database).await;
    let accepted = on_any(async |filled: Filled| {
        let answers = filled.answers();
        let errors = validate(filled.form, &answers, &SITE.event.day_ids());
        let answer = server.send(&filled).await;
        if errors.is_empty() {
            prop_assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
            let body = answer.json();
            let reference = body["reference"].as_str().unwrap();
            let path = server.app.links.path(reference);
            prop_assert_eq!(body["manage_url"].as_str(), Some(path.as_str()));
            let stored = server.store.by_reference(reference).await;
            let stored = stored.unwrap().unwrap();
            prop_assert_eq!(stored.answers, filled.form.clean(&answers));
            prop_assert_eq!(stored.form, filled.form.id);
            // Each organisation has one request only: the next one is another person's first.
            let cancelled = server.store.cancel(reference, &[].into()).await;
            prop_assert!(matches!(cancelled, Ok(Change::Done(_))));
            return Ok(true);
        }
        let expected: Vec<_> = errors
            .iter()
            .map(|error| (error.field.to_owned(), error.code.name().to_owned()))
            .collect();
        prop_assert_eq!(answer.errors(), expected);
        Ok(false)
    })
    .await;
    // Else the test would say little.
    assert!((64..=224).contains(&accepted), "{accepted} of 256 accepted");
}

/// Whatever was typed stands in the page that comes back.
async fn any_text_comes_back(database: Arc<Database>) {
    let server = &Server::start(&database).await;
    on_any(async |filled: Filled| {
        // Browsers take control characters out of a line of text before they send it.
        let mut filled = filled.with("email", "sans arobase");
        for (_, value) in &mut filled.pairs {
            value.retain(|c| !c.is_control());
        }
        let answers = filled.answers();
        let answer = server.browse(&filled).await;
        prop_assert_eq!(answer.status.as_u16(), 422);
        let page = answer.page();
        for field in filled.form.fields {
            if let Kind::Text { .. } | Kind::Email | Kind::PostalCode { .. } = field.kind {
                let typed = answers.first(field.name);
                let shown = page.values(field.name);
                prop_assert_eq!(shown.first().map_or("", String::as_str), typed);
            }
        }
        Ok(true)
    })
    .await;
}
