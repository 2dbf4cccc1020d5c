//! Percentages, drawn as rings.

use leptos::prelude::*;
use nec_ess_content::Figure;
use nec_ess_domain::Lang;

/// A ring for each figure, with the number and what it is in text: a screen reader reads the text alone.
#[component]
pub(crate) fn Figures(lang: Lang, figures: Vec<Figure>) -> impl IntoView {
    view! {
        <div class="figures">
            {figures
                .into_iter()
                .map(|figure| {
                    let number = percent(figure.percent, lang);
                    view! {
                        <p class="figure">
                            <svg viewBox="0 0 120 120" aria-hidden="true">
                                <circle class="ring" cx="60" cy="60" r="50" />
                                // It starts at twelve o'clock.
                                <circle
                                    class="ring-part"
                                    cx="60"
                                    cy="60"
                                    r="50"
                                    stroke-dasharray=dash(figure.percent)
                                    transform="rotate(-90 60 60)"
                                />
                            </svg>
                            <span>
                                <strong>{number}</strong>
                                " "
                                {figure.text}
                            </span>
                        </p>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// The drawn part of a ring of radius 50, and a gap as long as the whole.
fn dash(percent: f64) -> String {
    let length = 2.0 * std::f64::consts::PI * 50.0;
    format!("{:.1} {length:.1}", length * percent / 100.0)
}

/// "4,4 %" in French, "4.4%" in English.
fn percent(value: f64, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{}\u{a0}%", value.to_string().replace('.', ",")),
        Lang::En => format!("{value}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A whole is the whole ring, a half is half of it.
    #[test]
    fn dashes() {
        assert_eq!(dash(100.0), "314.2 314.2");
        assert_eq!(dash(50.0), "157.1 314.2");
    }

    /// Each language writes a percentage in its own way.
    #[test]
    fn percentages() {
        assert_eq!(percent(4.4, Lang::Fr), "4,4\u{a0}%");
        assert_eq!(percent(94.0, Lang::Fr), "94\u{a0}%");
        assert_eq!(percent(4.4, Lang::En), "4.4%");
    }
}
