//! Reads `tests/vectors/forms.tsv`, whose head explains its columns. The endpoint's tests read it with this file too.

mod cell;

use std::collections::HashMap;
use std::path::Path;

use cell::values;
use nec_ess_domain::{Answers, Code, Field, Form, Named, forms};

/// The table's path in the repository.
const PATH: &str = "tests/vectors/forms.tsv";
/// What stands in place of a field where a row holds a form's valid answers.
const WHOLE_FORM: &str = "*";

/// One row: a form with one answer in question.
pub struct Row {
    pub line: usize,
    pub form: &'static Form,
    pub field: &'static Field,
    /// The whole form: valid answers, with this row's value and changes.
    pub pairs: Vec<(String, String)>,
    pub verdict: Verdict,
    /// Whether only a program can send it.
    pub is_http: bool,
}

/// What becomes of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is stored: these answers of the field.
    Stored(Vec<String>),
    /// It is refused for this field alone, with a message in French and in English.
    Refused { code: Code, messages: [String; 2] },
}

impl Row {
    /// Where it stands, for people who look for it.
    pub fn place(&self) -> String {
        let (form, field) = (self.form.id, self.field.name);
        format!("{PATH}:{}: {form}.{field}", self.line)
    }

    pub fn is_stored(&self) -> bool {
        matches!(self.verdict, Verdict::Stored(_))
    }

    pub fn is_refused(&self, code: Code) -> bool {
        matches!(self.verdict, Verdict::Refused { code: own, .. } if own == code)
    }

    pub fn answers(&self) -> Answers {
        self.pairs.iter().cloned().collect()
    }
}

/// Every row of the table.
pub fn rows() -> Vec<Row> {
    // Found when the test runs: a compiled test may be run for another copy of the repository.
    let folder = std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the package is");
    let file = Path::new(&folder).join("../..").join(PATH);
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{PATH}: {error}"));
    parse(&text).unwrap_or_else(|error| panic!("{PATH}:{error}"))
}

/// Every row of `text`, or the line that is none and why.
pub fn parse(text: &str) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    let mut valid = HashMap::new();
    let mut seen = HashMap::new();
    for (index, text) in text.lines().enumerate() {
        let line = index + 1;
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let read = Cells::of(text).and_then(|cells| {
            if let Some(earlier) = seen.insert(cells.question(), line) {
                return Err(format!("the same question as in line {earlier}"));
            }
            if cells.field == WHOLE_FORM {
                valid.insert(cells.form.id, cells.changes()?);
                return Ok(None);
            }
            let valid = valid.get(cells.form.id).ok_or_else(|| {
                format!(
                    "expected the `{WHOLE_FORM}` row of {} before",
                    cells.form.id
                )
            })?;
            cells.row(line, valid).map(Some)
        });
        rows.extend(read.map_err(|error| format!("{line}: {error}"))?);
    }
    Ok(rows)
}

/// The answers under each name.
type Changes = Vec<(&'static str, Vec<String>)>;

/// The cells of one line as they are written.
struct Cells<'a> {
    form: &'static Form,
    field: &'a str,
    value: &'a str,
    changes: &'a str,
    verdict: &'a str,
    messages: [&'a str; 2],
    flag: &'a str,
    stored: &'a str,
}

impl<'a> Cells<'a> {
    fn of(line: &'a str) -> Result<Self, String> {
        let mut cells: Vec<&str> = line.split('\t').collect();
        if !(5..=9).contains(&cells.len()) {
            return Err(format!("expected 5 to 9 columns, got {}", cells.len()));
        }
        cells.resize(9, "");
        let form = forms::by_id(cells[0]).ok_or_else(|| format!("no form `{}`", cells[0]))?;
        Ok(Self {
            form,
            field: cells[1],
            value: cells[2],
            changes: cells[3],
            verdict: cells[4],
            messages: [cells[5], cells[6]],
            flag: cells[7],
            stored: cells[8],
        })
    }

    /// What the row asks: once with nothing stored before, and once with the organisation's request.
    fn question(&self) -> ([&'a str; 4], bool) {
        let is_second = self.verdict == Code::Taken.name();
        (
            [self.form.id, self.field, self.value, self.changes],
            is_second,
        )
    }

    fn changes(&self) -> Result<Changes, String> {
        let changes = self.changes.split(';').filter(|change| !change.is_empty());
        changes
            .map(|change| {
                let (name, value) = change
                    .split_once('=')
                    .ok_or_else(|| format!("expected `name=value`, got `{change}`"))?;
                Ok((field(self.form, name)?.name, values(value)?))
            })
            .collect()
    }

    fn row(&self, line: usize, valid: &Changes) -> Result<Row, String> {
        let field = field(self.form, self.field)?;
        let value = values(self.value)?;
        let mut changes = self.changes()?;
        changes.push((field.name, value.clone()));
        let set: Vec<_> = changes.iter().map(|(name, _)| *name).collect();
        let kept = valid.iter().filter(|(name, _)| !set.contains(name));
        let pairs = kept
            .chain(&changes)
            .flat_map(|(name, values)| {
                let pair = |value: &String| ((*name).to_owned(), value.clone());
                values.iter().map(pair)
            })
            .collect();
        Ok(Row {
            line,
            form: self.form,
            field,
            pairs,
            verdict: self.verdict(field, value)?,
            is_http: match self.flag {
                "http" => true,
                "" => false,
                other => return Err(format!("expected the flag `http` or none, got `{other}`")),
            },
        })
    }

    fn verdict(&self, field: &Field, value: Vec<String>) -> Result<Verdict, String> {
        if self.verdict == "ok" {
            if self.messages != ["", ""] {
                return Err("`ok` has no message".into());
            }
            return Ok(Verdict::Stored(match self.stored {
                "" => value,
                stored => values(stored)?,
            }));
        }
        let code = Code::from_name(self.verdict)
            .ok_or_else(|| format!("no verdict `{}`", self.verdict))?;
        if self.messages.contains(&"") {
            return Err(format!("{} needs both messages", field.name));
        }
        if !self.stored.is_empty() {
            return Err(format!("{} is refused, so nothing is stored", field.name));
        }
        let messages = self.messages.map(str::to_owned);
        Ok(Verdict::Refused { code, messages })
    }
}

fn field(form: &'static Form, name: &str) -> Result<&'static Field, String> {
    form.field(name)
        .ok_or_else(|| format!("no field `{name}` in {}", form.id))
}
