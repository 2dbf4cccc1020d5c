//! What the endpoint answered.

use reqwest::header::{ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderMap, SET_COOKIE};
use reqwest::{RequestBuilder, StatusCode};
use serde_json::Value;

use crate::page::Page;

/// What the endpoint answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// Sends `request`. Whatever it is, the answer sets no cookie and lets no other site use one.
    pub async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let answer = Self {
            status: response.status(),
            headers: response.headers().clone(),
            body: response.bytes().await.unwrap().to_vec(),
        };
        for name in [SET_COOKIE, ACCESS_CONTROL_ALLOW_CREDENTIALS] {
            assert!(!answer.headers.contains_key(&name), "{answer:?}");
        }
        answer
    }

    /// The header `name`, or "".
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The body as a page.
    #[track_caller]
    pub fn page(&self) -> Page {
        assert!(
            self.header("content-type").starts_with("text/html"),
            "{self:?}"
        );
        Page::new(self.text())
    }

    /// The reference of a stored submission.
    #[track_caller]
    pub fn reference(&self) -> String {
        assert_eq!(self.status, StatusCode::CREATED, "{}", self.text());
        self.json()["reference"].as_str().unwrap().to_owned()
    }

    /// The field and the code of each error.
    #[track_caller]
    pub fn errors(&self) -> Vec<(String, String)> {
        assert_eq!(
            self.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            self.text()
        );
        let problem = self.json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| (text(&error["field"]), text(&error["code"])))
            .collect()
    }
}
