//! The check as a component: its questions are the page's, what it finds is shown in their places.

use std::any::Any;
use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_domain::forms;
use nec_ess_domain::places::{Elsewhere, Near};
use nec_ess_domain::text::CheckText;
use web_sys::{Element, HtmlElement};

use super::choices::Choices;
use super::files::fetch;
use super::verdict::VerdictView;
use crate::check::ids::PLACE;
use crate::check::state::{Answered, CheckState, File, Said};
use crate::dom::form::{self, Surroundings};
use crate::dom::{self, Listener, Text};
use crate::forms::ids::form_id;

/// The questions, which the page holds.
#[derive(Clone)]
struct Questions {
    root: HtmlElement,
}

/// What lives as long as the check is part of the page, in the order in which it ends.
struct Parts {
    _listeners: Vec<Listener>,
    _shown: Vec<Box<dyn Any>>,
    _effects: Owner,
    questions: Questions,
}

impl Drop for Parts {
    fn drop(&mut self) {
        // An element that is put back gets a component again.
        dom::set_live(&self.questions.root, false);
    }
}

/// Gives every check in `root` its component, once.
pub(crate) async fn attach_all(root: &Element) {
    for root in dom::find_all(root, "[data-check]:not([data-live],[data-coming])") {
        if let Some(text) = dom::words(&root) {
            attach(Questions { root }, text).await;
        }
    }
}

/// In small tasks, as a form is.
async fn attach(questions: Questions, text: CheckText) {
    form::set_coming(&questions.root);
    dom::breathe().await;
    let around = Surroundings::of(&questions.root);
    let effects = Owner::new();
    let check = effects.with(|| {
        let state = CheckState::new(text.radius(), dom::fold);
        questions.read(state);
        ReimbursementCheck {
            state,
            near: around.address(&text.near),
            elsewhere: around.address(&text.elsewhere),
            text: Arc::new(text),
            questions: questions.clone(),
            around,
        }
    });
    let mut shown = Vec::new();
    for show in [
        ReimbursementCheck::show_status,
        ReimbursementCheck::show_choices,
        ReimbursementCheck::show_verdict,
    ] {
        dom::breathe().await;
        shown.extend(effects.with(|| show(&check)));
    }
    dom::breathe().await;
    let listeners = effects.with(|| {
        check.follow();
        check.listen()
    });
    // What was answered meanwhile.
    questions.read(check.state);
    dom::set_live(&questions.root, true);
    let element = questions.root.clone();
    let parts = Parts {
        _listeners: listeners,
        _shown: shown,
        _effects: effects,
        questions,
    };
    dom::keep(element.into(), parts);
}

/// The check.
#[derive(Clone)]
struct ReimbursementCheck {
    state: CheckState,
    text: Arc<CheckText>,
    questions: Questions,
    around: Surroundings,
    near: String,
    elsewhere: String,
}

impl ReimbursementCheck {
    fn listen(&self) -> Vec<Listener> {
        let on_answer = self.clone();
        let on_focus = self.clone();
        let mut listeners = Vec::new();
        for event in ["input", "change"] {
            let check = on_answer.clone();
            listeners.push(dom::on(&self.questions.root, event, move |_| {
                check.questions.read(check.state);
            }));
        }
        if let Some(field) = self.questions.place_field() {
            // A file that did not come is asked for again when the field gets focus, not at each letter.
            listeners.push(dom::on(&field, "focus", move |_| on_focus.ask_near()));
        }
        listeners
    }

    fn follow(&self) {
        let state = self.state;
        let check = self.clone();
        Effect::new(move |_| {
            check.questions.show_place(state.asks_place());
            let is_missing = state
                .files
                .with_untracked(|files| matches!(files.near, File::Missing));
            if !is_missing {
                check.ask_near();
            }
        });
        Effect::new(move |_| {
            state.offers.track();
            state.forget_choice();
        });
    }

    /// Asks for the near places, once what was typed may be one: the beginning of another postal code needs none.
    fn ask_near(&self) {
        let answered = self.state.answered;
        if answered.with_untracked(|answered| Near::may_have(&answered.typed)) {
            fetch(
                self.state.files,
                |files| &mut files.near,
                self.near.clone(),
                Near::parse,
            );
        }
    }

    fn show_status(&self) -> Option<Box<dyn Any>> {
        let place = self.questions.find("[data-place] .form-status")?;
        let Self { state, text, .. } = self.clone();
        let said = Signal::derive(move || match state.said() {
            Said::Nothing => String::new(),
            Said::Loading => text.loading.clone(),
            Said::NotLoaded => text.not_loaded.clone(),
            Said::NoneFound => text.none_found.clone(),
            Said::NoneFoundAnywhere => text.none_found_anywhere.clone(),
        });
        let status = dom::put(&place, move || view! { <Text text=said /> });
        Some(Box::new(status))
    }

    fn show_choices(&self) -> Option<Box<dyn Any>> {
        let place = self.questions.find("[data-places]")?;
        let Self { state, text, .. } = self.clone();
        let field = self.questions.place_field();
        let name = field.map_or_else(String::new, |field| field.id());
        let on_widen = self.widen(&place);
        let choices = move || view! { <Choices state text name on_widen /> };
        Some(Box::new(dom::put(&place, choices)))
    }

    fn show_verdict(&self) -> Option<Box<dyn Any>> {
        let place = self.questions.find(".verdict")?;
        let Self {
            state,
            text,
            around,
            ..
        } = self.clone();
        let request = self.questions.request();
        let on_verdict = move |name: &str| around.announce("soga:verdict", "verdict", name);
        let verdict = move || view! { <VerdictView state text request on_verdict /> };
        Some(Box::new(dom::put(&place, verdict)))
    }

    /// Searches in all of France; focus goes to the first place then, since the button is gone.
    fn widen(&self, place: &HtmlElement) -> impl Fn() + 'static {
        let files = self.state.files;
        let url = self.elsewhere.clone();
        let place = place.clone();
        let state = self.state;
        Effect::new(move |could: Option<bool>| {
            let may_widen = state.may_widen();
            let has_all = state
                .files
                .with_untracked(|files| matches!(files.elsewhere, File::Here(_)));
            if could == Some(true) && !may_widen && has_all {
                let place = place.clone();
                // The places are there before the next task.
                set_timeout(
                    move || {
                        if let Some(first) = dom::find(&place, "input") {
                            form::take_focus(&first);
                        }
                    },
                    std::time::Duration::ZERO,
                );
            }
            may_widen
        });
        move || {
            fetch(
                files,
                |files| &mut files.elsewhere,
                url.clone(),
                Elsewhere::parse,
            );
        }
    }
}

impl Questions {
    fn find(&self, selector: &str) -> Option<HtmlElement> {
        dom::find(&self.root, selector)
    }

    fn place_field(&self) -> Option<HtmlElement> {
        self.find("[data-place] input[type=text]")
    }

    /// Takes the answers over into `state`.
    fn read(&self, state: CheckState) {
        let first_time = form::checked_value(&self.root, "[data-first-time] input");
        let read = Answered {
            first_time: first_time.map(|value| value == "yes"),
            country: dom::value(&self.root, "select"),
            typed: dom::value(&self.root, "[data-place] input[type=text]"),
            chosen: state.answered.with_untracked(|known| known.chosen.clone()),
        };
        if state.answered.with_untracked(|known| *known != read) {
            state.answered.set(read);
        }
    }

    fn show_place(&self, is_shown: bool) {
        if let Some(place) = self.find("[data-place]") {
            place.set_hidden(!is_shown);
        }
    }

    /// The link to the request: none where the page is without its form.
    fn request(&self) -> Option<String> {
        let id = form_id(&forms::REIMBURSEMENT);
        let own = self.place_field()?.id();
        let ending = own.strip_prefix(PLACE).unwrap_or_default();
        let id = format!("{id}{ending}");
        form::has_id(&self.root, &id).then(|| format!("#{id}"))
    }
}
