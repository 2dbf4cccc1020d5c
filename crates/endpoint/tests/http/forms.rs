//! A filled-in registration, and the ways to send it.

use nec_ess_domain::forms::{REGISTRATION, REIMBURSEMENT, WORKSHOP};
use nec_ess_domain::{Answers, Form, forms, key};
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::server::Server;

/// What browsers say when they send a form by themselves.
pub const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
/// A submission key as browsers make them.
pub const KEY: &str = "0b9f2c1e-6a0d-4b6e-9d0e-2f1f3a4b5c6d";
const FORM: &str = "application/x-www-form-urlencoded";

/// A form, and names and values as it sends them.
#[derive(Clone, Debug)]
pub struct Filled {
    pub form: &'static Form,
    pub pairs: Vec<(String, String)>,
}

impl Filled {
    /// A complete registration in French.
    pub fn registration() -> Self {
        Self::of(
            &REGISTRATION,
            &[
                ("lang", "fr"),
                ("first_name", "Camille"),
                ("last_name", "Durand"),
                ("email", "camille@exemple.fr"),
                ("profile", "sse"),
                ("organisation", "Coopérative des Lilas"),
                ("country", "FR"),
                ("days", "2025-11-26"),
                ("days", "2025-11-27"),
                ("consent", "yes"),
            ],
        )
    }

    /// A complete registration for the workshop, in English.
    pub fn workshop() -> Self {
        Self::of(
            &WORKSHOP,
            &[
                ("lang", "en"),
                ("first_name", "Máire"),
                ("last_name", "O'Neill"),
                ("email", "maire@example.ie"),
                ("organisation", "Fáinne Co-op"),
                ("country", "IE"),
                ("postal_code", "D02 AF30"),
                ("city", "Dublin"),
                ("first_time", "yes"),
                ("consent", "yes"),
            ],
        )
    }

    /// A complete request for the reimbursement, in French.
    pub fn reimbursement() -> Self {
        Self::of(
            &REIMBURSEMENT,
            &[
                ("lang", "fr"),
                ("organisation", "Coopérative des Lilas"),
                ("country", "FR"),
                ("registration_number", "732 829 320"),
                ("address", "1 rue des Lilas"),
                ("postal_code", "69003"),
                ("city", "Lyon"),
                ("first_name", "Camille"),
                ("last_name", "Durand"),
                ("email", "camille@exemple.fr"),
                ("participants", "Camille Durand\nAlix Martin"),
                ("declaration", "yes"),
            ],
        )
    }

    /// One complete answer to each form.
    pub fn each() -> [Self; 3] {
        let each = [
            Self::registration(),
            Self::workshop(),
            Self::reimbursement(),
        ];
        assert!(
            forms::ALL
                .iter()
                .eq(each.each_ref().map(|filled| &filled.form))
        );
        each
    }

    /// These pairs.
    pub fn of(form: &'static Form, pairs: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let pairs = pairs.iter().map(owned).collect();
        Self { form, pairs }
    }

    /// With the values of `name` replaced by this one.
    pub fn with(self, name: &str, value: &str) -> Self {
        let mut filled = self.without(name);
        filled.pairs.push((name.to_owned(), value.to_owned()));
        filled
    }

    /// Without `name`.
    pub fn without(mut self, name: &str) -> Self {
        self.pairs.retain(|(given, _)| given != name);
        self
    }

    /// With a submission key.
    pub fn key(self, key: &str) -> Self {
        self.with(key::FIELD, key)
    }

    /// As the rules see it.
    pub fn answers(&self) -> Answers {
        self.pairs.iter().cloned().collect()
    }

    /// As a form's body.
    pub fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.pairs)
            .finish()
    }

    /// As JSON: a list where a name has several values.
    pub fn json(&self) -> Value {
        let mut object = json!({});
        for (name, value) in &self.pairs {
            object[name] = match &object[name] {
                Value::Null => json!(value),
                Value::Array(items) => json!([items.as_slice(), &[json!(value)]].concat()),
                first => json!([first, value]),
            };
        }
        object
    }
}

impl Server {
    /// Sends a form as a browser does without script.
    pub async fn browse(&self, filled: &Filled) -> Answer {
        self.post(filled.form, filled.encoded(), FORM, BROWSER)
            .await
    }

    /// Sends a form as the wasm does.
    pub async fn send(&self, filled: &Filled) -> Answer {
        self.post(filled.form, filled.encoded(), FORM, "application/json")
            .await
    }

    /// Sends JSON, as other programs do.
    pub async fn send_json(&self, form: &Form, body: &Value) -> Answer {
        self.post(form, body.to_string(), "application/json", "*/*")
            .await
    }

    /// Sends any body.
    pub async fn post(
        &self,
        form: &Form,
        body: impl Into<reqwest::Body>,
        kind: &str,
        accept: &str,
    ) -> Answer {
        let request = self
            .request(Method::POST, form.action)
            .header(CONTENT_TYPE, kind)
            .header(ACCEPT, accept)
            .body(body);
        Answer::of(request).await
    }
}
