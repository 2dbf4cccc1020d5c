//! Leaves out what a dependency exports to JavaScript and nobody calls. Every export of a wasm keeps its code alive: the
//! streams that Leptos' server functions would use are 7 KB of each part of the app, which has no server functions.

use std::path::Path;

use serde_json::{Value, json};

use crate::failure::{Context, Failure, Result};
use crate::files;
use crate::process::quiet;
use crate::repo::Repo;
use crate::tools::node;

/// The glue `js` without its classes: our parts export functions only.
pub(crate) fn without_classes(js: &str) -> Result<String> {
    let mut out = js.to_owned();
    for name in classes(js) {
        cut(&mut out, &format!("export class {name} {{"), "\n}\n");
        cut(&mut out, &format!("if (Symbol.dispose) {name}."), "\n");
        cut(&mut out, &format!("const {name}Finalization ="), ";\n");
        if out.contains(&name) {
            return Err(Failure::new(format!(
                "the glue of the wasm uses the class {name}, which is left out of it"
            )));
        }
    }
    Ok(out)
}

/// Removes from `wasm` every export that the glue `js` does not name, with the code that only these reach.
pub(crate) fn prune(repo: &Repo, features: &[&str], wasm: &Path, js: &str) -> Result<()> {
    let graph = wasm.with_extension("graph.json");
    files::write(&graph, graph_of(js).to_string())?;
    let pruned = wasm.with_extension("pruned.wasm");
    quiet(
        node::tool(repo, "wasm-metadce")
            .args(features)
            .arg(format!("--graph-file={}", graph.display()))
            .arg(wasm)
            .arg("-o")
            .arg(&pruned),
    )?;
    std::fs::rename(&pruned, wasm).or_cannot(|| format!("replace {}", wasm.display()))
}

/// The exports that the glue names, as wasm-metadce reads them.
fn graph_of(js: &str) -> Value {
    let mut exports: Vec<&str> = js.split("wasm.").skip(1).map(word).collect();
    exports.sort_unstable();
    exports.dedup();
    let mut graph = vec![json!({ "name": "glue", "root": true, "reaches": exports })];
    graph.extend(
        exports
            .iter()
            .map(|name| json!({ "name": name, "export": name })),
    );
    Value::Array(graph)
}

fn classes(js: &str) -> Vec<String> {
    let classes = js.split("\nexport class ").skip(1);
    let first = js.strip_prefix("export class ");
    first
        .into_iter()
        .chain(classes)
        .map(|from| word(from).to_owned())
        .collect()
}

/// The name that `text` begins with.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$'));
    &text[..end.unwrap_or(text.len())]
}

/// Takes the first part of `text` that begins with `start` and ends with `end` out of it.
fn cut(text: &mut String, start: &str, end: &str) {
    if let Some(from) = text.find(start)
        && let Some(length) = text[from..].find(end)
    {
        text.replace_range(from..from + length + end.len(), "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "export class Sink {\n    free() {\n        wasm.__wbg_sink_free(1);\n    }\n}\n\
        if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;\n\n\
        export function start(root) {\n    wasm.start(root);\n}\n\
        const SinkFinalization = (typeof FinalizationRegistry === 'undefined')\n    ? {}\n    : new FinalizationRegistry(ptr => wasm.__wbg_sink_free(ptr, 1));\n\
        wasm.memory;\n";

    #[test]
    fn classes_go_and_functions_stay() {
        let left = without_classes(GLUE).unwrap();
        assert_eq!(
            left,
            "\nexport function start(root) {\n    wasm.start(root);\n}\nwasm.memory;\n"
        );
        let used = format!("{GLUE}Sink.__wrap(1);\n");
        assert!(without_classes(&used).is_err());
    }

    #[test]
    fn only_what_is_named_is_kept() {
        let graph = graph_of(&without_classes(GLUE).unwrap());
        assert_eq!(graph[0]["reaches"], json!(["memory", "start"]));
        assert_eq!(graph.as_array().unwrap().len(), 3);
    }
}
