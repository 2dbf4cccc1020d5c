//! A check that has found something. Native only.

use leptos::prelude::*;
use nec_ess_domain::check::{Finding, Said};
use nec_ess_domain::text::CheckText;

use crate::check::ids::PLACE;
use crate::check::verdict::notice;

/// What the check shows when it is rendered, for those who write the site: on pages for visitors its component finds it.
#[derive(Clone, Debug, Default)]
pub struct CheckShown {
    /// Beside the field for the place.
    pub said: Option<Said>,
    /// The places to choose from.
    pub places: Vec<String>,
    /// The verdict.
    pub finding: Option<Finding>,
}

impl CheckShown {
    /// Whether the field for the place is shown.
    pub(super) const fn asks_place(&self) -> bool {
        self.said.is_some() || !self.places.is_empty()
    }

    /// Beside the field for the place.
    pub(super) fn said(&self, text: &CheckText) -> Option<String> {
        self.said.map(|said| text.said.get(said).to_owned())
    }

    /// Below it: the button that asks for the list again, or the choice.
    pub(super) fn choice(&self, text: &CheckText) -> impl IntoView + use<> {
        let retry = (self.said == Some(Said::NotLoaded)).then(|| text.retry.clone());
        let retry = retry.map(|retry| {
            view! {
                <button class="link" type="button">
                    {retry}
                </button>
            }
        });
        let places = self.places.iter().chain([&text.another]);
        let places: Vec<_> = places
            .enumerate()
            .map(|(index, place)| {
                let id = format!("{PLACE}-{index}");
                view! {
                    <div class="choice">
                        <input id=id.clone() name=PLACE type="radio" />
                        <label for=id>{place.clone()}</label>
                    </div>
                }
            })
            .collect();
        let choose = text.choose.clone();
        let choice = (!self.places.is_empty()).then(|| {
            view! {
                <fieldset>
                    <legend>{choose}</legend>
                    {places}
                </fieldset>
            }
        });
        view! {
            {retry}
            {choice}
        }
    }

    /// The verdict, with the link to the request at `request`.
    pub(super) fn verdict(&self, text: &CheckText, request: &str) -> impl IntoView + use<> {
        let finding = self.finding.as_ref();
        finding.map(|finding| notice(finding, text, Some(request.to_owned())))
    }
}
