//! Tables as a workbook for Excel and LibreOffice.

use jiff::civil::{Date, DateTime};
use nec_ess_domain::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, IgnoreError, Workbook, Worksheet, XlsxError};

use super::formats::Formats;
use super::layout::Layout;
use super::sheet_name::sheet_name;
use super::table::{Cell, Table};

/// What a cell holds at the most, in UTF-16 code units.
const LONGEST: usize = 32_767;
/// Texts longer than this are not shown by every Excel in a cell that is said to hold text.
const SHORT: usize = 255;
/// ISO 216, as Excel numbers it.
const A4: u8 = 9;

/// `tables` as the bytes of a file called `title`, a sheet for each. Dates are as in `lang`; `cut` stands at the end of
/// texts that are too long.
pub(super) fn write(
    tables: &[Table],
    title: &str,
    lang: Lang,
    cut: &str,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title));
    let formats = Formats::new(lang);
    let mut names = Vec::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&table.title, &mut names))?;
        fill(sheet, table, &formats, cut)?;
    }
    workbook.save_to_buffer()
}

fn fill(
    sheet: &mut Worksheet,
    table: &Table,
    formats: &Formats,
    cut: &str,
) -> Result<(), XlsxError> {
    let too_many = || XlsxError::RowColumnLimitError;
    let last_row = u32::try_from(table.rows.len()).map_err(|_| too_many())?;
    let columns = u16::try_from(table.columns.len()).map_err(|_| too_many())?;
    let last_column = columns.saturating_sub(1);
    let layout = Layout::of(table);
    for (column, width) in (0..).zip(&layout.widths) {
        sheet.set_column_width(column, *width)?;
    }
    for (row, height) in (0..).zip(&layout.heights) {
        if let Some(height) = height {
            sheet.set_row_height(row, *height)?;
        }
    }
    for (column, heading) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, &heading.heading, &formats.heading)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            put(sheet, row, column, cell, formats, cut)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    if last_row > 0 {
        // A postal code is no number by mistake.
        let known = IgnoreError::NumberStoredAsText;
        sheet.ignore_error_range(1, 0, last_row, last_column, known)?;
    }
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_header("&L&A&R&P / &N");
    if table.is_printed {
        sheet.set_print_fit_to_pages(1, 0).set_print_gridlines(true);
    }
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
    cut: &str,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) | Cell::Mark(text) => {
            let text = within(text, cut);
            let format = match cell {
                Cell::Mark(_) => &formats.mark,
                _ if units(&text) > SHORT => &formats.long,
                _ => &formats.text,
            };
            sheet.write_string_with_format(row, column, text, format)?;
        }
        Cell::Number(number) => {
            let number = u32::try_from(*number).unwrap_or(u32::MAX);
            sheet.write_number_with_format(row, column, number, &formats.number)?;
        }
        Cell::Day(day) => match date(*day) {
            Ok(value) => {
                sheet.write_datetime_with_format(row, column, value, &formats.day)?;
            }
            Err(_) => {
                sheet.write_string_with_format(row, column, day.to_string(), &formats.text)?;
            }
        },
        Cell::Instant(at) => match instant(*at) {
            Ok(value) => {
                sheet.write_datetime_with_format(row, column, value, &formats.instant)?;
            }
            // Before 1900 there are no days in Excel.
            Err(_) => {
                sheet.write_string_with_format(row, column, at.to_string(), &formats.text)?;
            }
        },
    }
    Ok(())
}

fn date(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(day.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

fn instant(at: DateTime) -> Result<ExcelDateTime, XlsxError> {
    let hour = u16::try_from(at.hour()).unwrap_or_default();
    let minute = u8::try_from(at.minute()).unwrap_or_default();
    date(at.date())?.and_hms(hour, minute, f64::from(at.second()))
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// `text`, or as much of it as a cell holds, with `cut` at its end.
fn within(text: &str, cut: &str) -> String {
    if units(text) <= LONGEST {
        return text.to_owned();
    }
    let room = LONGEST.saturating_sub(units(cut) + 1);
    let mut length = 0;
    let beginning = text.chars().take_while(|c| {
        length += c.len_utf16();
        length <= room
    });
    format!("{}\n{cut}", beginning.collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};
    use proptest::prelude::*;

    use super::*;

    /// The only sheet of `table`, as a spreadsheet reads it.
    fn read_back(table: Table) -> Vec<Vec<Data>> {
        let file = write(&[table], "", Lang::Fr, "[cut]").expect("a workbook");
        let mut book = Xlsx::new(Cursor::new(file)).expect("it opens");
        let sheet = book.worksheet_range_at(0).expect("a sheet");
        let sheet = sheet.expect("it is read");
        sheet.rows().map(<[Data]>::to_vec).collect()
    }

    proptest! {
        /// Any text in a cell and above a column is read back as it is.
        #[test]
        fn any_text(texts in prop::collection::vec(any::<Vec<char>>(), 1..8), heading in any::<String>()) {
            let texts: Vec<String> = texts.into_iter().map(String::from_iter).collect();
            let mut table = Table::new("Atelier");
            table.column("x", &texts, |text| Cell::text(format!("={text}")));
            table.column(&heading, &texts, |text| Cell::text(format!("{text}_x0041_")));
            let rows = read_back(table);
            for (row, text) in rows[1..].iter().zip(&texts) {
                prop_assert_eq!(&row[0], &Data::String(format!("={text}")));
                prop_assert_eq!(&row[1], &Data::String(format!("{text}_x0041_")));
            }
            let expected = if heading.is_empty() { Data::Empty } else { Data::String(heading) };
            prop_assert_eq!(&rows[0][1], &expected);
        }
    }

    /// What fits stays whole, what does not is cut where people see it, never within a character.
    #[test]
    fn long_texts() {
        let fits = "é".repeat(LONGEST);
        assert_eq!(within(&fits, "[cut]"), fits);
        for letter in ["a", "é", "🌱"] {
            let text = letter.repeat(LONGEST + 1);
            let cut = within(&text, "[cut]");
            assert!(units(&cut) <= LONGEST && units(&cut) > LONGEST - 2);
            let kept = cut.strip_suffix("\n[cut]").expect("it says so");
            assert!(text.starts_with(kept));
        }
    }
}
