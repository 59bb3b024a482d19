//! Whether anything that the folder is made from has changed.

use std::fs;
use std::path::Path;

use crate::Error;
use crate::pwa::files::{hash, walk};

/// A hash of the wasm, of what `pwa/` gives beside it, and of this program.
pub fn compute(wasm: &Path, source: &Path) -> Result<String, Error> {
    let mut contents = hash(&fs::read(wasm)?);
    contents += &hash(&fs::read(std::env::current_exe()?)?);
    for file in ["index.html", "icone.svg", "aree.js", "boot.js", "sw.js"] {
        contents += &hash(&fs::read(source.join(file)).map_err(|error| format!("pwa/{file}: {error}"))?);
    }
    for folder in ["public", "styles", "locales"] {
        for (path, file) in walk(&source.join(folder))? {
            contents += &format!("{path} {}\n", hash(&fs::read(file)?));
        }
    }
    Ok(hash(contents.as_bytes()))
}
