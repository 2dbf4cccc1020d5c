//! The ways to write a component into another page.

use nec_ess_domain::colour::Colour;
use nec_ess_domain::html::escape;
use nec_ess_domain::named;
use nec_ess_domain::text::Offer;

use super::ids::BUTTON;

/// A way to write a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// A tag of its own.
    Element,
    /// A `div`, which every editor lets pass.
    Div,
    /// A frame; the script only fits its height.
    Frame,
}

named!(Spelling {
    Element = "element",
    Div = "div",
    Frame = "frame",
});

/// The colours of a component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Theme {
    /// Dark on light, also on a device that is set to dark.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// As the device is set.
    Auto,
}

named!(Theme {
    Light = "light",
    Dark = "dark",
    Auto = "auto",
});

/// An answer that an editor gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    /// The question.
    pub(super) name: String,
    pub(super) value: String,
    /// Whether the question is not shown.
    pub(super) is_hidden: bool,
}

/// A component as an editor chose it. What is "" was not chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) offer: Offer,
    pub(super) theme: Theme,
    /// The colour of the main button, where it is not ours.
    pub(super) accent: Option<Colour>,
    /// How round corners are, px.
    pub(super) radius: String,
    /// The typeface.
    pub(super) font: String,
    /// The text of the link that opens it over the page, where one does.
    pub(super) button: Option<String>,
    pub(super) given: Vec<Given>,
    /// Where people come from.
    pub(super) source: String,
    /// The page of thanks.
    pub(super) thanks: String,
}

impl Choice {
    /// The text to copy.
    pub(super) fn write(&self, spelling: Spelling, origin: &str) -> String {
        let Offer {
            kind,
            height,
            title,
            link,
            ..
        } = &self.offer;
        let script = format!("<script async src=\"{origin}/embed.js\"></script>");
        let words = self.button.as_ref().unwrap_or(title);
        let link = format!("<a href=\"{origin}{link}\">{}</a>", escape(words));
        let is_button = self.button.is_some();
        let tag = if is_button { BUTTON } else { kind };
        match spelling {
            Spelling::Element => {
                let given = self.attributes("");
                let style = self.style(&format!("display:block;min-height:{height}px"));
                format!("{script}\n<soga-{tag}{given}{style}>{link}</soga-{tag}>")
            }
            Spelling::Div => {
                let given = self.attributes("data-");
                let style = self.style(&format!("min-height:{height}px"));
                format!("{script}\n<div data-soga=\"{tag}\"{given}{style}>{link}</div>")
            }
            Spelling::Frame => {
                let address = escape(&self.address());
                let window = self.window();
                let name = if window.is_empty() {
                    window
                } else {
                    format!(" name=\"{}\"", escape(&window))
                };
                format!(
                    "<iframe src=\"{origin}{address}\"{name} title=\"{title}\" loading=\"lazy\" \
                     width=\"100%\" height=\"{height}\" frameborder=\"0\" \
                     style=\"display:block;width:100%;height:{height}px;border:0\"></iframe>\n{script}",
                    title = escape(title)
                )
            }
        }
    }

    /// The address of its page on our site, with the looks that were chosen.
    pub(super) fn address(&self) -> String {
        let looks = self.looks();
        let mut asked = vec![("theme", self.theme())];
        asked.extend(looks.iter().map(|(name, look)| (*name, look.as_str())));
        let query = query(&asked);
        let mark = if query.is_empty() { "" } else { "?" };
        [&self.offer.path, mark, &query].concat()
    }

    /// The name of a frame's window, where something is given: answers stand in no address, as many programs write those
    /// down. `scripts/frame.js` reads it.
    pub(super) fn window(&self) -> String {
        let hidden = self.hidden();
        let given = self.given.iter();
        let given = given.map(|given| (given.name.as_str(), given.value.as_str()));
        let mut asked: Vec<(&str, &str)> = given.collect();
        asked.extend([("hide", hidden.as_str()), ("source", &self.source)]);
        let query = query(&asked);
        let mark = if query.is_empty() { "" } else { "soga?" };
        [mark, &query].concat()
    }

    /// Each after a space.
    fn attributes(&self, prefix: &str) -> String {
        let offer = &self.offer;
        let mut written = String::new();
        let mut write = |name: &str, value: &str| {
            if !value.is_empty() {
                for part in [" ", prefix, name, "=\"", &escape(value), "\""] {
                    written.push_str(part);
                }
            }
        };
        if self.button.is_some() {
            write("component", &offer.kind);
        }
        write("lang", &offer.lang);
        write("page", offer.page.as_deref().unwrap_or_default());
        write("theme", self.theme());
        for Given { name, value, .. } in &self.given {
            write(&format!("prefill-{name}"), value);
        }
        write("hide", &self.hidden());
        write("source", &self.source);
        write("thanks", &self.thanks);
        if self.button.is_none() {
            // A policy may refuse the attribute `style`, and not this.
            write("height", &offer.height.to_string());
        }
        written
    }

    /// The attribute with the looks; a component in the page also has a place of its own there.
    fn style(&self, place: &str) -> String {
        let place = if self.button.is_some() { "" } else { place };
        let mut style = place.to_owned();
        for (name, value) in self.looks() {
            if !value.is_empty() {
                for part in [
                    if style.is_empty() {
                        "--soga-"
                    } else {
                        ";--soga-"
                    },
                    name,
                    ":",
                    &value,
                ] {
                    style.push_str(part);
                }
            }
        }
        if style.is_empty() {
            style
        } else {
            format!(" style=\"{style}\"")
        }
    }

    /// What `--soga-` and the address of a frame call by one name.
    fn looks(&self) -> [(&'static str, String); 4] {
        let colour =
            |colour: Option<Colour>| colour.map_or_else(String::new, |one| one.to_string());
        let pixels = if self.radius.is_empty() { "" } else { "px" };
        [
            ("accent", colour(self.accent)),
            ("on-accent", colour(self.text())),
            ("radius", format!("{}{pixels}", self.radius)),
            ("font", self.font.clone()),
        ]
    }

    /// The questions that are not shown, with commas.
    fn hidden(&self) -> String {
        let hidden = self.given.iter().filter(|given| given.is_hidden);
        let names: Vec<&str> = hidden.map(|given| given.name.as_str()).collect();
        names.join(",")
    }

    /// The theme, where it is not the usual one; else "".
    fn theme(&self) -> &'static str {
        use nec_ess_domain::Named;
        if self.theme == Theme::default() {
            ""
        } else {
            self.theme.name()
        }
    }

    /// The colour of the button's text, where ours cannot be read.
    fn text(&self) -> Option<Colour> {
        let text = self.accent?.text();
        (text != Colour::ACCENT.text()).then_some(text)
    }
}

/// What has a value, as it stands in the query of an address.
fn query(values: &[(&str, &str)]) -> String {
    let mut query = String::new();
    for (name, value) in values {
        if value.is_empty() {
            continue;
        }
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(name);
        query.push('=');
        encode(value, &mut query);
    }
    query
}

/// Appends `value` as it stands in the query of an address.
fn encode(value: &str, address: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for half in [byte >> 4, byte & 15] {
                address.push(char::from(DIGITS[usize::from(half)]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://site.example";

    fn questions() -> Choice {
        Choice {
            offer: Offer {
                path: "/en/embed/faq/studies/".into(),
                title: "\"Studies\" & more".into(),
                kind: "faq".into(),
                lang: "en".into(),
                page: Some("studies".into()),
                link: "/en/studies/".into(),
                height: 600,
            },
            ..Choice::default()
        }
    }

    /// In the usual colours nothing is written that changes nothing.
    #[test]
    fn usual_colours() {
        let choice = questions();
        assert_eq!(
            choice.write(Spelling::Element, ORIGIN),
            "<script async src=\"https://site.example/embed.js\"></script>\n\
             <soga-faq lang=\"en\" page=\"studies\" height=\"600\" style=\"display:block;min-height:600px\">\
             <a href=\"https://site.example/en/studies/\">&quot;Studies&quot; &amp; more</a></soga-faq>"
        );
        assert_eq!(choice.address(), "/en/embed/faq/studies/");
    }

    /// Other colours are written in all three ways, with a text that can be read on them.
    #[test]
    fn other_colours() {
        let choice = Choice {
            theme: Theme::Dark,
            accent: Colour::read("#123456"),
            ..questions()
        };
        assert_eq!(
            choice.write(Spelling::Div, ORIGIN),
            "<script async src=\"https://site.example/embed.js\"></script>\n\
             <div data-soga=\"faq\" data-lang=\"en\" data-page=\"studies\" data-theme=\"dark\" data-height=\"600\" \
             style=\"min-height:600px;--soga-accent:#123456;--soga-on-accent:#ffffff\">\
             <a href=\"https://site.example/en/studies/\">&quot;Studies&quot; &amp; more</a></div>"
        );
        assert_eq!(
            choice.write(Spelling::Frame, ORIGIN),
            "<iframe src=\"https://site.example/en/embed/faq/studies/?theme=dark&amp;accent=%23123456&amp;on-accent=%23ffffff\" \
             title=\"&quot;Studies&quot; &amp; more\" loading=\"lazy\" width=\"100%\" height=\"600\" frameborder=\"0\" style=\"display:block;width:100%;height:600px;border:0\"></iframe>\n\
             <script async src=\"https://site.example/embed.js\"></script>"
        );
    }

    fn filled_in() -> Choice {
        let given = |name: &str, value: &str, is_hidden| Given {
            name: name.into(),
            value: value.into(),
            is_hidden,
        };
        Choice {
            offer: Offer {
                path: "/en/embed/registration/".into(),
                title: "Register".into(),
                kind: "registration".into(),
                lang: "en".into(),
                page: None,
                link: "/en/registration/".into(),
                height: 2100,
            },
            given: vec![
                given("organisation", "\"Us\" & côté", true),
                given("country", "FR", true),
                given("profile", "sse", false),
            ],
            source: "letter-11".into(),
            thanks: "/thanks/".into(),
            ..Choice::default()
        }
    }

    /// Answers and where people come from are escaped where they stand, and stand in no address; a frame has no page of
    /// thanks.
    #[test]
    fn answers_given() {
        let element = filled_in().write(Spelling::Element, ORIGIN);
        assert!(
            element.contains(
                "<soga-registration lang=\"en\" prefill-organisation=\"&quot;Us&quot; &amp; côté\" prefill-country=\"FR\" \
                 prefill-profile=\"sse\" hide=\"organisation,country\" source=\"letter-11\" thanks=\"/thanks/\" height=\"2100\" style="
            ),
            "{element}"
        );
        let frame = filled_in().write(Spelling::Frame, ORIGIN);
        assert!(
            frame.contains(
                "/en/embed/registration/\" name=\"soga?organisation=%22Us%22%20%26%20c%C3%B4t%C3%A9&amp;country=FR&amp;profile=sse\
                 &amp;hide=organisation%2Ccountry&amp;source=letter-11\" title="
            ),
            "{frame}"
        );
    }

    /// A button reserves no place, and says what the editor wrote.
    #[test]
    fn buttons() {
        let plain = Choice {
            given: Vec::new(),
            source: String::new(),
            thanks: String::new(),
            button: Some("Come <along>".into()),
            ..filled_in()
        };
        assert!(plain.write(Spelling::Element, ORIGIN).ends_with(
            "<soga-button component=\"registration\" lang=\"en\">\
             <a href=\"https://site.example/en/registration/\">Come &lt;along&gt;</a></soga-button>"
        ));
        let round = Choice {
            radius: "12".into(),
            font: "Open Sans, serif".into(),
            ..plain
        };
        assert!(round.write(Spelling::Div, ORIGIN).contains(
            "<div data-soga=\"button\" data-component=\"registration\" data-lang=\"en\" \
             style=\"--soga-radius:12px;--soga-font:Open Sans, serif\">"
        ));
        assert!(
            round
                .address()
                .ends_with("?radius=12px&font=Open%20Sans%2C%20serif")
        );
    }
}
