//! A whole form as HTML that works with no script. Native only.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Moment, Site};
use nec_ess_domain::text::FormText;
use nec_ess_domain::{Form, Lang, Schedule, forms, key, source, spam};

use super::field::FieldView;
use super::state::FormState;
use super::text::{form_text, mark_past_days};
use crate::components::data::Data;
use crate::components::timed::Timed;
use crate::forms::draft_line::DraftLine;
use crate::forms::ids::{control_id, form_id};
use crate::forms::summary::{ErrorSummary, SummaryLine};

/// The form `schema` in `lang`, in the given state, with all that its component needs to know beside it.
#[component]
pub(crate) fn FormView(
    site: Arc<Site>,
    lang: Lang,
    schema: &'static Form,
    moment: Moment,
    state: Arc<FormState>,
) -> AnyView {
    let content = site.content(lang);
    let common = content.forms.common.clone();
    let schedule = site.event.schedule_of(schema);
    let is_closed = site.event.is_closed(schema, moment);
    if !state.is_shown(&site, schema, moment) {
        return view! { <Closed site lang form=schema schedule moment /> }.into_any();
    }
    // As long as it can be sent; on a page that answers someone, whatever the time.
    let until = Some(schedule.closes).filter(|_| state.answers.is_empty());
    let until = Timed::new(moment, None, until).and_then(|timed| timed.until);
    let closed = until
        .is_some()
        .then(|| view! { <Closed site=Arc::clone(&site) lang form=schema schedule moment /> });
    let text = form_text(schema, &site, lang, &state.errors);
    let mut text = FormText { is_closed, ..text };
    mark_past_days(&mut text, &site, moment);
    // The form that comes next may close before this one: its link goes with it, also on a page that was made before.
    let next = text.receipt.next.take().and_then(|next| {
        let closes = site.event.schedule_of(forms::by_id(&next.form)?).closes;
        let timed = Timed::new(moment, None, Some(closes))?;
        let until = timed.until.filter(|_| closes < schedule.closes);
        Some((next, until))
    });
    let (next, next_until) = next.unzip();
    text.receipt.next = next;
    let next_until = next_until.flatten();
    let text = Arc::new(text);
    let submit = content.forms.of(schema).submit.clone();
    view! {
        {closed}
        {next_until.map(|until| view! { <span class="next-open" data-until=until></span> })}
        <div class="form-box" data-until=until>
            <Data words=FormText::clone(&text) />
            <form
                id=form_id(schema)
                class="form"
                method="post"
                // Whatever the charset of the page that an editor has put it into.
                accept-charset="utf-8"
                action=format!("{}{}", site.settings.form_endpoint, schema.action)
                data-form=schema.id
                // Links of a check and of a receipt lead here.
                tabindex="-1"
            >
                <input type="hidden" name="lang" value=lang.code() />
                <input type="hidden" name=key::FIELD value=state.key.clone() />
                <input type="hidden" name=source::FIELD />
                <div hidden>
                    <input name=spam::FIELD tabindex="-1" autocomplete="off" />
                </div>
                <Errors heading=common.error_heading form=schema text=Arc::clone(&text) state=Arc::clone(&state) />
                {state
                    .earlier
                    .clone()
                    .map(|earlier| {
                        view! {
                            // No notice: it stays true whatever the form says next.
                            <p class="form-note stored">
                                {common.receipt_earlier.clone()} " "
                                <a href=earlier.href rel="external">
                                    {earlier.label}
                                </a>
                            </p>
                        }
                    })}
                <p class="form-note">{common.required_note}</p>
                {schema
                    .fields
                    .iter()
                    .filter(|field| site.event.asks(field))
                    .map(|field| {
                        view! {
                            <FieldView
                                site=Arc::clone(&site)
                                lang
                                form=schema
                                field
                                text=Arc::clone(&text)
                                state=Arc::clone(&state)
                                moment
                            />
                        }
                    })
                    .collect_view()}
                <button class="button button-main" type="submit" disabled=is_closed>
                    {submit}
                </button>
                // Only the wasm keeps a draft, so only where script runs is this shown.
                <p class="draft when-ready">
                    <DraftLine note=common.draft_note clear=common.draft_clear on_clear=|_| () />
                </p>
                // Filled in and shown only by the wasm, which knows what the tab has sent.
                <p class="form-note earlier" hidden>
                    {common.receipt_earlier}
                    " "
                    <a href="#" rel="external"></a>
                </p>
                // Last, so that nothing of the form moves when it says something long.
                <p class="form-status" role="status"></p>
            </form>
        </div>
    }
    .into_any()
}

/// Why `form` is not there: one notice until the event has ended, another from then on.
#[component]
fn Closed(
    site: Arc<Site>,
    lang: Lang,
    form: &'static Form,
    schedule: Schedule,
    moment: Moment,
) -> impl IntoView {
    let words = site.content(lang);
    let Schedule { closes, ends, .. } = schedule;
    let notice = |text: &str, from, until| {
        let text = text.to_owned();
        Timed::new(moment, Some(from), until).map(
            |Timed {
                 hidden,
                 from,
                 until,
             }| {
                view! {
                    <p class="notice" hidden=hidden data-from=from data-until=until>
                        {text}
                    </p>
                }
            },
        )
    };
    view! {
        {(closes < ends).then(|| notice(&words.forms.of(form).closed, closes, Some(ends)))}
        {notice(&words.words.blocks.over, ends, None)}
    }
}

/// What went wrong: the summary of the errors, and what belongs to no field.
#[component]
pub(crate) fn Errors(
    heading: String,
    form: &'static Form,
    text: Arc<FormText>,
    state: Arc<FormState>,
) -> impl IntoView {
    let lines = state.errors.iter().filter_map(|error| {
        let (field, words) = text.field(form, error.field)?;
        Some(SummaryLine {
            target: control_id(form, field, &text),
            message: words.message(field, error.code, state.answers.first(error.field)),
        })
    });
    let lines: Vec<_> = lines.collect();
    let has_none = lines.is_empty();
    let summary = (!has_none).then(|| view! { <ErrorSummary heading lines /> });
    let notice = state.notice.clone();
    view! {
        <div class="error-summary" tabindex="-1" hidden=has_none autofocus=!has_none>
            {summary}
        </div>
        {notice.map(|notice| view! { <p class="notice" role="alert">{notice}</p> })}
    }
}
