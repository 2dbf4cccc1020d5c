//! The check's questions, and every word that its answer may need.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::Site;
use nec_ess_domain::{Lang, forms};

use crate::components::country_list::countries;
use crate::forms::view::form_id;
use crate::ssr::PlacePaths;

/// The check. It is no form that could be sent: without script its place says what to do instead.
///
/// The words of the verdicts stand in `<template>` elements by reason; `{place}`, `{least}` and
/// `{greatest}` in them are filled in by the wasm.
#[component]
pub(crate) fn CheckView(
    site: Arc<Site>,
    lang: Lang,
    /// Where the browser finds the communes.
    places: PlacePaths,
) -> AnyView {
    let words = site.half(lang).words.check.clone();
    let choose = site.half(lang).forms.common.choose.clone();
    let choose_place = words.choose.clone();
    let reason = |(name, text): (&String, &String)| {
        view! { <template data-reason=name.clone()>{text.clone()}</template> }
    };
    let answer = |value: &'static str, label: &str| {
        let id = format!("check-first-{value}");
        view! {
            <div class="choice">
                <input id=id.clone() name="first_time" type="radio" value=value />
                <label for=id>{label.to_owned()}</label>
            </div>
        }
    };
    view! {
        <section
            class="check form-box"
            data-check=""
            data-radius=site.event.reimbursement.radius_km.to_string()
            data-near=places.near
            data-france=places.france
            data-separator=match lang { Lang::Fr => ",", Lang::En => "." }
            data-loading=words.loading.clone()
            data-not-loaded=words.not_loaded.clone()
            data-none-found=words.none_found.clone()
            data-none-found-anywhere=words.none_found_anywhere.clone()
            data-area=words.area.clone()
            data-elsewhere=words.elsewhere.clone()
            data-yes=words.verdict_yes.clone()
            data-no=words.verdict_no.clone()
            data-confirm=words.verdict_confirm.clone()
            data-next-yes=words.next_yes.clone()
            data-next-no=words.next_no.clone()
            data-next-confirm=words.next_confirm.clone()
            data-next-area=words.next_area.clone()
        >
            <h3>{words.title.clone()}</h3>
            <p>{words.promise.clone()}</p>
            <noscript>
                <p class="notice">{words.without_script.clone()}</p>
            </noscript>
            <div class="when-ready">
                <fieldset class="field" data-first-time="">
                    <legend>{words.first_time.clone()}</legend>
                    {answer("yes", &words.yes)}
                    {answer("no", &words.no)}
                </fieldset>
                <div class="field">
                    <label for="check-country">{words.country.clone()}</label>
                    <select id="check-country" autocomplete="off">
                        <option value="">{choose}</option>
                        {countries(&site, lang)
                            .into_iter()
                            .map(|(code, name)| view! { <option value=code>{name}</option> })
                            .collect_view()}
                    </select>
                </div>
                <div class="field" data-place="" hidden>
                    <label for="check-place">{words.place.clone()}</label>
                    <p class="hint" id="check-place-hint">
                        {words.place_hint.clone()}
                    </p>
                    <input id="check-place" type="text" autocomplete="off" spellcheck="false" aria-describedby="check-place-hint" />
                    <p class="form-status" role="status"></p>
                    <div data-places=""></div>
                    <button class="link" type="button" hidden>
                        {words.all_france.clone()}
                    </button>
                </div>
            </div>
            <div class="verdict" role="status"></div>
            <template data-options="">
                <fieldset>
                    <legend>{choose_place}</legend>
                    <div class="choice">
                        <input name="check-place" type="radio" />
                        <label></label>
                    </div>
                </fieldset>
            </template>
            <template data-answer="">
                <div class="notice" data-verdict="">
                    <p>
                        <strong data-headline=""></strong>
                    </p>
                    <p data-because=""></p>
                    <p data-next=""></p>
                    <p data-request="">
                        <a href=format!("#{}", form_id(&forms::REIMBURSEMENT))>{words.to_request.clone()}</a>
                    </p>
                </div>
            </template>
            {words.reasons.iter().map(reason).collect_view()}
            <p class="hint credit">{words.credit.clone()}</p>
        </section>
    }
    .into_any()
}
