//! The pictures of the real content.

use super::*;

fn site() -> Site {
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
    nec_ess_content::load(content.as_ref()).expect("our own content")
}

/// The pixels of the picture at `path`.
fn pixels(pictures: &[Picture], path: &str) -> Pixmap {
    let picture = pictures.iter().find(|picture| picture.path == path);
    Pixmap::decode_png(&picture.expect(path).png).expect("a PNG file")
}

/// Each is as large as those who ask for it expect, and the same each time it is drawn.
#[test]
fn sizes_and_bytes() {
    let drawn = pictures(&site()).expect("drawings that can be read");
    assert_eq!(drawn.len(), 5);
    for lang in Lang::ALL {
        let share = pixels(&drawn, &share_path(lang));
        assert_eq!((share.width(), share.height()), (1200, 630));
    }
    for size in [180, 192, 512] {
        let icon = pixels(&drawn, &icon_path(size));
        assert_eq!((icon.width(), icon.height()), (size, size));
        // Devices round the corners themselves, and show what is transparent as black.
        assert!(icon.pixels().iter().all(|pixel| pixel.alpha() == 255));
    }
    assert_eq!(pictures(&site()).expect("the same drawings"), drawn);
}

/// The towers of the drawing stand on the lower edge, and one of them at the right edge, as in the hero.
#[test]
fn the_drawing_reaches_the_edges() {
    let drawn = pictures(&site()).expect("drawings that can be read");
    let share = pixels(&drawn, &share_path(Lang::En));
    let ground = share.pixel(0, 0);
    assert_ne!(share.pixel(1199, 629), ground);
    assert_ne!(share.pixel(700, 629), ground);
}

/// A picture says what the event's facts say: in its language, and otherwise once they change.
#[test]
fn says_the_facts() {
    let first = pictures(&site()).expect("drawings that can be read");
    assert_ne!(first[0].png, first[1].png, "both languages look alike");
    let mut moved = site();
    moved.event.days[0].city.fr = "Lille".into();
    let second = pictures(&moved).expect("drawings that can be read");
    assert_ne!(
        first[0].png, second[0].png,
        "another town, the same picture"
    );
    assert_eq!(first[1].png, second[1].png, "English changed as well");
}

/// However long a title is, it stays beside the drawing and above the organiser.
#[test]
fn a_long_title_is_set_smaller() {
    let mut long = site();
    let pages = serde_json::to_value(&long.fr.pages).expect("plain texts");
    let mut pages: Vec<nec_ess_content::Page> =
        serde_json::from_value(pages).expect("as it was written");
    for page in &mut pages {
        page.title = "Une intelligence ouverte à toutes les personnes qui coopèrent ".repeat(3);
    }
    long.fr.pages = pages.try_into().expect("each page is there");
    let drawn = pictures(&long).expect("drawings that can be read");
    let share = pixels(&drawn, &share_path(Lang::Fr));
    let ground = share.pixel(0, 0).expect("a corner");
    // The strips between the title, and the organiser and the drawing.
    for x in 0..680 {
        assert_eq!(share.pixel(x, 520), Some(ground), "at {x}");
    }
    for y in 0..230 {
        assert_eq!(share.pixel(1190, y), Some(ground), "at {y}");
    }
}
