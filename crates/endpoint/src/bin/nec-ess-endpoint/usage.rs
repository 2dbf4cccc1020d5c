//! What `--help` says.

pub(crate) const USAGE: &str = "\
nec-ess-endpoint serve   [--dist dist] [--data data] [--host 127.0.0.1] [--port 8080]
nec-ess-endpoint report  [--data data] [--dist dist] [--lang fr|en] [--json] [FILTERS]
nec-ess-endpoint export  [--data data] [--format jsonl|csv|xlsx [--dist dist] [--lang fr|en]]
                         [--plain] [--quarantine] [FILTERS]
nec-ess-endpoint show    [--data data] [--dist dist] [--lang fr|en] REFERENCE
nec-ess-endpoint correct [--data data] [--dist dist] [--lang fr|en] [--late] REFERENCE FIELD=VALUE …
nec-ess-endpoint cancel  [--data data] [--dist dist] REFERENCE
nec-ess-endpoint erase   [--data data] [--dist dist] [--yes] REFERENCE
nec-ess-endpoint resend  [--data data] REFERENCE
nec-ess-endpoint release [--data data] [--dist dist] REFERENCE
nec-ess-endpoint mail    [--data data] [--send [--again] [--dist dist]]
nec-ess-endpoint purge   [--data data] --before 2026-01-01 [--form ID] [--yes]
nec-ess-endpoint backup  [--data data] FILE

serve   serves the site, takes submissions, sends mails
report  says how many registered, wait and cancelled, when they came, which mails did not go;
        --json for programs
export  writes the submissions to standard output; csv as a French Excel opens it, with --plain
        for programs; xlsx as a workbook with the waiting list and each day's list for the door;
        --quarantine what was taken for spam
show    shows one submission, its places and its mails
correct changes answers by the rules of the private page; a field of several values is given
        several times, FIELD= takes an answer out; --late also once registration has closed
cancel  cancels one submission: others move up, its person gets a mail
erase   deletes all answers and mails of one submission for good once you say yes
resend  writes the mail with the private link again
release takes what was taken for spam among the submissions, with places and a mail
mail    lists the mails that were not sent; --send sends them now, --again also those that failed
purge   says what was submitted before a day, and deletes it for good once you say yes
backup  writes a copy of the SQLite file, also while the endpoint serves

FILTERS: --form ID, --day 2025-11-26, --state registered|waiting|cancelled (with --day: on that
day), --since REFERENCE (what came after it), --answered FIELD

Submissions are kept in SQLite under --data, or where the variable DATABASE_URL says
(postgres://… or sqlite://…). Mails are sent through SMTP_URL (smtp://…, smtps://…), from
MAIL_FROM, with links that begin with PUBLIC_URL, or else the site's own address; SMTP_CA names a
file of certificates to believe beside the public ones.";
