//! What the program tells of itself.

use std::process::{Command, Output};

use crate::text;

fn run(words: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program.args(words).output().unwrap()
}

fn said(words: &[&str]) -> String {
    let output = run(words);
    assert!(output.status.success(), "{words:?}: {output:?}");
    assert!(output.stderr.is_empty(), "{words:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands, as the first lines of the help name them.
pub fn commands() -> Vec<String> {
    let all = said(&["--help"]);
    let lines = all.lines();
    let names = lines.map_while(|line| line.strip_prefix("nec-ess-endpoint "));
    names
        .map(|line| line.split(' ').next().unwrap().to_owned())
        .collect()
}

/// All that one command tells.
pub fn of(command: &str) -> String {
    said(&[command, "--help"])
}

/// The words of a text that begin like this and go on in these letters.
fn words<'a>(text: &'a str, start: &str, is_letter: fn(char) -> bool) -> Vec<&'a str> {
    let mut found: Vec<_> = text
        .match_indices(start)
        .map(|(at, _)| {
            let rest = &text[at + start.len()..];
            let length = rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len());
            &text[at..at + start.len() + length]
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Every command tells what it does, every option of its first line, and the variables that the document names for it.
#[test]
fn every_command_tells_its_options() {
    let commands = commands();
    assert!(commands.len() >= 6, "{commands:?}");
    let document = text("docs/endpoint.md");
    for command in &commands {
        let told = of(command);
        assert_eq!(said(&[command, "-h"]), told);
        let (first, rest) = told.split_once('\n').unwrap();
        assert!(first.starts_with(&format!("nec-ess-endpoint {command} ")));
        let is_option = |letter: char| letter.is_ascii_lowercase() || letter == '-';
        for option in words(first, "--", is_option) {
            let explained = format!("\n  {option}");
            assert!(rest.contains(&explained), "{command}: {option}");
        }
        assert!(
            document.contains(&format!("`nec-ess-endpoint {command}")),
            "{command}"
        );
    }
}

/// Every variable of the document is told by a command, and every one that is told is in the document.
#[test]
fn variables_are_those_of_the_document() {
    let told: String = commands().iter().map(|command| of(command)).collect();
    let is_name = |word: &&str| {
        let is_letter = |letter: char| letter.is_ascii_uppercase() || letter == '_';
        word.len() > 1 && word.contains('_') && word.chars().all(is_letter)
    };
    let names = |text: &str| {
        let split = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        let mut names: Vec<_> = split.filter(is_name).map(str::to_owned).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let told = names(&told);
    assert!(told.len() > 10, "{told:?}");
    assert_eq!(told, names(&text("docs/endpoint.md")));
}

/// Whoever mistypes is shown the commands, or where those of one are told, and that something went wrong.
#[test]
fn mistakes() {
    for (words, expected) in [
        (&[][..], "nec-ess-endpoint backup"),
        (&["sing"], "nec-ess-endpoint backup"),
        (&["export", "--colour"], "nec-ess-endpoint export --help"),
        (&["export", "csv"], "nec-ess-endpoint export --help"),
    ] {
        let output = run(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        let shown = String::from_utf8(output.stderr).unwrap();
        assert!(shown.contains(expected), "{words:?}: {shown}");
    }
}
