//! The ways to write a component into another page.

use nec_ess_domain::colour::Colour;
use nec_ess_domain::html::escape;
use nec_ess_domain::named;
use nec_ess_domain::text::Offer;

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

/// A component in the colours that an editor chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) offer: Offer,
    pub(super) theme: Theme,
    /// The colour of the main button, where it is not ours.
    pub(super) accent: Option<Colour>,
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
        let link = format!("<a href=\"{origin}{link}\">{}</a>", escape(title));
        let accent = self.style();
        match spelling {
            Spelling::Element => {
                let given = self.attributes("");
                format!(
                    "{script}\n<soga-{kind}{given} style=\"display:block;min-height:{height}px{accent}\">{link}</soga-{kind}>"
                )
            }
            Spelling::Div => {
                let given = self.attributes("data-");
                format!(
                    "{script}\n<div data-soga=\"{kind}\"{given} style=\"min-height:{height}px{accent}\">{link}</div>"
                )
            }
            Spelling::Frame => {
                let address = escape(&self.address());
                format!(
                    "<iframe src=\"{origin}{address}\" title=\"{title}\" loading=\"lazy\" \
                     style=\"display:block;width:100%;height:{height}px;border:0\"></iframe>\n{script}",
                    title = escape(title)
                )
            }
        }
    }

    /// The address of its page on our site, in these colours.
    pub(super) fn address(&self) -> String {
        let theme = self.theme().map(|theme| format!("theme={theme}"));
        let accent = self.accent.map(|accent| parameter("accent", accent));
        let text = self.text().map(|text| parameter("on-accent", text));
        let asked: Vec<String> = [theme, accent, text].into_iter().flatten().collect();
        let mark = if asked.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", self.offer.path, asked.join("&"))
    }

    /// Each after a space.
    fn attributes(&self, prefix: &str) -> String {
        let offer = &self.offer;
        let attributes = [
            ("lang", Some(offer.lang.as_str())),
            ("page", offer.page.as_deref()),
            ("theme", self.theme()),
        ];
        let given = attributes.into_iter().filter_map(|(name, value)| {
            value.map(|value| format!(" {prefix}{name}=\"{}\"", escape(value)))
        });
        given.collect()
    }

    /// Each after a semicolon.
    fn style(&self) -> String {
        let accent = self.accent.map(|accent| format!(";--soga-accent:{accent}"));
        let text = self.text().map(|text| format!(";--soga-on-accent:{text}"));
        [accent, text].into_iter().flatten().collect()
    }

    /// The theme, where it is not the usual one.
    fn theme(&self) -> Option<&'static str> {
        use nec_ess_domain::Named;
        (self.theme != Theme::default()).then(|| self.theme.name())
    }

    /// The colour of the button's text, where ours cannot be read.
    fn text(&self) -> Option<Colour> {
        let text = self.accent?.text();
        (text != Colour::ACCENT.text()).then_some(text)
    }
}

/// A colour in the query of an address, where its "#" would begin the fragment.
fn parameter(name: &str, colour: Colour) -> String {
    format!("{name}={}", colour.to_string().replace('#', "%23"))
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
             <soga-faq lang=\"en\" page=\"studies\" style=\"display:block;min-height:600px\">\
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
             <div data-soga=\"faq\" data-lang=\"en\" data-page=\"studies\" data-theme=\"dark\" \
             style=\"min-height:600px;--soga-accent:#123456;--soga-on-accent:#ffffff\">\
             <a href=\"https://site.example/en/studies/\">&quot;Studies&quot; &amp; more</a></div>"
        );
        assert_eq!(
            choice.write(Spelling::Frame, ORIGIN),
            "<iframe src=\"https://site.example/en/embed/faq/studies/?theme=dark&amp;accent=%23123456&amp;on-accent=%23ffffff\" \
             title=\"&quot;Studies&quot; &amp; more\" loading=\"lazy\" style=\"display:block;width:100%;height:600px;border:0\"></iframe>\n\
             <script async src=\"https://site.example/embed.js\"></script>"
        );
    }
}
