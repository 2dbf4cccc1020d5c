//! The words of what organisers read: their files and their report.

use std::collections::BTreeMap;

use nec_ess_domain::forms;
use serde::{Deserialize, Serialize};

use crate::compare::compare;
use crate::error::ContentError;
use crate::event::Event;
use crate::parse::Source;
use crate::without::{columns, missing};

/// `[organisers]`: words of the files and lists that organisers get.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Organisers {
    /// Sheet of those who wait for a place.
    pub waiting_list: String,
    /// Sheet of those who come on a day; `{}` stands for the day.
    pub door: String,
    /// Column: the form.
    pub form: String,
    /// Column: the reference.
    pub reference: String,
    /// What a letter to everyone is called in the list of a person's mails.
    pub letter: String,
    /// Column: what has become of a submission.
    pub status: String,
    /// It counts, and each chosen day has a place.
    pub registered: String,
    /// It waits for a place.
    pub waiting: String,
    /// It was cancelled.
    pub cancelled: String,
    /// Everything of it was erased.
    pub erased: String,
    /// It is kept apart, as if no person had sent it.
    pub quarantined: String,
    /// Column: when it came; `{}` stands for the town that the time is of.
    pub received: String,
    /// Column: the person's language.
    pub language: String,
    /// Column: the word that says where the person came from.
    pub source: String,
    /// Column beside that of a choice or a country, with its code; `{}` stands for the column.
    pub code: String,
    /// Column: a day.
    pub day: String,
    /// Column: who is first, second and so on.
    pub rank: String,
    /// Column to be ticked at the door.
    pub present: String,
    /// Column: whether the organisation gets the reimbursement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verdict: String,
    /// It does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verdict_yes: String,
    /// It does not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verdict_no: String,
    /// Someone has to look.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verdict_confirm: String,
    /// Column: others with the same e-mail address.
    pub same_email: String,
    /// Column: others of the same organisation.
    pub same_organisation: String,
    /// After some of them, where there are many; `{}` stands for the number of the rest.
    pub more: String,
    /// At the end of a text that is too long for a cell.
    pub cut: String,
    /// Name of the sheet of each form, by its identifier.
    pub sheets: BTreeMap<String, String>,
    /// The column of each field, by its name.
    pub columns: BTreeMap<String, String>,
    /// The report.
    pub report: ReportWords,
    /// What becomes of mails.
    pub mails: MailStates,
}

/// `[organisers.report]`: words of the report.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReportWords {
    /// Above the numbers of submissions.
    pub submissions: String,
    /// Column: those that count.
    pub registered: String,
    /// Column: those that wait.
    pub waiting: String,
    /// Column: those that were cancelled.
    pub cancelled: String,
    /// Column: all of them.
    pub total: String,
    /// Above the days.
    pub days: String,
    /// Column: people with a place.
    pub confirmed: String,
    /// Column: places that are left.
    pub remaining: String,
    /// There: the day has no limit.
    pub unlimited: String,
    /// Above how many came on each day.
    pub by_day: String,
    /// The days before those that are listed.
    pub earlier: String,
    /// Above how many came in each hour of the day; `{}` stands for the town that the time is of.
    pub by_hour: String,
    /// Before the number of those who wrote access needs.
    pub access_needs: String,
    /// Above the requests by verdict.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verdicts: String,
    /// Above the mails that were not sent.
    pub mails: String,
    /// Before the number of what is kept apart.
    pub quarantine: String,
    /// How to list what was counted; `{}` stands for the command.
    pub see: String,
    /// Where only some are counted; `{}` stands for which.
    pub only: String,
}

/// `[organisers.mails]`: how far a mail is, and why.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MailStates {
    /// Above the mails of a submission.
    pub heading: String,
    /// It waits.
    pub waiting: String,
    /// Someone is sending it.
    pub sending: String,
    /// The server took it.
    pub sent: String,
    /// It is given up.
    pub failed: String,
    /// Nobody has tried yet.
    pub not_tried: String,
    /// It is to go out in one mail with others to the same address.
    pub put_off: String,
    /// It waited in a copy that was restored.
    pub restored: String,
    /// The server cannot be reached, or does not answer.
    pub no_server: String,
    /// The server does not accept our name and password.
    pub login: String,
    /// The server asks to try again later.
    pub busy: String,
    /// The server refuses the address or the message.
    pub refused: String,
    /// The address is none.
    pub no_address: String,
}

impl Organisers {
    /// Every form and field that lacks its words, and words of those that do not exist. Those that the event does not have
    /// may have words: something of them may be stored.
    pub(super) fn check(
        &self,
        event: Option<&Event>,
        source: &Source,
        errors: &mut Vec<ContentError>,
    ) {
        let all: Vec<&str> = forms::ALL.iter().map(|form| form.id).collect();
        let mut sheets = all.clone();
        sheets.retain(|id| missing(event, id).is_none());
        for (given, expected, all, key) in [
            (&self.sheets, sheets, all, "sheets"),
            (&self.columns, columns(event), columns(None), "columns"),
        ] {
            let is_idle = |key: &str| all.contains(&key) && !expected.contains(&key);
            let mut given = given.clone();
            given.retain(|key, _| !is_idle(key));
            let name = format!("[organisers.{key}]");
            compare(
                &given,
                &expected,
                &["organisers", key],
                &name,
                source,
                errors,
            );
        }
    }
}
