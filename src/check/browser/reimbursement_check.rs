//! The check as a component: its questions are the page's, what it finds is shown in their places.

use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use nec_ess_domain::check::{Answered, Said};
use nec_ess_domain::places::{Elsewhere, Near};
use nec_ess_domain::text::CheckText;
use web_sys::Element;

use super::choices::Choices;
use super::files::{Fetched, fetch};
use super::questions::Questions;
use super::verdict::VerdictView;
use crate::check::state::CheckState;
use crate::dom::form::{self, Surroundings};
use crate::dom::{self, Listener, Text};

/// Milliseconds of the seconds in which a pause is counted.
const SECOND: u32 = 1000;

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
        let state = CheckState::new(text.terms.clone(), dom::fold);
        questions.fill();
        questions.read(state, false);
        Rc::new(ReimbursementCheck {
            state,
            text: Arc::new(text),
            questions: questions.clone(),
            around,
        })
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
    questions.read(check.state, false);
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
struct ReimbursementCheck {
    state: CheckState,
    text: Arc<CheckText>,
    questions: Questions,
    around: Surroundings,
}

impl ReimbursementCheck {
    fn listen(self: &Rc<Self>) -> Vec<Listener> {
        let root = &self.questions.root;
        let mut listeners = vec![form::follow_inner_links(root)];
        for event in ["input", "change"] {
            let check = Rc::clone(self);
            listeners.push(dom::on(root, event, move |_| {
                check.questions.read(check.state, event == "change");
            }));
        }
        if let Some(field) = self.questions.place_field() {
            // A file that did not come is asked for again when the field gets focus, not at each letter.
            let check = Rc::clone(self);
            listeners.push(dom::on(&field, "focus", move |_| check.ask_again()));
        }
        listeners
    }

    fn follow(self: &Rc<Self>) {
        let state = self.state;
        let check = Rc::clone(self);
        Effect::new(move |_| {
            let (asks_place, wants_near) = state.answered.with(|answered| {
                let wants_near = state
                    .files
                    .with_untracked(|files| answered.wants_near(files));
                (answered.asks_place(), wants_near)
            });
            check.questions.show_place(asks_place);
            if wants_near {
                check.ask(true);
            }
        });
        let check = Rc::clone(self);
        Effect::new(move |_| {
            if state.of(Answered::wants_elsewhere) {
                check.ask(false);
            }
            // The page of another site cannot be loaded anew from here.
            if !check.around.is_embedded
                && state.of(|answered, files, _| answered.wants_new_page(files))
            {
                check.questions.load_anew();
            }
            check
                .questions
                .mark(state.said().is_some_and(Said::is_error));
        });
        Effect::new(move |_| {
            state.offers.track();
            state.forget_choice();
        });
        // Each answer begins a second anew: the one before is dropped, and with it its end.
        Effect::new(move |_: Option<Option<Timeout>>| {
            let goes_on = state.answered.with(|answered| {
                answered.pause < Answered::PAUSE_MAX && !answered.typed.is_empty()
            });
            goes_on.then(|| {
                Timeout::new(SECOND, move || {
                    state.answered.try_update(|answered| answered.pause += 1);
                })
            })
        });
    }

    /// Asks again for the file that did not come.
    fn ask_again(&self) {
        let files = self.state.files;
        let (near, elsewhere) =
            files.with_untracked(|files| (files.near.is_missing(), files.elsewhere.is_missing()));
        if near {
            self.ask(true);
        }
        if elsewhere {
            self.ask(false);
        }
    }

    /// Asks for one of both files, unless it is here or on its way.
    fn ask(&self, is_near: bool) {
        let files = self.state.files;
        let asked = files.try_maybe_update(|files| {
            let asked = if is_near {
                files.near.ask()
            } else {
                files.elsewhere.ask()
            };
            (asked, asked)
        });
        if asked != Some(true) {
            return;
        }
        let path = if is_near {
            &self.text.near
        } else {
            &self.text.elsewhere
        };
        let then = move |fetched: Fetched| {
            // The page may have been left meanwhile.
            files.try_update(|files| {
                if is_near {
                    files.near.take(fetched.text, Near::parse);
                } else {
                    files.elsewhere.take(fetched.text, Elsewhere::parse);
                }
                files.is_gone |= fetched.is_gone;
            });
        };
        fetch(self.around.address(path), Box::new(then));
    }

    fn show_status(self: &Rc<Self>) -> Option<Box<dyn Any>> {
        let place = self.questions.find("[data-place] .form-status")?;
        let (state, text) = (self.state, Arc::clone(&self.text));
        let said = Signal::derive(move || {
            let said = state.said();
            said.map_or_else(String::new, |said| text.said.get(said).to_owned())
        });
        let status = dom::put(&place, move || view! { <Text text=said /> });
        Some(Box::new(status))
    }

    fn show_choices(self: &Rc<Self>) -> Option<Box<dyn Any>> {
        let place = self.questions.find("[data-places]")?;
        let (state, text) = (self.state, Arc::clone(&self.text));
        let field = self.questions.place_field()?;
        let name = field.id();
        let check = Rc::clone(self);
        let on_retry = move || {
            check.ask_again();
            // The button goes, its focus does not.
            let _ = field.focus();
        };
        let choices = move || view! { <Choices state text name on_retry /> };
        Some(Box::new(dom::put(&place, choices)))
    }

    fn show_verdict(self: &Rc<Self>) -> Option<Box<dyn Any>> {
        let place = self.questions.find(".verdict")?;
        let (state, text) = (self.state, Arc::clone(&self.text));
        let around = self.around.clone();
        let request = self.questions.request();
        let request = request.map(|request| format!("#{}", request.id()));
        let on_verdict =
            move |name: &str| around.announce("soga:verdict", &[("verdict", name.into())]);
        let verdict = move || view! { <VerdictView state text request on_verdict /> };
        Some(Box::new(dom::put(&place, verdict)))
    }
}
