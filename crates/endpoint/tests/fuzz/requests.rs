//! Requests, nearly as clients send them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::forms::Filled;

/// A request before it is spoilt.
#[derive(Clone, Debug)]
pub struct Request {
    method: String,
    path: Path,
    query: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    spoils: Vec<Spoil>,
    /// What it leaves behind may not be the beginning of another one.
    pub closes: bool,
}

/// Where it goes.
#[derive(Clone, Debug)]
enum Path {
    Fixed(String),
    /// One of the private pages that are known, and what follows.
    Private(Index, String),
}

/// What is done to its bytes.
#[derive(Clone, Debug)]
enum Spoil {
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Cut(Index),
    Flip(Index, u8),
    Double(Index, Index),
}

const TYPE: &str = "application/x-www-form-urlencoded";

/// Any request.
pub fn request() -> BoxedStrategy<Request> {
    let method = prop_oneof![
        20 => Just("POST".to_owned()),
        4 => Just("GET".to_owned()),
        1 => select(vec!["HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "P0ST"]).prop_map(str::to_owned),
        1 => "[A-Z!#]{1,9}",
    ];
    let spoils = prop_oneof![
        4 => Just(Vec::new()),
        1 => vec(spoil(), 1..4),
    ];
    (method, path(), query(), headers(), body(), spoils)
        .prop_map(|(method, path, query, headers, (kind, body), spoils)| {
            let mut headers = headers;
            headers.push(("content-type".into(), kind));
            Request {
                closes: !spoils.is_empty() || method == "HEAD" || method == "TRACE",
                method,
                path,
                query,
                headers,
                body,
                spoils,
            }
        })
        .boxed()
}

fn path() -> impl Strategy<Value = Path> {
    let forms = select(vec![
        "/api/registrations",
        "/api/workshop-registrations",
        "/api/reimbursement-requests",
    ]);
    let others = select(vec![
        "/api/places",
        "/api/health",
        "/api/manage/",
        "/api/",
        "/",
        "/fr/",
        "/en/registration/",
        "/assets/start-0123456789abcdef.js",
        "/site.json",
        "/../site.json",
        "//exemple.fr/",
        "*",
    ]);
    prop_oneof![
        12 => forms.prop_map(|path| Path::Fixed(path.to_owned())),
        3 => others.prop_map(|path| Path::Fixed(path.to_owned())),
        4 => (any::<Index>(), select(vec!["", "/event.ics", "/", "x", "?lang=en", "/../../"]))
            .prop_map(|(page, rest)| Path::Private(page, rest.to_owned())),
        1 => "(/|%|\\.|[ -~]|%[0-9a-fA-F]{2}|é){0,40}".prop_map(Path::Fixed),
        1 => "/api/manage/[A-Za-z0-9_-]{0,60}".prop_map(Path::Fixed),
    ]
}

fn query() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => Just(String::new()),
        1 => "\\?([a-z]{0,6}=?(%[0-9A-F]{2}|[ -~]){0,10}&?){0,3}",
    ]
}

fn headers() -> impl Strategy<Value = Vec<(String, String)>> {
    let value = prop_oneof![
        select(vec![
            "application/json",
            "text/html,*/*;q=0.8",
            "*/*",
            "br, gzip;q=0",
            "bytes=0-3,9-",
            "bytes=-99999999999999999999",
            "null",
            "https://exemple.fr",
            "192.0.2.1, [2001:db8::1]:443, unknown",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "\"etag\"",
            "keep-alive",
            "the-key-of-somebody-else",
            "fr-FR,fr;q=0.9,en;q=0.8",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,80}",
        "[\\x80-\\xff]{1,9}",
    ];
    let name = prop_oneof![
        9 => select(vec![
            "accept",
            "accept-language",
            "accept-encoding",
            "origin",
            "range",
            "if-none-match",
            "if-modified-since",
            "idempotency-key",
            "x-forwarded-for",
            "forwarded",
            "connection",
            "cookie",
            "expect",
            "content-encoding",
        ])
        .prop_map(str::to_owned),
        1 => "[a-z-]{1,20}",
    ];
    vec((name, value), 0..5)
}

fn body() -> impl Strategy<Value = (String, Vec<u8>)> {
    let filled = (
        select(Filled::each().to_vec()),
        vec(change(), 0..4),
        any::<bool>(),
        "[a-z]{4,9}",
        select(vec!["", "correct", "cancel", "erase", "sing"]),
    );
    let form = filled.prop_map(|(mut filled, changes, as_json, name, action)| {
        filled = filled.with("email", &format!("{name}@exemple.fr"));
        for (name, value) in changes {
            filled = filled.with(&name, &value);
        }
        if !action.is_empty() {
            filled.pairs.push(("action".into(), action.into()));
        }
        if as_json {
            (
                "application/json".to_owned(),
                filled.json().to_string().into_bytes(),
            )
        } else {
            (TYPE.to_owned(), filled.encoded().into_bytes())
        }
    });
    let raw = (
        select(vec![
            TYPE,
            "application/json",
            "text/plain",
            "multipart/form-data",
            "",
        ]),
        prop_oneof![
            vec(any::<u8>(), 0..200),
            "([a-z_]{1,12}=(%[0-9a-f]{2}|[a-z+@.]){0,30}&){0,20}".prop_map(String::into_bytes),
            "[\\[\\]{}\":,a-z0-9\\\\]{0,80}".prop_map(String::into_bytes),
        ],
    );
    let raw = raw.prop_map(|(kind, body)| (kind.to_owned(), body));
    let large = (30_000..80_000_usize).prop_map(|size| (TYPE.to_owned(), vec![b'a'; size]));
    let days = (0..1500_usize).prop_map(|count| {
        (
            TYPE.to_owned(),
            "days=2025-11-26&".repeat(count).into_bytes(),
        )
    });
    prop_oneof![
        30 => form,
        8 => raw,
        1 => large,
        1 => days,
    ]
}

/// One answer given otherwise.
fn change() -> impl Strategy<Value = (String, String)> {
    let name = select(vec![
        "first_name",
        "organisation",
        "email",
        "country",
        "postal_code",
        "city",
        "days",
        "registration_number",
        "access_needs",
        "participants",
        "lang",
        "consent",
        "submission_key",
        "opened_at",
        "website",
        "",
    ]);
    let value = prop_oneof![
        3 => "\\PC{0,40}",
        1 => "(?s).{0,60}",
        1 => "[A-Za-z]{3,20}",
        1 => select(vec!["", "0", "-1", "yes", "FR", "2025-11-26", "9999999999999999999", "\u{feff}", "=1+1", "é@é.fr"])
            .prop_map(str::to_owned),
        1 => "[a-z]{1000,3000}",
    ];
    (name.prop_map(str::to_owned), value)
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let token = select(vec![
        &b"\r\n"[..],
        b"\n",
        b"\0",
        b"\r\n\r\n",
        b"%",
        b"%00",
        b"%ff",
        b"\xff",
        b"\xed\xa0\x80",
        b"&",
        b"=",
        b" ",
        b"HTTP/1.1",
        b"transfer-encoding: chunked\r\n",
        b"content-length: 5\r\n",
        b"expect: 100-continue\r\n",
        b"upgrade: h2c\r\n",
    ]);
    prop_oneof![
        (any::<Index>(), token).prop_map(|(at, token)| Spoil::Insert(at, token.to_vec())),
        (any::<Index>(), vec(any::<u8>(), 1..9)).prop_map(|(at, bytes)| Spoil::Insert(at, bytes)),
        (any::<Index>(), 1..40_usize).prop_map(|(at, count)| Spoil::Remove(at, count)),
        any::<Index>().prop_map(Spoil::Cut),
        (any::<Index>(), 1..=255_u8).prop_map(|(at, mask)| Spoil::Flip(at, mask)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Spoil::Double(from, to)),
    ]
}

impl Request {
    /// Whether it asks for the endpoint's health.
    pub fn is_of_health(&self) -> bool {
        matches!(&self.path, Path::Fixed(path) if path.starts_with("/api/health"))
    }

    /// What is sent; `pages` are the private pages that are known.
    pub fn bytes(&self, pages: &[String]) -> Vec<u8> {
        let path = match &self.path {
            Path::Fixed(path) => path.clone(),
            Path::Private(..) if pages.is_empty() => "/api/manage/none".into(),
            Path::Private(page, rest) => format!("{}{rest}", page.get(pages)),
        };
        let mut bytes = format!(
            "{} {path}{} HTTP/1.1\r\nhost: fuzz\r\n",
            self.method, self.query
        )
        .into_bytes();
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: {value}\r\n").into_bytes());
        }
        bytes.extend(format!("content-length: {}\r\n\r\n", self.body.len()).into_bytes());
        bytes.extend(&self.body);
        for spoil in &self.spoils {
            spoil.on(&mut bytes);
        }
        bytes
    }
}

impl Spoil {
    fn on(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match self {
            Self::Insert(at, what) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, what.iter().copied());
            }
            Self::Remove(at, count) => {
                let at = at.index(bytes.len());
                let end = (at + count).min(bytes.len());
                bytes.drain(at..end);
            }
            Self::Cut(at) => bytes.truncate(at.index(bytes.len()).max(1)),
            Self::Flip(at, mask) => {
                let at = at.index(bytes.len());
                bytes[at] ^= mask;
            }
            Self::Double(from, to) => {
                let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
                let part = bytes[from.min(to)..from.max(to)].to_vec();
                let at = from.max(to);
                bytes.splice(at..at, part);
            }
        }
    }
}
