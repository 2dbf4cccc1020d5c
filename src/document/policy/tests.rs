//! The policies of all documents of our own content.

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::document::{Asset, Assets, EmbedAssets};
use crate::render::{File, files};

const START: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
const ENDPOINT: &str = "https://forms.example";

/// Every page, of a site whose forms another host takes.
fn documents() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut site = nec_ess_content::load(&root.join("content")).expect("our own content");
    site.settings.form_endpoint = ENDPOINT.into();
    let asset = |path: &str| Asset {
        path: path.into(),
        ..Asset::default()
    };
    let assets = Assets {
        start: asset("/assets/start.js"),
        css: ".site{}".into(),
        embed: EmbedAssets {
            form_css: ".form{}".into(),
            faq_css: ".faq{}".into(),
            programme_css: ".programme{}".into(),
            frame: asset("/assets/frame.js"),
            advice: asset("/assets/advice.js"),
            more: asset("/assets/embed-more.js"),
        },
        template: std::fs::read_to_string(root.join("index.html")).expect("our own template"),
        ..Assets::default()
    };
    let day = site.event.open_day();
    let mut files = files(&Arc::new(site), &assets, Some(day)).expect("files of our own content");
    files.retain(|file| file.text.starts_with("<!DOCTYPE html>"));
    let (parts, pages): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| file.path.ends_with("fragment.html"));
    // What the router fetches is no page to open, and runs nothing when somebody does.
    for part in parts {
        assert!(!part.text.contains("<script"), "{}", part.path);
    }
    pages
}

/// The policy of a document, and what stands before it.
fn policy_of(file: &File) -> (&str, &str) {
    let (before, after) = file
        .text
        .split_once(START)
        .unwrap_or_else(|| panic!("{}: none", file.path));
    let (policy, _) = after.split_once('"').expect("the attribute ends");
    (policy, before)
}

/// What stands in the elements `name` of a document.
fn inlined<'a>(document: &'a str, name: &str) -> Vec<&'a str> {
    let starts = document
        .split(&format!("<{name}"))
        .skip(1)
        .collect::<Vec<_>>();
    let content = starts.into_iter().filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (content, _) = rest.split_once(&format!("</{name}>"))?;
        (!attributes.contains("src=")).then_some(content)
    });
    content.collect()
}

/// Each has one, before anything that it speaks of, also where a host sends no header: pages, components in frames, the page
/// of what is missing. It names the page's own style and scripts, and leaves to the header what only that can say.
#[test]
fn every_document_has_one() {
    let documents = documents();
    let frames = documents
        .iter()
        .filter(|file| file.path.split('/').nth(1) == Some("embed"));
    assert!(frames.count() > 10, "components are missing");
    for file in &documents {
        let (policy, before) = policy_of(file);
        for loads in ["<script", "<style", "<link", "<img"] {
            assert!(!before.contains(loads), "{}: {loads}", file.path);
        }
        for name in ["script", "style"] {
            for content in inlined(&file.text, name) {
                assert!(policy.contains(&hash(content)), "{}: {content}", file.path);
            }
        }
        for rule in [
            "default-src 'self'; ",
            "base-uri 'none'",
            "object-src 'none'",
        ] {
            assert!(policy.contains(rule), "{}: {policy}", file.path);
        }
        for word in ["unsafe", "frame-ancestors"] {
            assert!(
                !policy.replace("'wasm-unsafe-eval'", "").contains(word),
                "{}: {policy}",
                file.path
            );
        }
    }
}

/// What is only read in another site runs no program, sends no form and asks no other host; a form does.
#[test]
fn components_get_what_they_need() {
    for file in documents() {
        let path: Vec<_> = file.path.split('/').collect();
        let &[_, "embed", component, ..] = path.as_slice() else {
            continue;
        };
        // The page for editors.
        if component == "index.html" {
            continue;
        }
        let is_read = ["faq", "programme"].contains(&component);
        let (policy, _) = policy_of(&file);
        assert_eq!(
            policy.contains("wasm-unsafe-eval"),
            !is_read,
            "{}",
            file.path
        );
        assert_eq!(
            policy.contains("form-action 'none'"),
            is_read,
            "{}",
            file.path
        );
        assert_eq!(policy.contains(ENDPOINT), !is_read, "{}", file.path);
    }
}
