//! Cutting the wasm into what everybody needs and the areas of `pwa/src/aree.rs`.
//!
//! The cut makes a module for each area and one for each set of areas that share something: a hundred and more. They travel in
//! packs, which `pacchi.rs` chooses and `unire.rs` makes one module each; `pwa/aree.js` loads them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use super::pacchi::{self, Parte};
use super::{riordina, unire};
use crate::Error;
use crate::pwa::corredo;
use crate::pwa::css::Foglio;
use crate::pwa::files::Dist;

/// The module with the loaders of the areas, as wasm-bindgen imports it.
const LOADERS: &str = "./aree.js";

/// The parts of a wasm.
pub struct Parti {
    /// What is loaded first; wasm-bindgen goes on with it.
    pub main: PathBuf,
    /// What comes later, with the areas that want it.
    later: Vec<(PathBuf, BTreeSet<String>)>,
    /// What the first part lends to the others, by name.
    pub shared: String,
    /// Where the memory never changes.
    constants: Range<i32>,
    /// What the later parts find in the rest of it: it is there from the start, since a part may come more than once.
    pub variables: Vec<(i32, Vec<u8>)>,
}

/// Cuts a wasm that was linked with its relocations.
pub fn cut(wasm: &Path, folder: &Path) -> Result<Parti, Error> {
    fs::create_dir_all(folder)?;
    let input = fs::read(wasm)?;
    let main = folder.join("main.wasm");
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADERS;
    let done = transform(options).map_err(|error| format!("cutting {}: {error:#}", wasm.display()))?;
    let mut users: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (area, parts) in &done.prefetch_map {
        for part in parts {
            users.entry(part).or_default().insert(area.clone());
        }
    }
    let constants = unire::constants(&input)?;
    let (mut later, mut variables) = (Vec::new(), Vec::new());
    for (part, areas) in users {
        let part = folder.join(format!("{part}.wasm"));
        variables.extend(unire::variables(&fs::read(&part)?, &constants)?);
        later.push((part, areas));
    }
    Ok(Parti { main, later, shared: shared(&fs::read_to_string(folder.join(LOADERS))?)?, constants, variables })
}

/// The names between the braces of the line that takes them from the first part.
fn shared(loaders: &str) -> Result<String, Error> {
    let line = loaders.lines().find_map(|line| line.trim().strip_prefix("const { ")?.strip_suffix(" } = initSync(undefined, undefined);"));
    Ok(line.ok_or("the cut does not say what the first part lends")?.trim().trim_end_matches(',').to_owned())
}

/// The addresses of the packs that each area wants.
pub type Aree = BTreeMap<String, Vec<String>>;

impl Parti {
    /// Writes the packs; gives wasm-bindgen's module with the loaders in it, and the addresses that each area wants. One module
    /// instead of two that import each other saves a request, and lets it have a hash.
    pub fn pack(&self, dist: &mut Dist, app: &str, template: &str, fogli: &BTreeMap<Foglio, String>) -> Result<(String, Aree), Error> {
        let mut parts = Vec::new();
        for (file, areas) in &self.later {
            parts.push(Parte { content: unire::modules(&[&fs::read(file)?], &self.constants)?, areas: areas.clone() });
        }
        let mut packs = Vec::new();
        let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for pack in pacchi::choose(&parts) {
            let modules: Vec<&[u8]> = pack.modules.iter().map(|place| &*parts[*place].content).collect();
            let content = riordina::functions(&unire::modules(&modules, &self.constants)?, &[])?;
            let address = dist.hashed(&format!("area-{}", pack.nome), "bin", &content)?;
            for area in pack.areas {
                wanted.entry(area).or_default().push(packs.len());
            }
            packs.push(address);
        }
        let words: BTreeMap<&String, &[usize]> = wanted.keys().map(|area| (area, corredo::parole(area))).collect();
        let sheets: BTreeMap<&String, Vec<&String>> =
            wanted.keys().map(|area| (area, corredo::fogli(area).iter().filter_map(|foglio| fogli.get(foglio)).collect())).collect();
        let loaders = template
            .replace("__PAROLE__", &serde_json::to_string(&words)?)
            .replace("__FOGLI__", &serde_json::to_string(&sheets)?)
            .replace("__PACCHI__", &serde_json::to_string(&packs)?)
            .replace("__AREE__", &serde_json::to_string(&wanted)?)
            .replace("__PRESTITI__", &self.shared);
        let addresses =
            wanted.iter().map(|(area, wanted)| (area.clone(), wanted.iter().map(|index| packs[*index].clone()).collect())).collect();
        Ok((join(app, &loaders)?, addresses))
    }
}

/// One module from wasm-bindgen's and the loaders. Every import of wasm-bindgen's is of the loaders, under a name of its own.
fn join(app: &str, loaders: &str) -> Result<String, Error> {
    let import = format!(" from \"{LOADERS}\"");
    let mut joined = String::with_capacity(app.len() + loaders.len());
    let mut names = Vec::new();
    for line in app.lines() {
        match line.trim_end_matches(';').strip_suffix(&import).and_then(|line| line.strip_prefix("import * as ")) {
            Some(name) => names.push(name),
            None => joined = joined + line + "\n",
        }
    }
    if names.is_empty() {
        return Err("wasm-bindgen does not import the loaders of the areas".into());
    }
    joined += loaders;
    for name in names {
        joined += &format!("const {name} = caricatori;\n");
    }
    Ok(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loaders_move_into_the_module() {
        let app = "import * as a from \"./aree.js\"\nimport * as b from \"./aree.js\"\nexport function initSync() {}\n";
        let joined = join(app, "const caricatori = {};\n").unwrap();
        assert_eq!(joined, "export function initSync() {}\nconst caricatori = {};\nconst a = caricatori;\nconst b = caricatori;\n");
        assert!(join("", "").is_err());
    }

    #[test]
    fn what_is_lent_is_read_from_the_cut() {
        let line = "        const { __indirect_function_table, memory,  } = initSync(undefined, undefined);";
        assert_eq!(shared(line).unwrap(), "__indirect_function_table, memory");
        assert!(shared("").is_err());
    }
}
