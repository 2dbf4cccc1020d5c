//! Where mails go and how they are signed.

use std::time::Duration;

use lettre::message::Mailbox;
use nec_ess_domain::web::origin;

use crate::variable;

/// What is expected of `MAIL_FROM`.
const SENDER: &str = "expected the sender of mails, such as NEC ESS <bonjour@exemple.fr>; signs such as , or @ in the name \
                      take \"double quotes\" around it";

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
    /// Where the private links lead, scheme and host: "https://exemple.fr". "" for the address that the site's own settings
    /// give.
    pub public_url: String,
    /// How long a server may take for one mail.
    pub patience: Duration,
    /// The pause after the first try that failed; each further one is twice as long.
    pub first_pause: Duration,
}

impl Settings {
    /// From the variables `SMTP_URL`, `SMTP_CA`, `MAIL_FROM` and `PUBLIC_URL`; nothing without the first.
    ///
    /// # Errors
    /// When one of them is no text, or there is no sender.
    pub fn from_env() -> Result<Option<Self>, String> {
        let smtp_url = variable::read("SMTP_URL")?;
        let smtp_ca = variable::read("SMTP_CA")?.unwrap_or_default();
        let from = variable::read("MAIL_FROM")?;
        let public_url = variable::read("PUBLIC_URL")?.unwrap_or_default();
        let Some(smtp_url) = smtp_url else {
            return Ok(None);
        };
        Ok(Some(Self {
            smtp_url,
            smtp_ca,
            from: from.ok_or_else(|| format!("MAIL_FROM is not set: {SENDER}"))?,
            public_url,
            patience: Duration::from_secs(60),
            first_pause: Duration::from_secs(30),
        }))
    }

    /// The sender.
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn sender(&self) -> Result<Mailbox, String> {
        let from = &self.from;
        from.parse()
            .map_err(|_| format!("MAIL_FROM={from}: {SENDER}"))
    }

    /// Scheme and host that private links begin with: the endpoint's own, since no other server answers them.
    ///
    /// # Errors
    /// When it is no such address, or can only be an example.
    pub(super) fn public_url(&self, form_endpoint: &str, site: &str) -> Result<String, String> {
        let (name, text) = if !self.public_url.is_empty() {
            ("PUBLIC_URL", self.public_url.as_str())
        } else if !form_endpoint.is_empty() {
            ("form_endpoint in site.toml", form_endpoint)
        } else {
            ("origin in site.toml", site)
        };
        let wrong = || {
            format!(
                "{name}={text}: expected scheme and host of the endpoint, such as https://inscription.exemple.fr"
            )
        };
        let origin = origin(text).ok_or_else(wrong)?;
        let (_, authority) = origin.split_once("://").unwrap_or_default();
        let host = authority.split(':').next().unwrap_or_default();
        if self.public_url.is_empty() && is_example(host) {
            return Err(format!(
                "mails would lead to {text}, an example: set PUBLIC_URL to scheme and host of the endpoint"
            ));
        }
        Ok(origin)
    }
}

/// Whether `host` is one that nobody can have: RFC 2606.
fn is_example(host: &str) -> bool {
    let is_under = |name: &str| {
        host.strip_suffix(name)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    [
        "example",
        "example.com",
        "example.net",
        "example.org",
        "invalid",
    ]
    .into_iter()
    .any(is_under)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public_url(own: &str, form_endpoint: &str, origin: &str) -> Result<String, String> {
        let settings = Settings {
            public_url: own.into(),
            ..Settings::default()
        };
        settings.public_url(form_endpoint, origin)
    }

    /// Links lead to the endpoint: where it is said, else where the forms are sent, else to the site.
    #[test]
    fn links_lead_to_the_endpoint() {
        let site = "https://www.exemple.fr";
        let forms = "https://inscription.exemple.fr";
        let told = "http://localhost:8080/";
        for (own, form_endpoint, expected) in [
            (told, forms, "http://localhost:8080"),
            ("", forms, forms),
            ("", "", site),
            // Written in another way, it is the same.
            ("HTTPS://Exemple.fr:443/", "", "https://exemple.fr"),
            // Whoever says so knows.
            ("https://nec.example", "", "https://nec.example"),
        ] {
            let found = public_url(own, form_endpoint, site);
            assert_eq!(found.as_deref(), Ok(expected), "{own} {form_endpoint}");
        }
    }

    /// What cannot be such an address is told at the start, not by those whose links lead nowhere.
    #[test]
    fn other_addresses_are_errors() {
        for own in [
            "exemple.fr",
            "//exemple.fr",
            "ftp://exemple.fr",
            "https://",
            "https://exemple.fr/nec",
            "https://exemple.fr?x",
            "https://a@exemple.fr",
            "https://exemple.fr/#x",
            "javascript:alert(1)",
        ] {
            let error = public_url(own, "", "https://exemple.fr").expect_err(own);
            assert!(error.starts_with("PUBLIC_URL="), "{error}");
        }
        for origin in ["https://nec-ess.example", "https://www.example.org"] {
            let error = public_url("", "", origin).expect_err(origin);
            assert!(error.contains("set PUBLIC_URL"), "{error}");
        }
    }
}
