//! A page as a browser reads it.

use scraper::{ElementRef, Html, Selector};

/// A parsed page.
pub struct Page(Html);

impl Page {
    /// Parses `html`.
    pub fn new(html: &str) -> Self {
        Self(Html::parse_document(html))
    }

    fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.0.select(&Selector::parse(selector).unwrap()).collect()
    }

    /// The text of each element, white space at its ends taken off.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector)
            .iter()
            .map(|element| element.text().collect::<String>().trim().to_owned())
            .collect()
    }

    /// The text of the only element.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let mut texts = self.texts(selector);
        assert_eq!(texts.len(), 1, "{selector}: {texts:?}");
        texts.remove(0)
    }

    /// An attribute of each element that has it.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.all(selector)
            .iter()
            .filter_map(|element| element.attr(name).map(str::to_owned))
            .collect()
    }

    /// Whether there is such an element.
    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// The language that the document is in.
    pub fn lang(&self) -> String {
        self.attributes("html", "lang").remove(0)
    }

    /// What stands in the field `name`: its text, or the values that are chosen.
    pub fn values(&self, name: &str) -> Vec<String> {
        let input = format!("form input[name='{name}']");
        let chosen = [
            format!("{input}:not([type=radio], [type=checkbox])"),
            format!("{input}[checked]"),
            format!("form select[name='{name}'] option[selected]"),
        ];
        let mut values: Vec<String> = chosen
            .iter()
            .flat_map(|selector| self.attributes(selector, "value"))
            .collect();
        for area in self.all(&format!("form textarea[name='{name}']")) {
            values.push(area.text().collect());
        }
        values.retain(|value| !value.is_empty());
        values
    }

    /// The field and the message of each error that is shown next to its field.
    pub fn errors(&self) -> Vec<(String, String)> {
        self.attributes("form .field", "data-field")
            .into_iter()
            .flat_map(|name| {
                let selector = format!(".field[data-field='{name}'] .error:not([hidden])");
                let messages = self.texts(&selector);
                messages
                    .into_iter()
                    .map(move |message| (name.clone(), message))
            })
            .collect()
    }
}
