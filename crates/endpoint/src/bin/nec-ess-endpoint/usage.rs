//! What `--help` tells: each command with its options and variables.

mod commands;

use std::fmt::Write as _;

use commands::COMMANDS;

/// A word of the command line, or a variable, and what it means.
type Entry = (&'static str, &'static str);

/// A command.
pub(crate) struct Usage {
    name: &'static str,
    /// What follows its name.
    words: &'static str,
    /// What it does, in a line.
    does: &'static str,
    options: &'static [Entry],
    variables: &'static [Entry],
}

/// The command of this name.
pub(crate) fn of(name: &str) -> Option<&'static Usage> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// All commands in short.
pub(crate) fn all() -> String {
    let mut text = String::new();
    for command in &COMMANDS {
        let _ = writeln!(text, "nec-ess-endpoint {} {}", command.name, command.words);
    }
    text.push('\n');
    let lines = COMMANDS.iter().map(|command| (command.name, command.does));
    columns(&mut text, lines);
    text.push_str(
        "\nCOMMAND --help tells the options and variables of one. Submissions are kept in SQLite under --data,\n\
         or where the variable DATABASE_URL says.",
    );
    text
}

/// What is said of a command that is none.
pub(crate) fn no_command(name: &str) -> String {
    format!("{name}: there is no such command\n\n{}", all())
}

impl Usage {
    /// Whether the command has the option called `name`, with its dashes.
    pub(crate) fn has(&self, name: &str) -> bool {
        let mut names = self
            .options
            .iter()
            .map(|(entry, _)| entry.split(' ').next());
        names.any(|option| option == Some(name))
    }

    /// All of one command.
    pub(crate) fn text(&self) -> String {
        let mut text = format!(
            "nec-ess-endpoint {} {}\n\n{}\n",
            self.name, self.words, self.does
        );
        for (title, entries) in [("Options", self.options), ("Variables", self.variables)] {
            let _ = writeln!(text, "\n{title}");
            columns(&mut text, entries.iter().copied());
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// Two columns, the first as wide as its widest entry.
fn columns(text: &mut String, entries: impl Iterator<Item = Entry> + Clone) {
    let names = entries.clone().map(|(name, _)| name.len());
    let width = names.max().unwrap_or_default();
    for (name, means) in entries {
        let _ = writeln!(text, "  {name:width$}  {means}");
    }
}
