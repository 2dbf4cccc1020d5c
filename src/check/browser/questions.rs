//! The questions, which the page holds.

use leptos::prelude::Update;
use nec_ess_domain::check::Answered;
use nec_ess_domain::countries::FRANCE;
use nec_ess_domain::forms;
use web_sys::{Element, HtmlElement};

use super::anew;
use crate::check::ids::PLACE;
use crate::check::state::CheckState;
use crate::dom::form;
use crate::dom::{self, set_value};
use crate::forms::ids::form_id;

const FIRST_TIME: &str = "[data-first-time] input";
const COUNTRY: &str = "select";
const TYPED: &str = "[data-place] input[type=text]";

/// The questions.
#[derive(Clone)]
pub(super) struct Questions {
    pub(super) root: HtmlElement,
}

impl Questions {
    pub(super) fn find(&self, selector: &str) -> Option<HtmlElement> {
        dom::find(&self.root, selector)
    }

    pub(super) fn place_field(&self) -> Option<HtmlElement> {
        self.find(TYPED)
    }

    /// Takes the answers over into `state`. Whoever leaves the field has finished with it: `is_left`.
    pub(super) fn read(&self, state: CheckState, is_left: bool) {
        let first_time = dom::checked_value(&self.root, FIRST_TIME);
        state.answered.maybe_update(|known| {
            let typed = dom::value(&self.root, TYPED);
            let pause = if typed == known.typed { known.pause } else { 0 };
            let read = Answered {
                first_time: first_time.map(|value| value == "yes"),
                country: dom::value(&self.root, COUNTRY),
                pause: pause.max(is_left.into()),
                typed,
                chosen: known.chosen.clone(),
            };
            let is_new = *known != read;
            *known = read;
            is_new
        });
    }

    /// Puts in what is known already: the answers from before the page was loaded anew, or else the seat as the request
    /// on the same page has it, for example from the registration for the workshop.
    pub(super) fn fill(&self) {
        if let Some(answers) = anew::recall() {
            let mut answers = answers.split('\n');
            let mut next = || answers.next().unwrap_or_default();
            let choice = match next() {
                "yes" => self.find("[data-first-time] [value=yes]"),
                "no" => self.find("[data-first-time] [value=no]"),
                _ => None,
            };
            if let Some(choice) = choice {
                choice.click();
            }
            set_value(&self.root, COUNTRY, next());
            set_value(&self.root, TYPED, next());
            self.show_place(true);
            if let Some(field) = self.place_field() {
                let _ = field.focus();
            }
        } else if let Some(request) = self.request()
            && dom::value(&self.root, COUNTRY).is_empty()
        {
            let [country, code, town] = ["[name=country]", "[name=postal_code]", "[name=city]"]
                .map(|selector| dom::value(&request, selector));
            set_value(&self.root, COUNTRY, &country);
            if country == FRANCE {
                set_value(&self.root, TYPED, format!("{code} {town}").trim());
            }
        }
    }

    /// Loads the page anew; [`Self::fill`] brings the answers back then.
    pub(super) fn load_anew(&self) {
        let first_time = dom::checked_value(&self.root, FIRST_TIME).unwrap_or_default();
        let [country, typed] = [COUNTRY, TYPED].map(|selector| dom::value(&self.root, selector));
        anew::load(&format!("{first_time}\n{country}\n{typed}"));
    }

    pub(super) fn show_place(&self, is_shown: bool) {
        if let Some(place) = self.find("[data-place]") {
            place.set_hidden(!is_shown);
        }
    }

    /// Says to those who hear the page whether what was typed cannot be right.
    pub(super) fn mark(&self, is_wrong: bool) {
        if let Some(field) = self.place_field() {
            form::set_invalid(&field, is_wrong);
        }
    }

    /// The form of the request: none where the page is without it.
    pub(super) fn request(&self) -> Option<Element> {
        let id = form_id(&forms::REIMBURSEMENT);
        let own = self.place_field()?.id();
        let ending = own.strip_prefix(PLACE).unwrap_or_default();
        form::by_id(&self.root, &format!("{id}{ending}"))
    }
}
