//! The commands, with what each option and variable means.

use super::{Entry, Usage};

const DATA: Entry = (
    "--data DIR",
    "the folder of the SQLite file; data by default",
);
const DIST: Entry = (
    "--dist DIR",
    "the folder of the built site; dist by default",
);
const FORM: Entry = (
    "--form ID",
    "of one form alone: registration, workshop or reimbursement",
);
const DATABASE_URL: Entry = (
    "DATABASE_URL",
    "postgres://… or sqlite://…: the database, instead of --data",
);
const RUST_LOG: Entry = (
    "RUST_LOG",
    "what is logged, to standard error: error, warn, info (by default), debug, or part=level,…",
);
const SMTP_URL: Entry = (
    "SMTP_URL",
    "the mail server: smtps://name:password@host, smtp://…?tls=required, smtp://host:25",
);
const SMTP_CA: Entry = (
    "SMTP_CA",
    "a file of certificates (PEM) to trust besides the public ones",
);
const MAIL_FROM: Entry = ("MAIL_FROM", "the sender: NEC ESS <bonjour@exemple.fr>");
const LINK_SECRET: Entry = (
    "LINK_SECRET",
    "what private links are signed with; by default the file link-secret beside the SQLite file",
);
const NEW_LINKS: Entry = (
    "--new-links",
    "takes another secret for private links: those that were sent open nothing any more",
);
const PUBLIC_URL: Entry = (
    "PUBLIC_URL",
    "scheme and host of the endpoint, for links in mails; by default what the site's settings say",
);

const LANG: Entry = (
    "--lang fr|en",
    "the language of what people read; fr by default",
);
const WORDS: Entry = (
    "--dist DIR",
    "the built site, which has the words and the days; dist by default",
);
const REFERENCE: Entry = (
    "REFERENCE",
    "such as ABC-7K3M-9QXF, or as it is read out: abc 7k3m 9qxf",
);
const DAY: Entry = ("--day DAY", "who chose that day, such as 2031-11-26");
const STATE: Entry = (
    "--state STATE",
    "registered, waiting or cancelled; with --day, on that day",
);
const SINCE: Entry = ("--since REFERENCE", "what came after this submission");
const ANSWERED: Entry = (
    "--answered FIELD",
    "those with an answer to this field; workshop: of its day",
);
const COMING: Entry = (
    "--coming",
    "those who have a place; with --day, on that day",
);

/// Every command, in the order in which they are shown.
pub(super) const COMMANDS: [Usage; 14] = [
    Usage {
        name: "serve",
        words: "[--dist dist] [--data data] [--host 127.0.0.1] [--port 8080] [--metrics ADDRESS:PORT] [--as-of DATE] [--new-links]",
        does: "serves the site, takes submissions, sends mails",
        options: &[
            DIST,
            DATA,
            (
                "--host ADDRESS",
                "where to listen; 127.0.0.1, this machine alone, by default",
            ),
            ("--port PORT", "8080 by default; 0 for any free one"),
            (
                "--metrics ADDRESS:PORT",
                "serves /metrics for Prometheus there, and nothing else; not at all by default",
            ),
            (
                "--as-of DATE",
                "shows the site as on that day; refuses pages that were built to show another",
            ),
            NEW_LINKS,
        ],
        variables: &[
            DATABASE_URL,
            LINK_SECRET,
            SMTP_URL,
            SMTP_CA,
            MAIL_FROM,
            PUBLIC_URL,
            (
                "TRUST_PROXY",
                "how many proxies of yours stand before it and write X-Forwarded-For; 0 by default",
            ),
            (
                "LIMIT_PER_NETWORK",
                "new submissions an hour from one network; 60 by default, 0 for no limit",
            ),
            (
                "LIMIT_PER_EMAIL",
                "the same with one e-mail address; 10 by default",
            ),
            ("MAX_CONNECTIONS", "connections at a time; 1000 by default"),
            (
                "TIMEOUT_HEAD",
                "seconds for the head of a request, and between two; 30 by default",
            ),
            (
                "TIMEOUT_BODY",
                "seconds for the body of a request; 60 by default",
            ),
            (
                "TIMEOUT_ANSWER",
                "seconds without a byte of an answer being taken; 30 by default",
            ),
            (
                "TIMEOUT_STOP",
                "seconds for what has begun when it is asked to stop; 8 by default",
            ),
            (
                "HSTS_MAX_AGE",
                "seconds for which browsers are told to come by HTTPS only; not told by default",
            ),
            RUST_LOG,
        ],
    },
    Usage {
        name: "report",
        words: "[--data data] [--dist dist] [--lang fr|en] [--json] [FILTERS]",
        does: "says how many registered, wait and cancelled, when they came, which mails did not go",
        options: &[
            DATA,
            WORDS,
            LANG,
            ("--json", "for programs, under English names"),
            FORM,
            DAY,
            STATE,
            SINCE,
            ANSWERED,
            COMING,
        ],
        variables: &[DATABASE_URL, RUST_LOG],
    },
    Usage {
        name: "export",
        words: "[--data data] [--format jsonl|csv|xlsx] [--plain] [--dist dist] [--lang fr|en] [--quarantine] [FILTERS]",
        does: "writes the submissions to standard output",
        options: &[
            DATA,
            (
                "--format jsonl|csv|xlsx",
                "an object a line, a table as a French Excel opens it, or a workbook with the waiting list and each \
                 day's list for the door; jsonl by default",
            ),
            ("--plain", "with csv: the table for programs"),
            WORDS,
            (
                "--lang fr|en",
                "with csv and xlsx: the language of what people read; fr by default",
            ),
            FORM,
            DAY,
            STATE,
            SINCE,
            ANSWERED,
            COMING,
            ("--quarantine", "what was taken for spam instead"),
        ],
        variables: &[DATABASE_URL, RUST_LOG],
    },
    Usage {
        name: "show",
        words: "[--data data] [--dist dist] [--lang fr|en] REFERENCE",
        does: "shows one submission, its places and its mails",
        options: &[REFERENCE, DATA, WORDS, LANG],
        variables: &[DATABASE_URL, RUST_LOG],
    },
    Usage {
        name: "correct",
        words: "[--data data] [--dist dist] [--lang fr|en] [--late] REFERENCE FIELD=VALUE …",
        does: "changes answers of one submission, by the rules of the form",
        options: &[
            REFERENCE,
            (
                "FIELD=VALUE",
                "a field of several values is given several times; FIELD= takes an answer out",
            ),
            ("--late", "also once registration has closed"),
            DATA,
            WORDS,
            LANG,
        ],
        variables: &[DATABASE_URL, RUST_LOG],
    },
    Usage {
        name: "cancel",
        words: "[--data data] [--dist dist] [--lang fr|en] REFERENCE",
        does: "cancels one submission: others move up, its person gets a mail",
        options: &[REFERENCE, DATA, WORDS, LANG],
        variables: &[DATABASE_URL, RUST_LOG],
    },
    Usage {
        name: "erase",
        words: "[--data data] [--dist dist] [--lang fr|en] [--yes] REFERENCE",
        does: "deletes all answers and mails of one submission for good once you say yes",
        options: &[
            REFERENCE,
            ("--yes", "erases without asking"),
            DATA,
            WORDS,
            LANG,
        ],
        variables: &[DATABASE_URL, RUST_LOG],
    },
    Usage {
        name: "resend",
        words: "[--data data] REFERENCE",
        does: "writes the mail with the private link again",
        options: &[REFERENCE, DATA],
        variables: &[DATABASE_URL, RUST_LOG],
    },
    Usage {
        name: "release",
        words: "[--data data] [--dist dist] REFERENCE",
        does: "takes what was taken for spam among the submissions, with places and a mail",
        options: &[
            REFERENCE,
            DATA,
            (
                "--dist DIR",
                "the built site, which says how many places there are; dist by default",
            ),
        ],
        variables: &[DATABASE_URL, RUST_LOG],
    },
    Usage {
        name: "mail",
        words: "[--data data] [--send [--again] [--dist dist]]",
        does: "lists the mails that were not sent, or sends them",
        options: &[
            DATA,
            (
                "--send",
                "sends all that waits, for another try too; letters each when it is due, so that it may take a while",
            ),
            ("--again", "with --send: also the mails that were refused"),
            ("--dist DIR", "with --send: the built site; dist by default"),
        ],
        variables: &[
            DATABASE_URL,
            LINK_SECRET,
            SMTP_URL,
            SMTP_CA,
            MAIL_FROM,
            PUBLIC_URL,
            RUST_LOG,
        ],
    },
    Usage {
        name: "write",
        words: "--text fr.md --text en.md [--form ID] [--day DAY] [--state STATE] [--per-minute 60] [--dry-run] [--yes]",
        does: "writes a letter to those who are registered, each in their language, once however often it is run",
        options: &[
            (
                "--text FILE",
                "Markdown, in a file whose name ends in fr.md or en.md; the first line is `# Subject`",
            ),
            (
                "--form ID",
                "registration, workshop or reimbursement; by default the first two",
            ),
            (
                "--day DAY",
                "those who registered for this day, such as 2031-11-27",
            ),
            (
                "--state STATE",
                "registered or waiting, with --day on that day; by default those who have a place, on any day or that one",
            ),
            (
                "--per-minute NUMBER",
                "how many are due in a minute, from 1 to 60000; 60 by default",
            ),
            (
                "--dry-run",
                "shows who gets what, and writes nothing, also with --yes",
            ),
            ("--yes", "writes without asking"),
            DATA,
            DIST,
        ],
        variables: &[DATABASE_URL, RUST_LOG],
    },
    Usage {
        name: "purge",
        words: "[--data data] [--dist dist] [--before 2026-01-01] [--form ID] [--quarantine] [--yes]",
        does: "says what is past its period, as `serve` deletes it each day, or was submitted before a day, and deletes it \
               for good once you say yes",
        options: &[
            DATA,
            (
                "--dist DIR",
                "the built site, which has the periods; dist by default",
            ),
            (
                "--before DAY",
                "instead of the periods: the first day (UTC) that stays, such as 2026-01-01",
            ),
            FORM,
            (
                "--quarantine",
                "only what was taken for spam, of any day if --before is left out",
            ),
            ("--yes", "deletes without asking"),
        ],
        variables: &[DATABASE_URL, RUST_LOG],
    },
    Usage {
        name: "backup",
        words: "[--data data] FILE",
        does: "copies the SQLite file, also while the endpoint serves, and checks the copy; for PostgreSQL use pg_dump",
        options: &[("FILE", "the copy, which must not be there yet"), DATA],
        variables: &[DATABASE_URL, RUST_LOG],
    },
    Usage {
        name: "restore",
        words: "[--data data] [--replace] FILE",
        does: "checks a copy that `backup` made, and puts it in the place of the SQLite file while no endpoint serves",
        options: &[
            ("FILE", "the copy; it stays where it is"),
            DATA,
            (
                "--replace",
                "moves a database that is there into a folder beside it, which is named",
            ),
        ],
        variables: &[DATABASE_URL, LINK_SECRET, RUST_LOG],
    },
];
