//! The words of the real content.

use nec_ess_domain::Lines;

use super::*;

fn site() -> Site {
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
    nec_ess_content::load(content.as_ref()).expect("our own content")
}

/// Every form has all its words in both languages, and they survive the way to the browser.
#[test]
fn words_are_whole() {
    let site = site();
    for lang in Lang::ALL {
        for form in forms::ALL {
            let text = form_text(form, &site, lang, &[]);
            assert!(text.fits(form));
            assert_eq!(FormText::from_lines(&text.to_lines()), Some(text.clone()));
            for field in &text.fields {
                assert!(!field.label.is_empty());
            }
        }
    }
}

/// The day that the workshop's field appears on is one that the form offers.
#[test]
fn the_workshop_is_on_a_day() {
    let site = site();
    let text = form_text(&forms::REGISTRATION, &site, Lang::Fr, &[]);
    assert!(text.days.iter().any(|day| day.id == text.workshop_day));
}
