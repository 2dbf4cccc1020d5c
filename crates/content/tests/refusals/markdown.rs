//! What Markdown may contain, and what becomes of it.

use crate::Fixture;

fn with(text: &str) -> Fixture {
    Fixture::minimal().append("fr/404.md", text)
}

/// A heading two levels below the one before it.
#[test]
fn skipped_level() {
    with("## Deux\n\n#### Quatre").refused(&["content/fr/404.md:11: a heading skips a level: expected at most `###` here, and `##` at least (the title is the level 1)"]);
}

/// A first heading that is not right below the title.
#[test]
fn first_heading_too_low() {
    with("### Trois").refused(&["content/fr/404.md:9: a heading skips a level: expected at most `##` here, and `##` at least (the title is the level 1)"]);
}

/// The page's title is its only heading of the first level, and stands in its keys.
#[test]
fn second_title() {
    let mistake = "a heading of level 1: the title comes from the key `title` of the front matter, expected `##` or a lower level";
    with("# Un").refused(&[&format!("content/fr/404.md:9: {mistake}")]);
    with("## Deux\n\n# Un\n\n### Trois").refused(&[&format!("content/fr/404.md:11: {mistake}")]);
}

/// A block between two headings does not start the levels anew.
#[test]
fn levels_go_on_after_a_block() {
    with("## Deux\n\n{{days}}\n\n### Trois").accepted();
    with("## Deux\n\n{{days}}\n\n#### Quatre").refused(&["content/fr/404.md:13: a heading skips a level: expected at most `###` here, and `##` at least (the title is the level 1)"]);
}

/// Two headings of a page never share an address, wherever blocks stand.
#[test]
fn headings_have_addresses_of_their_own() {
    let html = with("## Où\n\n{{days}}\n\n## Où\n\n## Où ?").html("not-found");
    let ids: Vec<&str> = html
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(ids, ["ou", "ou-2", "ou-3"]);
}

/// Nor does a heading share its address with a question that stands on the same page.
#[test]
fn questions_have_addresses_of_their_own() {
    let html = Fixture::minimal()
        .replace("fr/etudes.md", "## Le détail", "## Soutenir")
        .replace(
            "fr/etudes.md",
            "## Un constat",
            "[a](#soutenir) [b](#soutenir-2)",
        )
        .html("studies");
    assert!(html.contains("<h2 id=\"soutenir-2\">"), "{html}");
}

/// A table that is wider than the page scrolls in itself: by keys too, and under a name.
#[test]
fn tables() {
    let html =
        with("| Où | Quand | |\n|---|---|---|\n| À `Paris` | le 26 | oui |\n").html("not-found");
    assert!(
        html.contains("\n<div class=\"table\" role=\"region\" aria-label=\"Où, Quand\" tabindex=\"0\"><table><thead>"),
        "{html}"
    );
    assert!(html.ends_with("</table>\n</div>\n"), "{html}");
    with("Texte.\n\n| | |\n|---|---|\n| a | b |\n").refused(&["content/fr/404.md:11: a table without words above its columns: expected some in its first line, such as | Où | Quand |"]);
}

/// HTML that is not on the short list is shown as it was typed: nothing can run.
#[test]
fn foreign_html_is_escaped() {
    let html = with("a <b onclick=\"x\">b</b> <img src=x onerror=y>\n\n<script>alert(1)</script>\n\n<div>\n*non*\n</div>").html("not-found");
    for raw in ["<b", "<img", "<script", "<div", "<em"] {
        assert!(!html.contains(raw), "{raw} in {html}");
    }
    for shown in [
        "&lt;b onclick=\"x\"&gt;b&lt;/b&gt;",
        "&lt;img src=x onerror=y&gt;",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&lt;div&gt;",
    ] {
        assert!(html.contains(shown), "{shown} in {html}");
    }
}

/// The few tags that Markdown has no sign for pass as they are.
#[test]
fn listed_html_passes() {
    for tag in [
        "<abbr title=\"Économie sociale et solidaire\">ESS</abbr>",
        "<span lang=\"en\">civic tech</span>",
        "CO<sub>2</sub>",
        "1<sup>er</sup>",
        "<kbd>Tab</kbd>",
        "<cite>Une œuvre</cite>",
        "a<br>b",
    ] {
        let html = with(&format!("Texte {tag}.")).html("not-found");
        assert!(html.contains(tag), "{tag} in {html}");
    }
}

/// A closing tag or an attribute that is not the listed one makes a tag foreign.
#[test]
fn listed_tags_have_one_attribute() {
    let html =
        with("<span lang=\"en\" style=\"x\">a</span> <sup class=\"y\">b</sup>").html("not-found");
    assert!(
        html.contains("&lt;span lang=\"en\" style=\"x\"&gt;a"),
        "{html}"
    );
    assert!(html.contains("&lt;sup class=\"y\"&gt;b"), "{html}");
}

/// French punctuation keeps to its word.
#[test]
fn no_break_spaces() {
    let html = with("« Oui » : **94 %** ! `a ? b : c`").html("not-found");
    assert!(
        html.contains("«\u{202f}Oui\u{202f}»\u{a0}: <strong>94\u{a0}%</strong>\u{202f}! <code>a ? b : c</code>"),
        "{html}"
    );
}

/// Code is copied and pasted: no invisible space may get into it.
#[test]
fn no_break_spaces_in_code() {
    let html = with("```\na ? b : c ; // « 94 % »\n```").html("not-found");
    assert!(
        html.contains("<pre><code>a ? b : c ; // « 94 % »\n"),
        "{html:?}"
    );
    let html = with("    a ? b\n\nLe code `a ? b` ?").html("not-found");
    assert!(html.contains("<pre><code>a ? b\n"), "{html:?}");
    assert!(html.contains("<code>a ? b</code>\u{202f}?"), "{html:?}");
}
