//! How the table is written.

use crate::table::parse;

/// Whoever mistypes a row is told the line and what was expected.
#[test]
fn malformed_rows() {
    let valid = "workshop\t*\t\tcity=Lille\tok\n\n";
    for (row, said) in [
        ("workshop\tcity\tLille\tok", "5 to 9 columns, got 4"),
        ("lunch\tcity\tLille\t\tok", "no form `lunch`"),
        ("workshop\ttown\tLille\t\tok", "no field `town` in workshop"),
        (
            "reimbursement\tcity\tLille\t\tok",
            "the `*` row of reimbursement before",
        ),
        (
            "workshop\tcity\tLille\tcountry\tok",
            "`name=value`, got `country`",
        ),
        ("workshop\tcity\tLille\tstate=BE\tok", "no field `state`"),
        ("workshop\tcity\tLille\t\tfine", "no verdict `fine`"),
        (
            "workshop\tcity\tLille\t\tok\tBien\tGood",
            "`ok` has no message",
        ),
        (
            "workshop\tcity\t\t\tmissing\tIndiquez la ville",
            "city needs both messages",
        ),
        (
            "workshop\tcity\t\t\tmissing\tVide\tEmpty\t\tLille",
            "nothing is stored",
        ),
        (
            "workshop\tcity\tLille\t\tok\t\t\tcurl",
            "flag `http` or none, got `curl`",
        ),
        (
            "workshop\tcity\trepeat(a,many)\t\tok",
            "`repeat(x,N)`, got `repeat(a,many)`",
        ),
        ("workshop\tcity\tLi\\lle\t\tok", "no escape `\\lle`"),
        (
            "workshop\tcity\tLi\\u{d800}lle\t\tok",
            "no escape `\\u{d800}lle`",
        ),
        ("workshop\tcity\tLille\\\t\tok", "a `\\` too many"),
        (
            "workshop\t*\t\tcity=Lille\tok",
            "the same question as in line 1",
        ),
    ] {
        let error = parse(&format!("{valid}{row}\n")).err().unwrap_or_default();
        assert!(
            error.starts_with("3: ") && error.contains(said),
            "{row}: {error}"
        );
    }
}

/// What a cell stands for, in every notation.
#[test]
fn notations() {
    let valid = "workshop\t*\t\tcity=Lille;country=FR\tok\n";
    for (cell, expected) in [
        ("Lille", &["Lille"][..]),
        ("", &[""]),
        ("none()", &[]),
        ("Lille|", &["Lille", ""]),
        ("repeat(é\\n,3)x repeat(, ,2)", &["é\né\né\nx , , "]),
        (
            "a\\\\nb\\tc\\r\\u{e9}\\u{7c}\\u{1f600}",
            &["a\\nb\tc\ré|😀"],
        ),
    ] {
        let text = format!("{valid}workshop\tcity\t{cell}\tcountry=BE\tok\n");
        let rows = parse(&text).unwrap_or_else(|error| panic!("{cell}: {error}"));
        let answers = rows[0].answers();
        assert_eq!(answers.all("city").collect::<Vec<_>>(), expected, "{cell}");
        assert_eq!(answers.all("country").collect::<Vec<_>>(), ["BE"]);
    }
}
