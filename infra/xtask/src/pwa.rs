//! `cargo xtask pwa`: from the crate `pwa/` to a folder that any static server can serve.
//!
//! `pwa/index.html` and `pwa/sw.js` are templates: `<!--assets-->` becomes the links to the hashed files, `__PRECACHE__` the list
//! of addresses to keep offline, `__VERSION__` a hash of all of them. `pwa/public/` is copied as it is; `pwa/styles/*.css` become
//! one file, in the order of their names.

mod compress;
mod css;
mod files;
mod precache;
mod stamp;

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::Error;
use crate::command::{cargo, root, run};
use crate::machine::{WASM, ensure_wasm};
use crate::pwa::files::Dist;

/// Made smaller: views of components are boxed instead of one type each.
const FLAGS: &str = "--cfg erase_components";

/// Builds the PWA and gives its folder; what has not changed is not built again.
///
/// # Errors
/// When the crate does not build or a template lacks its placeholder.
pub fn build() -> Result<PathBuf, Error> {
    ensure_wasm()?;
    let target = root().join("target/pwa");
    let mut compile = cargo(&["build", "--package", "cassetto-pwa", "--target", WASM, "--profile", "wasm"]);
    run(compile.env("CARGO_TARGET_DIR", &target).env("RUSTFLAGS", FLAGS))?;

    let wasm = target.join(WASM).join("wasm/cassetto-pwa.wasm");
    let dist = target.join("dist");
    let stamp = stamp::compute(&wasm, &root().join("pwa"))?;
    let stamp_file = target.join("dist.stamp");
    if dist.join("index.html").is_file() && fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp) {
        println!("target/pwa/dist is up to date");
        return Ok(dist);
    }
    assemble(&wasm, &target.join("bindgen"), &dist)?;
    fs::write(stamp_file, stamp)?;
    Ok(dist)
}

fn assemble(wasm: &Path, bindgen: &Path, folder: &Path) -> Result<(), Error> {
    println!("Assembling target/pwa/dist");
    let source = root().join("pwa");
    remove(bindgen)?;
    Bindgen::new()
        .input_path(wasm)
        .out_name("app")
        .web(true)?
        .typescript(false)
        .demangle(false)
        .debug(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(bindgen)?;

    remove(folder)?;
    let mut dist = Dist::new(folder)?;
    dist.copy(&source.join("public"), "")?;
    dist.copy(&bindgen.join("snippets"), "assets/snippets/")?;
    let wasm = dist.hashed("app", "wasm", &fs::read(bindgen.join("app_bg.wasm"))?)?;
    let js = dist.hashed("app", "js", &fs::read(bindgen.join("app.js"))?)?;
    let css = dist.hashed("app", "css", css::bundle(&source.join("styles"))?.as_bytes())?;
    let boot = format!("import init from {js:?};\nawait init({{ module_or_path: {wasm:?} }});\n");
    let boot = dist.hashed("boot", "js", boot.as_bytes())?;

    let links = format!(
        "<link rel=\"stylesheet\" href=\"{css}\">\n  <link rel=\"modulepreload\" href=\"{js}\">\n  \
         <link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n  \
         <script type=\"module\" src=\"{boot}\"></script>"
    );
    let index = fill(&source.join("index.html"), &[("<!--assets-->", &links)])?;
    dist.write("index.html", index.as_bytes())?;

    let (list, version) = precache::list(dist.files());
    let worker = fill(&source.join("sw.js"), &[("__PRECACHE__", &list), ("__VERSION__", &version)])?;
    dist.write("sw.js", worker.as_bytes())?;

    compress::all(folder, dist.files())
}

/// The text of a template with each placeholder replaced.
fn fill(template: &Path, values: &[(&str, &str)]) -> Result<String, Error> {
    let mut text = fs::read_to_string(template).map_err(|error| format!("{}: {error}", template.display()))?;
    for (placeholder, value) in values {
        if !text.contains(placeholder) {
            return Err(format!("{} lacks {placeholder}", template.display()).into());
        }
        text = text.replace(placeholder, value);
    }
    Ok(text)
}

fn remove(folder: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
