//! A whole form as HTML that works with no script.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::Site;
use nec_ess_domain::{Form, Lang, key, spam};

use super::field::{FieldView, control_id};
use super::receipt::{Receipt, ReceiptData};
use super::state::FormState;
use super::summary::{ErrorSummary, SummaryLine};

/// The id of a form's element, for links to it.
pub(crate) fn form_id(schema: &Form) -> String {
    format!("form-{}", schema.id)
}

/// The form `schema` in `lang`, in the given state.
#[component]
pub(crate) fn FormView(
    site: Arc<Site>,
    lang: Lang,
    schema: &'static Form,
    state: Arc<FormState>,
) -> AnyView {
    let half = site.half(lang);
    let common = half.forms.common.clone();
    // What someone has just typed is not taken from them, even though it cannot be sent any more.
    if state.closed && state.answers.is_empty() {
        let closed = half.words.blocks.closed.clone();
        return view! { <p class="notice">{closed}</p> }.into_any();
    }
    let words = half.forms.of(schema);
    let lines: Vec<SummaryLine> = state
        .errors
        .iter()
        .filter_map(|error| {
            let field = schema.field(error.field)?;
            Some(SummaryLine {
                target: control_id(schema, field, &site),
                message: words
                    .fields
                    .get(error.field)?
                    .message(error.code)
                    .to_owned(),
            })
        })
        .collect();
    let no_errors = lines.is_empty();
    let pattern = vec![SummaryLine {
        target: String::new(),
        message: String::new(),
    }];
    let summary = (!no_errors)
        .then(|| view! { <ErrorSummary heading=common.error_heading.clone() lines /> }.into_any());
    let closes = site
        .event
        .registration
        .closes
        .map(|closes| closes.to_string());
    view! {
        <div class="form-box">
            <form
                id=form_id(schema)
                class="form"
                method="post"
                action=format!("{}{}", site.settings.form_endpoint, schema.action)
                data-form=schema.id
                data-closes=closes
                data-closed=common.closed.clone()
                data-error-prefix=common.error_prefix.clone()
                data-sending=common.sending.clone()
                data-failed=common.failed.clone()
                data-offline=common.offline.clone()
                data-retrying=common.retrying.clone()
                data-draft-cleared=common.draft_cleared.clone()
                data-busy=common.busy.clone()
                data-conflict=common.conflict.clone()
                data-sent-elsewhere=common.sent_elsewhere.clone()
            >
                <input type="hidden" name="lang" value=lang.code() />
                <input type="hidden" name=key::FIELD value=state.key.clone() />
                <div hidden>
                    <input name=spam::FIELD tabindex="-1" autocomplete="off" />
                </div>
                <div class="error-summary" tabindex="-1" hidden=no_errors autofocus=!no_errors>
                    {summary}
                </div>
                // The wasm fills it in, so that its words and its shape are in the page only.
                <template data-summary="">
                    <ErrorSummary heading=common.error_heading.clone() lines=pattern />
                </template>
                {state.notice.clone().map(|notice| view! { <p class="notice" role="alert">{notice}</p> })}
                <p class="form-note">{common.required_note.clone()}</p>
                {schema
                    .fields
                    .iter()
                    .map(|field| view! { <FieldView site=site.clone() lang form=schema field state=state.clone() /> })
                    .collect_view()}
                <button class="button button-main" type="submit" disabled=state.closed>
                    {words.submit.clone()}
                </button>
                <p class="form-status" role="status"></p>
                // Only the wasm keeps a draft, so only then is this shown.
                <p class="draft when-ready">
                    {common.draft_note.clone()} " "
                    <button class="link" type="button">
                        {common.draft_clear.clone()}
                    </button>
                </p>
            </form>
            <template data-receipt="">
                <Receipt site=site.clone() lang data=ReceiptData::of_form(schema) />
            </template>
        </div>
    }
    .into_any()
}
