//! The report in words: aligned columns, one thing after another.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::Date;
use nec_ess_content::dates;
use nec_ess_domain::forms::{REGISTRATION, REIMBURSEMENT};
use nec_ess_domain::{Lang, Named};

use super::columns::{INDENT, heading, number, rows, table};
use super::{Report, Verdicts};
use crate::mail::Reason;
use crate::store::MailStatus;
use crate::words::Words;

/// The days of arrival that are listed one by one: those of two weeks.
const LISTED: usize = 14;

pub(super) fn text(report: &Report, words: &Words<'_>) -> Result<String, String> {
    let own = &words.own().report;
    let mut out = String::new();
    out += &title(report, words)?;
    if !report.only.is_empty() {
        let _ = writeln!(out, "{}", own.only.replace("{}", &report.only));
    }
    out += &table(&own.submissions, forms(report, words));
    if !report.days.is_empty() {
        out += &table(&own.days, days(report, words));
    }
    if !report.arrivals.by_day.is_empty() {
        out += &table(&own.by_day, by_day(report, words));
        let _ = write!(out, "\n{}\n", own.by_hour.replace("{}", &words.town()));
        let _ = writeln!(out, "{INDENT}{}", by_hour(report, words.lang));
    }
    let has = |form: &str| report.forms.iter().any(|of| of.form == form);
    if has(REGISTRATION.id) {
        let _ = write!(out, "\n{} {}\n", own.access_needs, report.access_needs);
        let command = report.access_needs_command.as_ref();
        if let Some(command) = command.filter(|_| report.access_needs > 0) {
            see(&mut out, words, command);
        }
    }
    if let Some(of) = report
        .reimbursement
        .as_ref()
        .filter(|_| has(REIMBURSEMENT.id))
    {
        out += &table(&own.verdicts, verdicts(of, words));
    }
    let count = report.mails.iter().map(|of| of.mails).sum::<usize>();
    let _ = write!(out, "\n{} {count}\n", own.mails);
    if count > 0 {
        out += &rows(mails(report, words));
        see(&mut out, words, "mail");
    }
    let count: usize = report.quarantine.iter().map(|kept| kept.submissions).sum();
    let _ = write!(out, "\n{} {count}\n", own.quarantine);
    if count > 0 {
        let kept = report.quarantine.iter();
        let kept =
            kept.map(|kept| vec![words.form(kept.form).to_owned(), number(kept.submissions)]);
        out += &rows(kept.collect());
        see(&mut out, words, &quarantine(&report.only));
    }
    Ok(out)
}

fn title(report: &Report, words: &Words<'_>) -> Result<String, String> {
    let at: Timestamp = report.at.parse().map_err(|_| "no instant".to_owned())?;
    let at = words.local(at);
    Ok(format!(
        "{} – {}, {} ({})\n",
        words.site.event.short_title,
        dates::long(at.date(), words.lang),
        dates::time(at, words.lang),
        words.town(),
    ))
}

fn see(out: &mut String, words: &Words<'_>, command: &str) {
    let command = format!("nec-ess-endpoint {command}");
    let text = words.own().report.see.replace("{}", &command);
    let _ = writeln!(out, "{INDENT}{text}");
}

/// Lists what is kept apart and counted: of what was asked for, `only`, and not cancelled there.
fn quarantine(only: &str) -> String {
    let mut command = "export --quarantine".to_owned();
    if !only.contains("--state") {
        command += " --state registered";
    }
    if !only.is_empty() {
        command.push(' ');
        command += only;
    }
    command
}

fn forms(report: &Report, words: &Words<'_>) -> Vec<Vec<String>> {
    let own = &words.own().report;
    let mut rows = vec![heading(&[
        &own.registered,
        &own.waiting,
        &own.cancelled,
        &own.total,
    ])];
    rows.extend(report.forms.iter().map(|of| {
        let counts = [of.registered, of.waiting, of.cancelled];
        let total = counts.iter().sum();
        let name = words.form(of.form).to_owned();
        let counts = counts.into_iter().chain([total]).map(number);
        [name].into_iter().chain(counts).collect()
    }));
    rows
}

fn days(report: &Report, words: &Words<'_>) -> Vec<Vec<String>> {
    let own = &words.own().report;
    let mut rows = vec![heading(&[
        &own.confirmed,
        &own.waiting,
        &own.cancelled,
        &own.remaining,
    ])];
    rows.extend(report.days.iter().map(|of| {
        let remaining = match (of.remaining, of.capacity) {
            (Some(remaining), Some(capacity)) => format!("{remaining} / {capacity}"),
            _ => own.unlimited.clone(),
        };
        vec![
            words.day(&of.day),
            number(of.confirmed),
            number(of.waiting),
            number(of.cancelled),
            remaining,
        ]
    }));
    rows
}

fn by_day(report: &Report, words: &Words<'_>) -> Vec<Vec<String>> {
    let days: Vec<_> = report.arrivals.by_day.iter().collect();
    let (before, listed) = days.split_at(days.len().saturating_sub(LISTED));
    let mut rows = Vec::new();
    if !before.is_empty() {
        let count = before.iter().map(|(_, count)| **count).sum();
        rows.push(vec![words.own().report.earlier.clone(), number(count)]);
    }
    rows.extend(listed.iter().map(|(day, count)| {
        let date = day.parse::<Date>();
        let name = date.map_or_else(|_| (*day).clone(), |date| dates::long(date, words.lang));
        vec![name, number(**count)]
    }));
    rows
}

fn by_hour(report: &Report, lang: Lang) -> String {
    let hours = report.arrivals.by_hour.iter().map(|(hour, count)| {
        let at = jiff::civil::date(2000, 1, 1).at(*hour, 0, 0, 0);
        format!("{}\u{a0}: {count}", dates::time(at, lang))
    });
    hours.collect::<Vec<_>>().join(" · ")
}

fn verdicts(verdicts: &Verdicts, words: &Words<'_>) -> Vec<Vec<String>> {
    let own = words.own();
    [
        (&own.verdict_yes, verdicts.yes),
        (&own.verdict_no, verdicts.no),
        (&own.verdict_confirm, verdicts.confirm),
    ]
    .map(|(name, count)| vec![name.clone(), number(count)])
    .into()
}

fn mails(report: &Report, words: &Words<'_>) -> Vec<Vec<String>> {
    let rows = report.mails.iter().map(|of| {
        let status = MailStatus::from_name(of.status);
        let status = status.map_or(of.status, |status| words.mail_status(status));
        let why = Reason::from_name(of.reason);
        let why = why.map_or(of.reason, |why| words.mail_reason(why));
        let is_first =
            of.reason == Reason::NotTried.name() && of.status == MailStatus::Sending.name();
        let name = if is_first {
            status.to_owned()
        } else {
            format!("{status}, {why}")
        };
        vec![name, number(of.mails)]
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was asked for is asked for again.
    #[test]
    fn quarantined() {
        assert_eq!(quarantine(""), "export --quarantine --state registered");
        let only = "--day 2025-11-26 --state waiting";
        assert_eq!(quarantine(only), format!("export --quarantine {only}"));
    }
}
