//! The check's questions as HTML. Native only.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::Site;
use nec_ess_domain::{Lang, forms};

use super::shown::CheckShown;
use super::text::check_text;
use crate::check::ids::PLACE;
use crate::components::country_list::countries;
use crate::components::data::Data;
use crate::document::{Part, PlacePaths};
use crate::forms::ids::form_id;

/// The check, where the event has one. It is no form that could be sent: where its component cannot run, a sentence says what to
/// do instead.
#[component]
pub(crate) fn CheckView(
    site: Arc<Site>,
    lang: Lang,
    /// Where the browser finds the communes.
    places: PlacePaths,
    /// What the start script loads for it.
    part: Part,
    /// What it has found; nothing on pages for visitors.
    #[prop(default = None)]
    shown: Option<CheckShown>,
) -> AnyView {
    let Some(words) = site.content(lang).words.check.clone() else {
        return ().into_any();
    };
    let choose = site.content(lang).forms.common.choose.clone();
    let text = check_text(&site, lang, words.clone(), places);
    // One that has found something is left alone by the component.
    let is_live = shown.is_some().then_some("");
    let shown = shown.unwrap_or_default();
    let said = shown.said(&text);
    let choice = shown.choice(&text);
    let verdict = shown.verdict(&text, &format!("#{}", form_id(&forms::REIMBURSEMENT)));
    let answer = |value: &'static str, label: String| {
        let id = format!("check-first-{value}");
        view! {
            <div class="choice">
                <input id=id.clone() name="first_time" type="radio" value=value />
                <label for=id>{label}</label>
            </div>
        }
    };
    view! {
        <section
            class="check form-box"
            data-check=""
            data-live=is_live
            data-wasm=part.wasm.path
            data-wasm-integrity=part.wasm.integrity
            data-glue=part.glue.path
            data-glue-integrity=part.glue.integrity
        >
            <h3>{words.title}</h3>
            <p>{words.promise}</p>
            <noscript>
                <p class="notice">{words.without_script.clone()}</p>
            </noscript>
            // Where script runs, but the component cannot: the scripts that load it show this then.
            <p class="notice unless-ready" hidden>{words.without_script}</p>
            <Data words=text />
            <div class="when-ready">
                <fieldset class="field" data-first-time="">
                    <legend>{words.first_time}</legend>
                    {answer("yes", words.yes)}
                    {answer("no", words.no)}
                </fieldset>
                <div class="field">
                    <label for="check-country">{words.country}</label>
                    <select id="check-country" autocomplete="off">
                        <option value="">{choose}</option>
                        {countries(&site, lang)
                            .into_iter()
                            .map(|(code, name)| view! { <option value=code>{name}</option> })
                            .collect_view()}
                    </select>
                </div>
                <div class="field" data-place="" hidden=!shown.asks_place()>
                    <label for=PLACE>{words.place}</label>
                    <p class="hint" id="check-place-hint">
                        {words.place_hint}
                    </p>
                    <input
                        id=PLACE
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        aria-describedby="check-place-hint check-place-said"
                    />
                    <p class="form-status" id="check-place-said" role="status">
                        {said}
                    </p>
                    <div data-places="">{choice}</div>
                </div>
            </div>
            <div class="verdict" role="status">
                {verdict}
            </div>
            <p class="hint credit">{words.credit}</p>
        </section>
    }
    .into_any()
}
