//! A form in the browser: checks before it is sent, sends it, and shows what the endpoint said.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use nec_ess_domain::text::FormText;
use nec_ess_domain::wire::{Status, Stored};
use nec_ess_domain::{Answers, Appears, Form, forms, spam};

use super::draft::{self, Draft};
use super::send::{Service, is_online};
use super::sent;
use super::shown_receipt::{self, Sent};
use crate::dom::form::{self, Fields, Surroundings, page_age};
use crate::dom::{self, Listener};
use crate::forms::model::{Ending, FormModel, Next};

thread_local! {
    /// The forms that are on their way, or were when their page was left: shown again, they go on where they are.
    static ON_ITS_WAY: RefCell<Vec<LiveForm>> = const { RefCell::new(Vec::new()) };
}

/// A form whose component is there.
#[derive(Clone)]
pub(super) struct LiveForm {
    pub(super) form: &'static Form,
    pub(super) text: Arc<FormText>,
    pub(super) fields: Fields,
    pub(super) around: Surroundings,
    /// What the page around has filled in.
    pub(super) given: Arc<Answers>,
    pub(super) draft: Rc<Draft>,
    /// Shared and not owned by the page: an answer may come after the page was left.
    pub(super) model: ArcRwSignal<FormModel>,
}

impl LiveForm {
    /// That of `fields`, if it is on its way, or was when its page was left; then it is given once.
    pub(super) fn on_its_way(fields: &Fields) -> Option<Self> {
        ON_ITS_WAY.with_borrow_mut(|forms| {
            let is_of = |form: &Self| form.fields.element() == fields.element();
            let place = forms.iter().position(is_of)?;
            let form = forms.swap_remove(place);
            if form.is_on_its_way() {
                forms.push(form.clone());
            }
            Some(form)
        })
    }

    fn is_on_its_way(&self) -> bool {
        self.model
            .with_untracked(|model| model.phase().is_on_its_way())
    }

    pub(super) fn listen(&self) -> Vec<Listener> {
        let [on_submit, on_change, on_network, on_return] = [(); 4].map(|()| self.clone());
        let [typed, chosen] = self.fields.on_change(move || on_change.changed());
        vec![
            form::follow_inner_links(self.fields.element()),
            self.fields.on_submit(move || on_submit.submit()),
            typed,
            chosen,
            dom::on(&dom::window(), "online", move |_| {
                if on_network
                    .model
                    .with_untracked(|model| model.phase().awaits_network())
                {
                    on_network.submit();
                }
            }),
            // The browser may show the page again as it was left; another page of the tab may have sent the form since.
            dom::on(&dom::window(), "pageshow", move |_| {
                on_return.show_stored();
            }),
        ]
    }

    /// Someone pressed the button, or the network is back.
    fn submit(&self) {
        self.fields.remove_notice();
        let answers = self.fields.answers();
        let mut next = Next::Nothing;
        self.model
            .update(|model| next = model.submit(&answers, &self.text));
        match next {
            Next::Nothing => {}
            Next::ShowErrors => {
                self.focus_summary();
                self.announce_error("invalid");
            }
            Next::Send => self.send(),
        }
    }

    fn send(&self) {
        let mut answers = self.save();
        self.set_sending(true);
        ON_ITS_WAY.with_borrow_mut(|forms| forms.push(self.clone()));
        let (opened_at, elapsed) = page_age();
        answers.push(spam::OPENED_AT, form::digits(opened_at));
        let early = spam::MIN_MILLISECONDS as f64 - elapsed;
        let live = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            // The endpoint would say the same, and ask for another try.
            if early > 0.0 {
                TimeoutFuture::new(early as u32 + 1).await;
            }
            let service = Service {
                url: live.fields.action(),
                is_foreign: live.text.is_foreign || live.fields.has_foreign_service(),
            };
            let retry = || live.model.update(FormModel::retry);
            let outcome = service.send(&answers, retry).await;
            let mut ending = Ending::Unsure;
            live.model
                .update(|model| ending = model.finish(outcome, &answers, is_online()));
            live.finish(ending, answers);
        });
    }

    fn set_sending(&self, is_sending: bool) {
        for field in self.form.fields {
            self.fields.set_sending(field, is_sending);
        }
        self.fields.mark_sending(is_sending);
        if let Some(erase) = self.fields.place(".draft button") {
            let _ = erase.toggle_attribute_with_force("disabled", is_sending);
        }
    }

    fn finish(&self, ending: Ending, answers: Answers) {
        self.set_sending(false);
        // Whoever has left the page is told when they come back; of a receipt, the tab's note does that.
        if self.fields.is_connected() || matches!(ending, Ending::Receipt(_)) {
            Self::on_its_way(&self.fields);
        }
        match ending {
            Ending::Receipt(stored) => {
                self.forget();
                if let Some(next) = forms::after(self.form, &answers) {
                    draft::hand_on(next, &answers, &stored.reference);
                }
                let is_waiting = stored.status == Status::Waiting;
                self.around.announce(
                    "soga:submitted",
                    &[
                        ("form", self.form.id.into()),
                        ("waiting", is_waiting.into()),
                        ("mailed", stored.is_mailed.into()),
                    ],
                );
                if !self.around.is_embedded {
                    sent::note(self.form, &stored, &answers);
                }
                // Whoever has left the page meanwhile finds the receipt when they come back.
                if self.around.is_embedded || self.fields.is_connected() {
                    let sent = Sent {
                        form: self.form,
                        text: Arc::clone(&self.text),
                        stored,
                        // As they are stored.
                        answers: self.form.clean(&answers),
                        is_new: true,
                    };
                    shown_receipt::show(&self.fields, &self.around, sent);
                }
            }
            Ending::Sent => self.forget(),
            Ending::ShowErrors => {
                self.focus_summary();
                self.announce_error("refused");
            }
            Ending::Unsure => self.announce_error("network"),
            Ending::Busy => self.announce_error("busy"),
            Ending::NewKey(earlier) => {
                // The draft goes with the key, and is kept under the next one.
                self.forget();
                if let Some(stored) = earlier {
                    self.lead_to_stored(&stored);
                }
                self.fields.renew_key();
                self.save();
            }
            Ending::AlreadyStored | Ending::Closed => {}
        }
    }

    /// An answer changed. Errors go while someone types, and not when they leave the field: then the page
    /// would move under the click that leaves it.
    fn changed(&self) {
        self.show_dependent_fields(&self.fields.answers());
        let answers = self.save();
        self.model.update(|model| model.recheck(&answers));
    }

    /// Keeps what is typed as a draft, and gives it back.
    pub(super) fn save(&self) -> Answers {
        self.draft.save(&self.fields, &self.given)
    }

    fn forget(&self) {
        self.draft.forget(&self.fields.key());
    }

    /// Shows the receipt of what this tab has sent, if it has and the form holds the same answers, or none. Other answers
    /// stay, and a line leads to what is stored. Tells whether the receipt is there. A page of another site notes nothing.
    pub(super) fn show_stored(&self) -> bool {
        if self.around.is_embedded {
            return false;
        }
        let Some((stored, answers, is_same)) = sent::recall(self.form, &self.fields.answers())
        else {
            return false;
        };
        if is_same {
            let sent = Sent {
                form: self.form,
                text: Arc::clone(&self.text),
                stored,
                answers,
                is_new: false,
            };
            shown_receipt::show(&self.fields, &self.around, sent);
        } else {
            self.lead_to_stored(&stored);
        }
        is_same
    }

    /// Shows the way to what is stored already, beside answers that are others.
    fn lead_to_stored(&self, stored: &Stored) {
        if let Some(link) = self.fields.place(".earlier a") {
            self.hide(".earlier", false);
            link.set_text_content(Some(&stored.reference));
            let _ = link.set_attribute("href", &stored.manage_url);
        }
    }

    /// Someone wants their answers off the device.
    pub(super) fn clear(&self) {
        self.forget();
        self.fields.empty();
        self.fields.remove_notice();
        self.fields.renew_key();
        self.show_dependent_fields(&self.fields.answers());
        self.model.update(FormModel::clear);
    }

    /// Shows the fields that make sense only with a day while that day is chosen.
    pub(super) fn show_dependent_fields(&self, answers: &Answers) {
        for field in self.form.fields {
            match field.appears {
                Appears::Always => {}
                Appears::OnWorkshopDay => {
                    let is_chosen = answers.has("days", &self.text.workshop_day);
                    self.fields.show(field, is_chosen);
                }
            }
        }
    }

    pub(super) fn focus_summary(&self) {
        if let Some(place) = self.fields.place(".error-summary") {
            place.set_hidden(false);
            let _ = place.focus();
        }
    }

    /// Tells the page around that the form was not sent, and why in one word.
    fn announce_error(&self, kind: &str) {
        self.around.announce("soga:error", &[("kind", kind.into())]);
    }
}
