//! Where mails go and how they are signed.

use std::time::Duration;

/// Where mails go and how they are signed.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// `smtp://`, `smtp://…?tls=required` or `smtps://` with name and password in it.
    pub smtp_url: String,
    /// A file with certificates (PEM) of authorities that are believed beside the public ones, "" for
    /// none.
    pub smtp_ca: String,
    /// The sender: "NEC ESS <bonjour@exemple.fr>".
    pub from: String,
    /// Where the private links lead: scheme and host.
    pub public_url: String,
    /// How long a server may take for one mail.
    pub patience: Duration,
    /// The pause after the first try that failed; each further one is twice as long.
    pub first_pause: Duration,
}

impl Settings {
    /// From the variables `SMTP_URL`, `SMTP_CA`, `MAIL_FROM` and `PUBLIC_URL`; nothing without the first.
    #[must_use]
    pub fn from_env() -> Option<Self> {
        let variable = |name| std::env::var(name).unwrap_or_default();
        let smtp_url = variable("SMTP_URL");
        (!smtp_url.is_empty()).then(|| Self {
            smtp_url,
            smtp_ca: variable("SMTP_CA"),
            from: variable("MAIL_FROM"),
            public_url: variable("PUBLIC_URL"),
            patience: Duration::from_secs(60),
            first_pause: Duration::from_secs(30),
        })
    }
}
