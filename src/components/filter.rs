//! A filter of what stands below it. Its component exists in the browser only: until then it cannot be seen.

use leptos::prelude::*;
use nec_ess_domain::text::FilterText;

use super::data::Data;

/// A list of the filter.
pub(crate) struct Choice {
    /// The name of its facets, and the end of its id.
    pub(crate) name: &'static str,
    /// Its label.
    pub(crate) label: String,
    /// The entry that leaves nothing out.
    pub(crate) all: String,
    /// The values to choose from, each with its words.
    pub(crate) options: Vec<(String, String)>,
}

/// How an item says in `data-facets` that it is `value` in the matter of `name`. The filter looks for it as for a word
/// that was typed: it is one word, no beginning of another, and no word that people type.
pub(crate) fn facet(name: &str, value: &str) -> String {
    let value = value.replace(|c: char| !c.is_ascii_alphanumeric(), "0");
    format!("{name}0{value}0{name}")
}

/// The field for words, the lists, and what was found.
#[component]
pub(crate) fn Filter(
    /// The id of the field.
    id: &'static str,
    /// The label of the field.
    label: String,
    /// What is said of what was found.
    text: FilterText,
    #[prop(optional)] choices: Vec<Choice>,
) -> impl IntoView {
    view! {
        <div class="filter" data-filter="">
            <Data words=text />
            <div class="filter-fields">
                <div>
                    <label for=id>{label}</label>
                    <input id=id type="search" autocomplete="off" />
                </div>
                {choices
                    .into_iter()
                    .map(|choice| {
                        let id = format!("filter-{}", choice.name);
                        view! {
                            <div>
                                <label for=id.clone()>{choice.label}</label>
                                <select id=id autocomplete="off">
                                    <option value="">{choice.all}</option>
                                    {choice
                                        .options
                                        .into_iter()
                                        .map(|(value, words)| view! { <option value=facet(choice.name, &value)>{words}</option> })
                                        .collect_view()}
                                </select>
                            </div>
                        }
                    })
                    .collect_view()}
            </div>
            <p role="status"></p>
        </div>
    }
}
