//! Pictures in Markdown.

use crate::Fixture;

/// The beginning of a PNG file of this size, as browsers and the build read it.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    file.extend(width.to_be_bytes());
    file.extend(height.to_be_bytes());
    file.extend(b"\x08\x02\0\0\0\0\0\0\0");
    file
}

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut file =
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08".to_vec();
    file.extend(height.to_be_bytes());
    file.extend(width.to_be_bytes());
    file.extend(b"\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xd9");
    file
}

fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    for length in [width - 1, height - 1] {
        file.extend(&length.to_le_bytes()[..3]);
    }
    file
}

fn avif(width: u32, height: u32) -> Vec<u8> {
    let boxed = |name: &[u8; 4], inside: &[u8]| {
        let length = u32::try_from(inside.len()).unwrap() + 8;
        [&length.to_be_bytes(), name, inside].concat()
    };
    let size = [[0; 4], width.to_be_bytes(), height.to_be_bytes()].concat();
    let properties = boxed(b"iprp", &boxed(b"ipco", &boxed(b"ispe", &size)));
    let about = boxed(b"meta", &[&[0; 4], properties.as_slice()].concat());
    [boxed(b"ftyp", b"avif\0\0\0\0avif"), about].concat()
}

fn with(text: &str) -> Fixture {
    Fixture::minimal().append("fr/404.md", text)
}

/// A picture of `public/` has its size, so that nothing jumps when it comes, and comes when it is needed.
#[test]
fn shown() {
    for (name, file) in [
        ("a.png", png(1200, 800)),
        ("a.jpg", jpeg(1200, 800)),
        ("a.jpeg", jpeg(1200, 800)),
        ("a.webp", webp(1200, 800)),
        ("a.avif", avif(1200, 800)),
    ] {
        let html = with(&format!(
            "![Un « forum » *vu* d’en haut](/photos/2025/{name})"
        ))
        .public(&format!("photos/2025/{name}"), file)
        .html("not-found");
        assert_eq!(
            html.lines().last().unwrap(),
            format!(
                "<p><img src=\"/photos/2025/{name}\" alt=\"Un «\u{202f}forum\u{202f}» vu d’en haut\" width=\"1200\" height=\"800\" loading=\"lazy\" decoding=\"async\"></p>"
            )
        );
    }
}

/// Words are escaped, and a title is kept.
#[test]
fn words_of_a_picture() {
    let html = with("[![a < \"b\"](/a.png 'c \"d\"')](page:faq)")
        .public("a.png", png(1, 2))
        .html("not-found");
    assert!(
        html.contains("<a href=\"/fr/faq/\"><img src=\"/a.png\" alt=\"a &lt; &quot;b&quot;\" title=\"c &quot;d&quot;\" width=\"1\" height=\"2\""),
        "{html}"
    );
}

/// What cannot be shown to everyone is refused, with the reason.
#[test]
fn refused() {
    for (written, mistake) in [
        (
            "![](/a.png)",
            "the picture `/a.png` has no words for those who do not see it: expected them between the brackets, such as ![Trois personnes autour d’une table](/a.png)",
        ),
        (
            "![ ](/a.png)",
            "the picture `/a.png` has no words for those who do not see it: expected them between the brackets, such as ![Trois personnes autour d’une table](/a.png)",
        ),
        (
            "![Un forum](/b.png)",
            "there is no picture `/b.png`: expected the file public/b.png",
        ),
        (
            "![Un forum](/heavy.png)",
            "the picture `/heavy.png` weighs 151 KB: expected 150 KB at most, such as a WebP file 1,200 pixels wide",
        ),
        (
            "![Un forum](/false.webp)",
            "the file public/false.webp is no picture of the kind that its name says: expected a file that was saved as jpg, jpeg, png, webp or avif",
        ),
        (
            "![Un forum](/text.png)",
            "the file public/text.png is no picture of the kind that its name says: expected a file that was saved as jpg, jpeg, png, webp or avif",
        ),
        (
            "![Un forum](https://example.org/a.png)",
            "the picture `https://example.org/a.png` is on another site, which would learn who reads this page: expected a file of public/, such as /photos/forum.webp",
        ),
        (
            "![Un forum](//example.org/a.png)",
            "the picture `//example.org/a.png` is on another site, which would learn who reads this page: expected a file of public/, such as /photos/forum.webp",
        ),
        (
            "![Un forum](data:image/png;base64,AA)",
            "the picture `data:image/png;base64,AA` is on another site, which would learn who reads this page: expected a file of public/, such as /photos/forum.webp",
        ),
    ] {
        with(written)
            .public("a.png", png(1, 1))
            .public("heavy.png", [png(1, 1), vec![0; 150_000]].concat())
            .public("false.webp", png(1, 1))
            .public("text.png", "Texte.")
            .refused(&[&format!("content/fr/404.md:9: {mistake}")]);
    }
}

/// An address that is none, or that would have to be written otherwise in it.
#[test]
fn addresses() {
    for written in [
        "a.png",
        "/A.png",
        "</été.png>",
        "</a b.png>",
        "/../a.png",
        "/a.svg",
        "/a.gif",
        "/a",
        "/fr/",
    ] {
        let shown = written.trim_matches(['<', '>']);
        let errors = with(&format!("![Un forum]({written})")).errors();
        let start = format!(
            "content/fr/404.md:9: `{shown}` is no address of a picture: expected `/`, then the path in public/"
        );
        assert!(
            errors.len() == 1 && errors[0].starts_with(&start),
            "{written}: {errors:#?}"
        );
    }
}

/// Where other sites show the text too, and where no picture can be, the reason is told.
#[test]
fn elsewhere() {
    let picture = "![Un forum](/a.png)";
    Fixture::minimal()
        .public("a.png", png(1, 1))
        .append("fr/faq/studies/support.md", picture)
        .refused(&["content/fr/faq/studies/support.md:9: a picture cannot stand here, since other sites show the questions too, and have no such file: expected words"]);
    Fixture::minimal()
        .public("a.png", png(1, 1))
        .replace("fr/etudes.md", "Ce que disent les études.", picture)
        .refused(&["content/fr/etudes.md:6: a picture cannot stand here, since a lead is one sentence or two: expected words"]);
}
