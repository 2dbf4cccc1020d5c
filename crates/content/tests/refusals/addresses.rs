//! The addresses of site.toml.

use crate::Fixture;

fn site(old: &str, new: &str) -> Fixture {
    Fixture::minimal().replace("site.toml", old, new)
}

/// What is no scheme and host, or more than that.
const NO_ORIGINS: [&str; 12] = [
    "example.org",
    "//example.org",
    "ftp://example.org",
    "https://",
    "https://example.org/",
    "https://example.org/nec",
    "https://example.org?a=b",
    "https://example.org#a",
    "https://a@example.org",
    "https://example.org:port",
    "https://exa mple.org",
    "https://Example.org",
];

/// The site's own address is scheme and host: everything else on it begins with that.
#[test]
fn origin() {
    for found in NO_ORIGINS {
        site("\"https://nec-ess.example\"", &format!("\"{found}\"")).refused(&[&format!("content/site.toml:2: origin: expected scheme and host and nothing after them, such as \"https://example.org\", found \"{found}\"")]);
    }
    for right in [
        "http://localhost:8080",
        "https://[::1]:8080",
        "https://xn--n3h.example",
    ] {
        site("\"https://nec-ess.example\"", &format!("\"{right}\"")).accepted();
    }
}

/// The address of the endpoint is one, or empty: our own.
#[test]
fn form_endpoint() {
    for found in NO_ORIGINS {
        site("form_endpoint = \"\"", &format!("form_endpoint = \"{found}\"")).refused(&[&format!("content/site.toml:3: form_endpoint: expected scheme and host and nothing after them, such as \"https://forms.example.org\", or \"\" for the site's own host, found \"{found}\"")]);
    }
    site(
        "form_endpoint = \"\"",
        "form_endpoint = \"https://forms.example\"",
    )
    .accepted();
}

/// Browsers name other sites by scheme and host; what is written otherwise never matches. Each is told on its line.
#[test]
fn cors_origins() {
    for found in NO_ORIGINS
        .into_iter()
        .chain(["*", "null", "https://example.org:443"])
    {
        let list = format!("[\n  \"https://a.example\",\n  \"{found}\",\n]");
        site("cors_origins = []", &format!("cors_origins = {list}")).refused(&[&format!("content/site.toml:6: cors_origins: expected scheme and host and nothing after them, such as \"https://example.org\", found \"{found}\"")]);
    }
}

/// What people are led to is a whole address; it may have a path, and a slash at its end.
#[test]
fn outside_addresses() {
    for found in [
        "socialgoodaccelerator.eu",
        "www.socialgoodaccelerator.eu/",
        "http://socialgoodaccelerator.eu/",
        "https:/socialgoodaccelerator.eu/",
        "https://",
        "https:///adherer",
        "https://https://socialgoodaccelerator.eu/",
        "https://socialgoodaccelerator.eu/a b",
        "javascript:alert(1)",
    ] {
        for (key, line) in [("url", 11), ("soga", 14)] {
            let (old, new) = (
                format!("{key} = \"https://socialgoodaccelerator.eu/\""),
                format!("{key} = \"{found}\""),
            );
            let or = if key == "url" {
                ""
            } else {
                " or \"mailto:name@example.org\""
            };
            site(&old, &new).refused(&[&format!("content/site.toml:{line}: {key}: expected a whole address, such as \"https://example.org/page/\"{or}, found \"{found}\"")]);
        }
    }
    for right in ["https://example.org", "https://example.org/a/?b=c#d"] {
        site(
            "url = \"https://socialgoodaccelerator.eu/\"",
            &format!("url = \"{right}\""),
        )
        .accepted();
    }
    site(
        "soga = \"https://socialgoodaccelerator.eu/\"",
        "soga = \"mailto:bonjour@example.org\"",
    )
    .accepted();
}

/// Links that are typed in texts are held to the same.
#[test]
fn typed_addresses() {
    for found in ["https://", "https:///a", "mailto:", "mailto:moi"] {
        Fixture::minimal()
            .append("fr/404.md", &format!("[ici]({found})"))
            .refused(&[&format!("content/fr/404.md:9: cannot tell where `{found}` leads, expected `page:ID`, `link:ID`, an address that starts with `/`, a whole address such as `https://example.org/page/`, or `mailto:name@example.org`")]);
    }
}

/// A menu has each page once.
#[test]
fn page_twice_in_a_menu() {
    site("\"studies\", \"faq\"]", "\"studies\", \"programme\"]").refused(&[
        "content/site.toml:5: menu: `programme` is there already: expected each page once",
    ]);
}

/// Who runs the event has a name.
#[test]
fn nameless_organiser() {
    site("short_name = \"SOGA\"", "short_name = \"\"")
        .refused(&["content/site.toml:10: short_name: expected words, found an empty text"]);
}
