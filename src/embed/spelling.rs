//! The ways to write a component into another page.

use nec_ess_content::Site;
use nec_ess_domain::Lang;

use super::component::Component;
use crate::document::escape;

/// A way to write a component.
#[derive(Clone, Copy)]
pub(crate) enum Spelling {
    /// A tag of its own.
    Element,
    /// A `div`, which every editor lets pass.
    Div,
    /// A frame; the script only fits its height.
    Frame,
}

impl Spelling {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Element => "element",
            Self::Div => "div",
            Self::Frame => "frame",
        }
    }

    /// The text with `{…}` for what depends on the component and on the choices of the editor:
    /// `{lang}`, `{page}` and `{theme}` are whole attributes, after a space, or nothing.
    pub(crate) fn pattern(self) -> &'static str {
        match self {
            Self::Element => {
                "<script async src=\"{origin}/embed.js\"></script>\n\
                 <soga-{kind}{lang}{page}{theme} style=\"display:block;min-height:{height}px{accent}\">\
                 <a href=\"{origin}{link}\">{title}</a></soga-{kind}>"
            }
            Self::Div => {
                "<script async src=\"{origin}/embed.js\"></script>\n\
                 <div data-soga=\"{kind}\"{data-lang}{data-page}{data-theme} style=\"min-height:{height}px{accent}\">\
                 <a href=\"{origin}{link}\">{title}</a></div>"
            }
            Self::Frame => {
                "<iframe src=\"{origin}{path}{query}\" title=\"{title}\" loading=\"lazy\" \
                 style=\"display:block;width:100%;height:{height}px;border:0\"></iframe>\n\
                 <script async src=\"{origin}/embed.js\"></script>"
            }
        }
    }

    /// The pattern filled in for a component in its own colours.
    pub(crate) fn fill(self, site: &Site, lang: Lang, component: &Component) -> String {
        let attribute = |prefix: &str, name: &str, value: Option<&str>| {
            value.map_or_else(String::new, |value| format!(" {prefix}{name}=\"{value}\""))
        };
        let height = component.height().to_string();
        let places = [
            ("{origin}", site.settings.origin.clone()),
            ("{kind}", component.kind().to_owned()),
            ("{lang}", attribute("", "lang", Some(lang.code()))),
            ("{data-lang}", attribute("data-", "lang", Some(lang.code()))),
            ("{page}", attribute("", "page", component.page())),
            ("{data-page}", attribute("data-", "page", component.page())),
            ("{theme}", String::new()),
            ("{data-theme}", String::new()),
            ("{query}", String::new()),
            ("{accent}", String::new()),
            ("{height}", height),
            ("{link}", site.url(lang, component.page_id())),
            ("{path}", component.path(lang)),
            ("{title}", escape(&component.title(site, lang))),
        ];
        let mut text = self.pattern().to_owned();
        for (place, value) in &places {
            text = text.replace(place, value);
        }
        text
    }
}
