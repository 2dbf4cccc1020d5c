//! How cells look, and what spreadsheets take them for.

use nec_ess_domain::Lang;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The formats of a workbook.
pub(super) struct Formats {
    pub(super) heading: Format,
    pub(super) text: Format,
    pub(super) long: Format,
    pub(super) mark: Format,
    pub(super) number: Format,
    pub(super) day: Format,
    pub(super) instant: Format,
}

impl Formats {
    /// Those of a workbook in `lang`.
    pub(super) fn new(lang: Lang) -> Self {
        let (day, instant) = match lang {
            Lang::Fr => ("dd/mm/yyyy", "dd/mm/yyyy hh:mm"),
            Lang::En => ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"),
        };
        let base = Format::new()
            .set_align(FormatAlign::Top)
            .set_align(FormatAlign::Left);
        let lines = base.clone().set_text_wrap();
        Self {
            heading: lines
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0x00E8_EEF4))
                .set_border_bottom(FormatBorder::Thin),
            // Excel makes nothing else of it, also once somebody has changed the cell.
            text: lines.clone().set_num_format("@"),
            long: lines.clone().set_quote_prefix(),
            mark: lines
                .set_num_format("@")
                .set_background_color(Color::RGB(0x00FF_E8B3)),
            number: base.clone().set_num_format("0"),
            day: base.clone().set_num_format(day),
            instant: base.set_num_format(instant),
        }
    }
}
