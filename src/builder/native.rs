//! What editors of other sites copy to show a component there. Native only.

mod fields;

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Moment, Site};
use nec_ess_domain::colour::Colour;
use nec_ess_domain::text::{BuilderText, Offer};
use nec_ess_domain::{Lang, Named};

use super::ids::{
    ACCENT, BUTTON, COMPONENT, FONT, FONT_ERROR, LABEL, RADIUS, RADIUS_ERROR, SHOWN, THEME,
};
use super::spelling::{Choice, Spelling, Theme};
use crate::components::data::Data;
use crate::document::Part;
use crate::embed::Component;

use fields::{FormOptions, GivenAnswers, form_ids};

/// The choice of a component and the three ways to write it.
///
/// Without script it shows those of the first component. What they are at each choice, and the
/// preview, is the component's in `builder::browser`; `part` says where that is. Forms that are closed
/// at `moment` are not on offer.
#[component]
pub(crate) fn EmbedBuilder(site: Arc<Site>, lang: Lang, moment: Moment, part: Part) -> AnyView {
    let words = site.content(lang).words.embed.clone();
    let more = words.clone();
    let given = words.clone();
    let forms = form_ids(&site, moment);
    let has_forms = !forms.is_empty();
    let origin = site.settings.origin.clone();
    let groups = [lang, lang.other()].map(|shown| {
        let components = Component::all(&site, shown).into_iter();
        let open = components.filter(|one| one.is_open(&site, moment));
        (
            shown,
            open.map(|one| one.offer(&site, shown)).collect::<Vec<_>>(),
        )
    });
    let first = Choice {
        offer: groups[0].1.first().cloned().unwrap_or_default(),
        ..Choice::default()
    };
    let offers = groups.iter().flat_map(|(_, offers)| offers.clone());
    let text = BuilderText {
        copied: words.copied,
        selected: words.selected,
        origin: origin.clone(),
        offers: offers.collect(),
    };
    let groups = groups.map(|(shown, offers)| {
        // Each language calls itself by its own name in the link of the other one.
        let name = site.content(shown.other()).words.shell.language.clone();
        let options = offers.into_iter().map(|Offer { path, title, .. }| {
            view! { <option value=path>{title}</option> }
        });
        view! { <optgroup label=name lang=shown.code()>{options.collect_view()}</optgroup> }
    });
    let themes = [words.light, words.dark, words.auto];
    let themes = Theme::ALL.iter().zip(themes).map(|(theme, title)| {
        view! { <option value=theme.name()>{title}</option> }
    });
    let spelling = |spelling: Spelling, heading: String| {
        let id = format!("embed-{}", spelling.name());
        // A button is no frame.
        let when = (spelling == Spelling::Frame).then_some("");
        view! {
            <div data-when=when>
            <h3 id=id.clone()>{heading}</h3>
            <pre tabindex="0" role="group" aria-labelledby=id.clone()>
                // A page that is translated keeps what is to be copied.
                <code translate="no" data-spelling=spelling.name()>
                    {first.write(spelling, &origin)}
                </code>
            </pre>
            <p class="when-script">
                <button class="button" type="button" data-copy=spelling.name() aria-describedby=id>
                    {words.copy.clone()}
                </button>
            </p>
            </div>
        }
    };
    view! {
        <div
            class="builder"
            data-builder=""
            data-wasm=part.wasm.path
            data-wasm-integrity=part.wasm.integrity
            data-glue=part.glue.path
            data-glue-integrity=part.glue.integrity
        >
            <Data words=text />
            <div class="form-box when-script">
                <div class="field">
                    <label for=COMPONENT>{words.component}</label>
                    <select id=COMPONENT autocomplete="off">
                        {groups}
                    </select>
                </div>
                <div class="field">
                    <label for=THEME>{words.theme}</label>
                    <select id=THEME autocomplete="off">
                        {themes.collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for=ACCENT>{words.accent}</label>
                    <input id=ACCENT type="color" value=Colour::ACCENT.to_string() autocomplete="off" />
                </div>
                <details class="more">
                    <summary>{more.more}</summary>
                    <div class="field">
                        <label for=SHOWN>{more.shown}</label>
                        <select id=SHOWN autocomplete="off">
                            <option value="">{more.inline}</option>
                            <option value=BUTTON>{more.button}</option>
                        </select>
                    </div>
                    <div class="field" data-when=BUTTON hidden>
                        <label for=LABEL>{more.label}</label>
                        <input id=LABEL type="text" autocomplete="off" />
                    </div>
                    <div class="field">
                        <label for=FONT>{more.font}</label>
                        <p class="hint" id="embed-font-hint">{more.font_hint}</p>
                        <p class="error" id=FONT_ERROR hidden>{more.font_error}</p>
                        <input
                            id=FONT
                            type="text"
                            autocomplete="off"
                            spellcheck="false"
                            aria-describedby=format!("embed-font-hint {FONT_ERROR}")
                        />
                    </div>
                    {has_forms.then(|| view! {
                        <div class="field" data-of=forms.clone()>
                            <label for=RADIUS>{more.radius}</label>
                            <p class="hint" id="embed-radius-hint">{more.radius_hint}</p>
                            <p class="error" id=RADIUS_ERROR hidden>{more.radius_error}</p>
                            <input
                                id=RADIUS
                                type="text"
                                inputmode="numeric"
                                autocomplete="off"
                                aria-describedby=format!("embed-radius-hint {RADIUS_ERROR}")
                            />
                        </div>
                        <FormOptions words=given.clone() forms=forms.clone() />
                    })}
                </details>
                {has_forms.then(|| view! { <GivenAnswers site=site.clone() lang words=given forms /> })}
            </div>
            {spelling(Spelling::Element, words.element)}
            {spelling(Spelling::Div, words.div)}
            {spelling(Spelling::Frame, words.frame)}
            <p class="form-status" role="status"></p>
            <h3 id="embed-policy">{words.policy}</h3>
            <pre tabindex="0" role="group" aria-labelledby="embed-policy">
                <code translate="no">{policy_lines(&origin)}</code>
            </pre>
            <h3 id="embed-reserve">{words.reserve}</h3>
            <pre tabindex="0" role="group" aria-labelledby="embed-reserve">
                <code translate="no">{style_lines(&site, lang)}</code>
            </pre>
            <h3 class="when-script" id="embed-preview">{words.preview}</h3>
            // The component puts the frame here, so that nobody else pays for it.
            <div class="when-script" data-preview=""></div>
        </div>
    }
    .into_any()
}

/// What a site whose policy refuses inline styles says in its own sheet, so that nothing moves until the script is there.
fn style_lines(site: &Arc<Site>, lang: Lang) -> String {
    let mut heights: Vec<(String, u32)> = Vec::new();
    for Offer { kind, height, .. } in Component::all(site, lang)
        .into_iter()
        .map(|one| one.offer(site, lang))
    {
        match heights.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, most)) => *most = height.max(*most),
            None => heights.push((kind, height)),
        }
    }
    let lines = heights.iter().map(|(kind, height)| {
        format!("soga-{kind}, [data-soga=\"{kind}\"] {{ display: block; min-height: {height}px }}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What a site with a content security policy adds to it, and no more.
fn policy_lines(origin: &str) -> String {
    format!(
        "script-src {origin} 'wasm-unsafe-eval'\nconnect-src {origin}\nframe-src {origin}\nform-action {origin}"
    )
}
