use super::*;

/// Addresses of what is in the archive lead into it, the others to the site around it; texts stay as they are.
#[test]
fn addresses() {
    let html = "<a href=\"/fr/\">a</a><a href=\"/fr/faq/#who\">b</a><a href=\"/fr/recu/?x=/fr/\">c</a>\
                <a href=\"//host/fr/\">d</a><a href=\"https://host/fr/\">e</a><p>=/fr/ and &quot;/fr/&quot;</p>\
                <img src=\"/a.png\" srcset=\"/a.png 1x, /b.png 2x\"><a href=\"/\">f</a>";
    let inside = ["", "fr/", "fr/faq/", "a.png", "b.png"];
    let moved = within(html, "2031", &mut |path| inside.contains(&path));
    assert_eq!(
        moved,
        "<a href=\"/2031/fr/\">a</a><a href=\"/2031/fr/faq/#who\">b</a><a href=\"/fr/recu/?x=/fr/\">c</a>\
         <a href=\"//host/fr/\">d</a><a href=\"https://host/fr/\">e</a><p>=/fr/ and &quot;/fr/&quot;</p>\
         <img src=\"/2031/a.png\" srcset=\"/2031/a.png 1x, /2031/b.png 2x\"><a href=\"/2031/\">f</a>"
    );
}
