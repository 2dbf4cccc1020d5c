//! What the build made besides pages: scripts, wasm, style.

use std::path::Path;

use jiff::civil::Date;
use nec_ess_content::Site;
use nec_ess_domain::eligibility::Terms;
use serde::{Deserialize, Serialize};

/// A file under its final name, with the hash that browsers check it against.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Asset {
    /// Its path on the site.
    pub path: String,
    /// Subresource integrity: "sha384-…".
    pub integrity: String,
}

/// A part of the app: its wasm and the JavaScript half of it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Part {
    /// The wasm.
    pub wasm: Asset,
    /// Its JavaScript half.
    pub glue: Asset,
}

/// What pages refer to.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Assets {
    /// The start script, the only one that pages name.
    pub start: Asset,
    /// The part of the app that brings forms to life. The start script names it too.
    pub forms: Part,
    /// The same with the reimbursement check, for pages that have one: those alone name it.
    #[serde(default)]
    pub check: Part,
    /// The part of the app that the page for editors of other sites needs; that page alone names it.
    #[serde(default)]
    pub builder: Part,
    /// The style sheet, which is inlined in each page.
    pub css: String,
    /// The files that the check reads.
    #[serde(default)]
    pub places: PlacePaths,
    /// The document that pages are poured into, `index.html`.
    pub template: String,
    /// What components for other sites refer to; the endpoint, which renders none, goes without.
    #[serde(skip)]
    pub embed: EmbedAssets,
}

/// What components for other sites refer to.
#[derive(Clone, Debug, Default)]
pub struct EmbedAssets {
    /// The style of a component with a form.
    pub form_css: String,
    /// The style of the questions.
    pub faq_css: String,
    /// The style of the programme.
    pub programme_css: String,
    /// The script of a component that stands in a frame.
    pub frame: Asset,
    /// The script that warns of what is given to a form and of no use.
    pub advice: Asset,
    /// What `embed.js` needs in few pages.
    pub more: Asset,
}

/// What the check goes by, and where it finds its data.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct PlacePaths {
    /// The communes of the départements that need data.
    pub near: String,
    /// All of France, to recognise a name.
    pub france: String,
    /// What seats are judged by; without them all is to be confirmed.
    #[serde(default)]
    pub terms: Terms,
}

/// What the build writes (`assets.json`): the style is in a file.
#[derive(Deserialize)]
struct Manifest {
    css_file: String,
    start: Asset,
    forms: Part,
    check: Part,
    builder: Part,
    embed: EmbedManifest,
}

#[derive(Deserialize)]
struct EmbedManifest {
    form_css_file: String,
    faq_css_file: String,
    programme_css_file: String,
    frame: Asset,
    advice: Asset,
    more: Asset,
}

impl Part {
    /// A script for the `<head>` that asks for this part while the page still arrives: a round trip on a slow phone network
    /// takes longer than the bytes. It runs only once the page was seen. Not a `<link rel=preload>`, which also those
    /// would pay for whose browser runs no script.
    pub(crate) fn ahead(&self) -> String {
        let Self { wasm, glue } = self;
        format!(
            "if(self.fetch&&'noModule'in HTMLScriptElement.prototype){{\
             (self.formsAhead=fetch('{}',{{integrity:'{}'}})).catch(function(){{}});\
             var l=document.createElement('link');l.rel='modulepreload';l.integrity='{}';l.crossOrigin='';l.href='{}';\
             document.head.appendChild(l)}}",
            wasm.path, wasm.integrity, glue.integrity, glue.path
        )
    }
}

impl Assets {
    /// The same for pages that are only read.
    #[must_use]
    pub(crate) fn without_scripts(self) -> Self {
        Self {
            start: Asset::default(),
            forms: Part::default(),
            check: Part::default(),
            builder: Part::default(),
            ..self
        }
    }

    /// Whether pages run anything.
    pub(crate) fn has_scripts(&self) -> bool {
        !self.start.path.is_empty()
    }

    /// The part of the app that a page with a form needs.
    pub(crate) fn for_form(&self, has_check: bool) -> &Part {
        if has_check { &self.check } else { &self.forms }
    }

    /// Reads the build's manifest, the style sheet that it names, and the template.
    ///
    /// # Errors
    /// What could not be read, with its path.
    pub fn read(manifest: &Path, template: &Path) -> Result<Self, String> {
        let read = |path: &Path| {
            std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let parsed: Manifest = serde_json::from_str(&read(manifest)?)
            .map_err(|error| format!("{}: {error}", manifest.display()))?;
        let style = |path: &str| read(Path::new(path)).map(|css| css.trim().to_owned());
        let embed = parsed.embed;
        Ok(Self {
            css: style(&parsed.css_file)?,
            embed: EmbedAssets {
                form_css: style(&embed.form_css_file)?,
                faq_css: style(&embed.faq_css_file)?,
                programme_css: style(&embed.programme_css_file)?,
                frame: embed.frame,
                advice: embed.advice,
                more: embed.more,
            },
            start: parsed.start,
            forms: parsed.forms,
            check: parsed.check,
            builder: parsed.builder,
            places: PlacePaths::default(),
            template: read(template)?,
        })
    }
}

/// The file `site.json` beside the pages: all that the endpoint needs to render the same pages.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct SiteFile {
    /// The checked content.
    pub site: Site,
    /// What pages refer to.
    pub assets: Assets,
    /// The day that the pages show, where that is not the day that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
}
