//! `content/<language>/words.toml`: the words of the site's frame and of its blocks.

use std::collections::BTreeMap;

use nec_ess_domain::check::Said;
use nec_ess_domain::eligibility::{Department, Reason};
use nec_ess_domain::{Lang, Named, countries, forms};
use serde::{Deserialize, Serialize};

use crate::compare::compare;
use crate::error::ContentError;
use crate::event::Event;
use crate::parse::Source;

/// The keys of `content/<language>/words.toml`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Header and footer.
    pub shell: Shell,
    /// Blocks that pages place.
    pub blocks: Blocks,
    /// Labels of button links, by page id or link id.
    pub actions: BTreeMap<String, String>,
    /// How long what people send is kept.
    pub retention: RetentionWords,
    /// What the law asks the site to say.
    pub legal: LegalWords,
    /// The programme.
    pub programme: ProgrammeWords,
    /// The reimbursement check, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Check>,
    /// Around what is to be copied to show a component on another site.
    pub embed: Embed,
    /// Names of the countries that forms offer, by code.
    pub countries: BTreeMap<String, String>,
    /// Names of the French départements and overseas territories, by code, where there is a check.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub departments: BTreeMap<String, String>,
}

/// `[shell]`: header and footer.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Shell {
    /// The link that jumps over the header.
    pub skip: String,
    /// Name of the main menu, for screen readers.
    pub menu: String,
    /// The button that shows the main menu where there is no room for all of it.
    pub menu_button: String,
    /// Name of the footer's menu, for screen readers.
    pub footer: String,
    /// The link to the other language, in that language.
    pub language: String,
    /// Said when a page that a link leads to cannot be had.
    pub offline: String,
    /// Stands before the organiser's name in the footer.
    pub organised_by: String,
    /// One line about the site's own lightness and respect, in the footer.
    pub promise: String,
    /// On every page of a site that is shown as on another day; `{}` stands for the day.
    pub as_of: String,
    /// On every page once the event has taken place.
    pub over: String,
    /// The link from the pages of an edition that is over to today's site.
    pub current_edition: String,
}

/// `[blocks]`: the words of the blocks that pages place.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Blocks {
    /// Link to a day's calendar file; `{}` stands for the day.
    pub calendar: String,
    /// Heading of the financial supporters.
    pub funders: String,
    /// Heading of the co-organisers.
    pub co_organisers: String,
    /// Label of the workshop's date.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub workshop_when: String,
    /// Label of the workshop's place.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub workshop_where: String,
    /// Where a place is not told yet: that people learn it once they have registered.
    pub place_later: String,
    /// Label of the workshop's project.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub workshop_project: String,
    /// Label of the FAQ's filter field.
    pub faq_filter: String,
    /// How many questions the filter found; `{}` stands for the number.
    pub faq_found: String,
    /// Said when the filter finds none.
    pub faq_none: String,
    /// What stands above the pages that may help when the filter finds none.
    pub faq_elsewhere: String,
    /// Above the names of some that belong to a family.
    pub examples: String,
    /// The same once the event has taken place.
    pub over: String,
}

/// `[retention]`: the table that says how long what people send is kept.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionWords {
    /// Heading of the column of what is kept.
    pub what: String,
    /// Heading of the column of periods.
    pub how_long: String,
    /// A row: see [`crate::Retention`].
    pub access_needs: String,
    /// See `access_needs`.
    pub registrations: String,
    /// See `access_needs`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub workshop_registrations: String,
    /// See `access_needs`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reimbursement_requests: String,
    /// See `access_needs`.
    pub quarantine: String,
    /// See `access_needs`.
    pub copies: String,
    /// A row: what is typed, on the person's own device.
    pub drafts: String,
    /// A period that is counted from the end of the event on; `{}` stands for the period.
    pub after_event: String,
    /// The same from the moment at which it came.
    pub after_sent: String,
    /// The same of what is made by a machine.
    pub at_most: String,
}

/// `[legal]`: the names of what the law asks a site to say; see [`crate::Legal`].
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LegalWords {
    /// A row: who runs the event and the site.
    pub organiser: String,
    /// A row.
    pub contact: String,
    /// A row.
    pub publisher: String,
    /// A row.
    pub director: String,
    /// A row.
    pub host: String,
    /// A row.
    pub legal_basis: String,
    /// A row.
    pub rights: String,
    /// A row.
    pub authority: String,
    /// Before the contact, or the organiser's site where there is none.
    pub ask: String,
    /// The button that leads to the contact.
    pub ask_button: String,
}

/// `[programme]`: the words of the days with their sessions.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeWords {
    /// In the place of a time that is not settled.
    pub time_later: String,
    /// On a day whose sessions are not told yet: that people learn them once they have registered.
    pub sessions_later: String,
    /// Link to a session's calendar file, with its title for those who hear the page: the beginning of the `calendar` of
    /// the blocks.
    pub calendar: String,
    /// Label of the filter's field for words.
    pub filter: String,
    /// Label of its list of days.
    pub day: String,
    /// Label of its list of kinds.
    pub kind: String,
    /// Label of its list of languages.
    pub language: String,
    /// The entry of each list that leaves nothing out.
    pub all: String,
    /// How many sessions the filter found; `{}` stands for the number.
    pub found: String,
    /// Said when the filter finds none.
    pub none: String,
    /// What a session held in a language is called, by the language's code.
    pub languages: BTreeMap<String, String>,
}

/// `[embed]`: the words around what is to be copied to show a component on another site.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Embed {
    /// Label of the list of components.
    pub component: String,
    /// Label of the list of colours.
    pub theme: String,
    /// Its entries: light, dark, as the visitor's device is set.
    pub light: String,
    /// See `light`.
    pub dark: String,
    /// See `light`.
    pub auto: String,
    /// Label of the colour of the main button.
    pub accent: String,
    /// Opens what few editors choose.
    pub more: String,
    /// Label of the ways in which it is shown.
    pub shown: String,
    /// Its entries: in the page, or over it once a link is followed.
    pub inline: String,
    /// See `inline`.
    pub button: String,
    /// Label of the text of that link.
    pub label: String,
    /// Label of the typeface.
    pub font: String,
    /// Help under it.
    pub font_hint: String,
    /// Said of what is no list of names.
    pub font_error: String,
    /// Label of how round corners are.
    pub radius: String,
    /// Help under it.
    pub radius_hint: String,
    /// Said of what is no number of pixels.
    pub radius_error: String,
    /// Label of the word for where people come from.
    pub source: String,
    /// Help under it.
    pub source_hint: String,
    /// Said of a word that would not be stored.
    pub source_error: String,
    /// Label of the page that follows once a form is stored.
    pub thanks: String,
    /// Help under it.
    pub thanks_hint: String,
    /// Said of an address that leads to no page.
    pub thanks_error: String,
    /// Opens the answers that are filled in beforehand.
    pub given: String,
    /// Help under it.
    pub given_hint: String,
    /// The box under each: the question is not shown.
    pub hide: String,
    /// Heading of the first spelling, a tag of its own.
    pub element: String,
    /// Heading of the second spelling, for editors that strip unknown tags.
    pub div: String,
    /// Heading of the third spelling, a frame.
    pub frame: String,
    /// The button that copies.
    pub copy: String,
    /// Said once it is copied.
    pub copied: String,
    /// Said where the browser refuses that: the text is selected instead.
    pub selected: String,
    /// Heading of what a content security policy needs.
    pub policy: String,
    /// Heading of what a style sheet says where that policy refuses inline styles.
    pub reserve: String,
    /// Heading of the preview.
    pub preview: String,
}

/// `[check]`: the words of the reimbursement check. In the verdicts `{place}`, `{least}` and
/// `{greatest}` stand for the place and for its distances; the facts of the event for themselves.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Heading.
    pub title: String,
    /// Says that nothing is sent.
    pub promise: String,
    /// Shown where there is no script.
    pub without_script: String,
    /// Label of the list of countries.
    pub country: String,
    /// Label of the field for the postal code or the town.
    pub place: String,
    /// Help under it.
    pub place_hint: String,
    /// Label of the choice between several places.
    pub choose: String,
    /// The choice for a place that is not on the list.
    pub elsewhere: String,
    /// How the area of a mail-sorting office (CEDEX, La Défense) is spoken of; `{place}` stands for its name.
    pub area: String,
    /// How all the communes of a postal code are spoken of; `{place}` stands for the code.
    pub code_area: String,
    /// The button that asks for the place names again.
    pub retry: String,
    /// What is said beside the field for the place.
    pub said: BTreeMap<String, String>,
    /// Question about the first participation.
    pub first_time: String,
    /// The two answers to it.
    pub yes: String,
    /// See `yes`.
    pub no: String,
    /// The short verdicts, before the explanation.
    pub verdict_yes: String,
    /// See `verdict_yes`.
    pub verdict_no: String,
    /// See `verdict_yes`.
    pub verdict_confirm: String,
    /// Why, by reason; in these `{margin}` stands for how close to the radius the measure cannot tell.
    pub reasons: BTreeMap<String, String>,
    /// After a yes: what to do.
    pub next_yes: String,
    /// After a no: how to dispute it.
    pub next_no: String,
    /// After "to be confirmed": what to do.
    pub next_confirm: String,
    /// The same when it is an area, of which the name of the commune can settle more.
    pub next_area: String,
    /// The link to the form, after each verdict.
    pub to_request: String,
    /// Where the data come from, and their licences.
    pub credit: String,
}

impl Words {
    /// Every reason, country and so on that lacks its words, and words of those that do not exist.
    pub(crate) fn check(
        &self,
        event: Option<&Event>,
        source: &Source,
        errors: &mut Vec<ContentError>,
    ) {
        let reasons: Vec<_> = Reason::ALL.iter().map(|reason| reason.name()).collect();
        let said: Vec<_> = Said::ALL.iter().map(|said| said.name()).collect();
        let languages = Lang::ALL.map(Lang::code);
        let departments: Vec<_> = Department::all().collect();
        let departments: Vec<_> = departments.iter().map(Department::as_str).collect();
        let has_check = event.is_none_or(|event| event.has(&forms::REIMBURSEMENT));
        let check = self.check.iter().flat_map(|check| {
            [
                (&check.reasons, &reasons[..], &["check", "reasons"][..]),
                (&check.said, &said, &["check", "said"]),
            ]
        });
        let departments = (&self.departments, &departments[..], &["departments"][..]);
        let always = [
            (
                &self.programme.languages,
                &languages[..],
                &["programme", "languages"][..],
            ),
            (&self.countries, &countries::ALL, &["countries"]),
        ];
        for (given, expected, place) in check.chain(always).chain(has_check.then_some(departments))
        {
            let name = format!("[{}]", place.join("."));
            compare(given, expected, place, &name, source, errors);
        }
        let (shown, said) = (&self.programme.calendar, &self.blocks.calendar);
        if !said.starts_with(shown.as_str()) {
            let message = format!(
                "calendar: expected the beginning of `calendar` of [blocks], “{}”, with which it is read out",
                said.replace('\u{a0}', " ")
            );
            errors.push(source.error_at(&["programme", "calendar"], message));
        }
    }
}
