//! Short names between the wasm and its glue. wasm-bindgen's own carry hashes, which no compression makes smaller:
//! they are 4 KB of each part of the app.

use std::collections::HashMap;

use serde_json::Value;

use crate::failure::{Context, Failure, Result};

/// What makes wasm-opt rename imports and exports, and print the new names.
pub(crate) const FLAG: &str = "--minify-imports-and-exports-and-modules";

/// The glue `js` with the names that wasm-opt has `printed`.
pub(crate) fn follow(js: &str, printed: &[u8]) -> Result<String> {
    let unreadable = || "read the names that wasm-opt printed".to_owned();
    let renamed: Value = serde_json::from_slice(printed).or_cannot(unreadable)?;
    // Module, name, new name; and name, new name.
    let imports: Vec<(String, String, String)> =
        serde_json::from_value(renamed["imports"].clone()).or_cannot(unreadable)?;
    let exports: HashMap<String, String> =
        serde_json::from_value::<Vec<_>>(renamed["exports"].clone())
            .or_cannot(unreadable)?
            .into_iter()
            .collect();
    let module = match imports.first() {
        Some((module, ..)) if imports.iter().all(|(other, ..)| other == module) => module.clone(),
        _ => {
            return Err(Failure::new(
                "the wasm imports from several modules: leave out the pass that renames",
            ));
        }
    };
    let imports: HashMap<String, String> = imports
        .into_iter()
        .map(|(_, name, new)| (name, new))
        .collect();
    let js = js.replacen(&format!("\"{module}\":"), "\"a\":", 1);
    let mut out = String::with_capacity(js.len());
    let mut rest = js.as_str();
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        let new = if out.ends_with("wasm.") {
            exports.get(word)
        } else if after.starts_with(": function") {
            imports.get(word)
        } else {
            None
        };
        out.push_str(new.map_or(word, String::as_str));
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &[u8] = br#"{"imports": [["./app_bg.js", "__wbg_id_1f", "$"]], "exports": [["memory", "b"], ["start", "c"]]}"#;

    #[test]
    fn both_ends_of_a_name_change_and_nothing_else() {
        let js = "const start = wasm.memory; wasm.start(start); ({ \"./app_bg.js\": { __wbg_id_1f: function() {}, memory: 1 } })";
        let expected =
            "const start = wasm.b; wasm.c(start); ({ \"a\": { $: function() {}, memory: 1 } })";
        assert_eq!(follow(js, PRINTED).unwrap(), expected);
    }

    #[test]
    fn several_modules_are_refused() {
        let printed = br#"{"imports": [["a", "b", "c"], ["d", "e", "f"]], "exports": []}"#;
        assert!(follow("", printed).is_err());
    }
}
