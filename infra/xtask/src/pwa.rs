//! `cargo xtask pwa`: from the crate `pwa/` to a folder that any static server can serve.
//!
//! `pwa/index.html`, `pwa/boot.js` and `pwa/sw.js` are templates: `<!--assets-->` becomes the links to the hashed files,
//! `<!--icone-->` the sprite of `pwa/icone.svg`, `__TESTI__` the addresses of the languages, `__PRECACHE__` the list of addresses to keep offline, `__VERSION__` a hash of all of them. `pwa/public/` is copied as it is; `pwa/styles/*.css` become
//! one file for what is shown first and two for the rest (`css.rs`).

mod compress;
mod corredo;
mod css;
mod dividi;
mod files;
mod pacchi;
mod pesi;
mod precache;
mod riordina;
mod sezioni;
mod snellire;
mod stamp;
mod strumenti;
pub mod testi;
mod unire;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::Error;
use crate::command::{cargo, root, run};
use crate::machine::{WASM, ensure_wasm};
use crate::pwa::css::Foglio;
use crate::pwa::files::Dist;
use crate::pwa::strumenti::Libreria;

/// How it is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modo {
    /// Small, as it is deployed.
    Piccola,
    /// In seconds and large, for whoever is changing a page.
    Veloce,
}

impl Modo {
    /// The cargo profile, which names the folder of what it makes too.
    const fn profile(self) -> &'static str {
        match self {
            Self::Piccola => "wasm",
            Self::Veloce => "veloce",
        }
    }

    const fn dist(self) -> &'static str {
        match self {
            Self::Piccola => "dist",
            Self::Veloce => "dist-veloce",
        }
    }
}

/// Builds the PWA and gives its folder; what has not changed is not built again.
///
/// # Errors
/// When the crate does not build or a template lacks its placeholder.
pub fn build(modo: Modo) -> Result<PathBuf, Error> {
    ensure_wasm()?;
    let target = root().join("target/pwa");
    let mut compile = cargo(&["rustc", "--package", "cassetto-pwa", "--target", WASM, "--profile", modo.profile()]);
    compile.env("CARGO_TARGET_DIR", &target);
    let mut libreria = Libreria::Pronta;
    if modo == Modo::Piccola {
        libreria = strumenti::with_own_std(&mut compile);
        // The cut needs to know what refers to what.
        compile.args(["--features", "divisa", "--", "-Clink-args=--emit-relocs"]);
    }
    run(&mut compile)?;

    let wasm = target.join(WASM).join(modo.profile()).join("cassetto-pwa.wasm");
    let dist = target.join(modo.dist());
    let stamp = stamp::compute(&wasm, &root().join("pwa"))?;
    let stamp_file = dist.with_extension("stamp");
    if dist.join("index.html").is_file() && fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp) {
        println!("{} is up to date", dist.display());
        return Ok(dist);
    }
    assemble(modo, libreria, &wasm, &target.join("bindgen"), &dist)?;
    fs::write(stamp_file, stamp)?;
    Ok(dist)
}

fn assemble(modo: Modo, libreria: Libreria, wasm: &Path, bindgen: &Path, folder: &Path) -> Result<(), Error> {
    println!("Assembling {}", folder.display());
    let source = root().join("pwa");
    remove(bindgen)?;
    let parti = if modo == Modo::Piccola { Some(dividi::cut(wasm, &bindgen.join("parti"))?) } else { None };
    Bindgen::new()
        .input_path(parti.as_ref().map_or(wasm, |parti| &parti.main))
        .out_name("app")
        .web(true)?
        .typescript(false)
        .demangle(false)
        .debug(false)
        // The areas are linked to the first part by these names.
        .keep_lld_exports(parti.is_some())
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(bindgen)?;

    remove(folder)?;
    let mut dist = Dist::new(folder)?;
    dist.copy(&source.join("public"), "")?;
    dist.copy(&bindgen.join("snippets"), "assets/snippets/")?;
    let styles = source.join("styles");
    let mut fogli = BTreeMap::new();
    let first = if parti.is_some() { &[Foglio::Primi][..] } else { &Foglio::ALL };
    let css = dist.hashed(Foglio::Primi.nome(), "css", css::bundle(&styles, first)?.as_bytes())?;
    for foglio in Foglio::ALL.into_iter().filter(|foglio| !first.contains(foglio)) {
        fogli.insert(foglio, dist.hashed(foglio.nome(), "css", css::bundle(&styles, &[foglio])?.as_bytes())?);
    }
    let mut wasm = fs::read(bindgen.join("app_bg.wasm"))?;
    let mut js = fs::read_to_string(bindgen.join("app.js"))?;
    let mut areas = dividi::Aree::new();
    if let Some(parti) = &parti {
        (js, wasm) = snellire::names(&js, &wasm, &parti.shared)?;
        wasm = riordina::functions(&wasm, &parti.variables)?;
        (js, areas) = parti.pack(&mut dist, &js, &fs::read_to_string(source.join("aree.js"))?, &fogli)?;
        js = snellire::layout(&js);
    }
    let wasm = dist.hashed("app", "wasm", &wasm)?;
    let js = dist.hashed("app", "js", js.as_bytes())?;
    let texts = testi::write(&mut dist, &source)?;
    // Nothing comes later where nothing is cut.
    let begins = if parti.is_some() { 1 } else { testi::GRUPPI };
    let values = [
        ("__TESTI__", &*texts),
        ("__PRIMI__", &*begins.to_string()),
        ("__INIZIO__", &*format!("{:?}", areas.get("inizio").map_or(&[][..], Vec::as_slice))),
        ("__WASM__", &*format!("{wasm:?}")),
        ("__APP__", &*format!("{js:?}")),
    ];
    let boot = fill(&source.join("boot.js"), &values)?;
    let boot = dist.hashed("boot", "js", if parti.is_some() { snellire::layout(&boot) } else { boot }.as_bytes())?;

    let links = format!(
        "<link rel=\"stylesheet\" href=\"{css}\">\n  <link rel=\"modulepreload\" href=\"{js}\">\n  \
         <link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n  \
         <script type=\"module\" src=\"{boot}\"></script>"
    );
    let icons = fs::read_to_string(source.join("icone.svg"))?;
    let index = fill(&source.join("index.html"), &[("<!--assets-->", &*links), ("<!--icone-->", icons.trim())])?;
    dist.write("index.html", index.as_bytes())?;

    let (list, version) = precache::list(dist.files());
    let worker = fill(&source.join("sw.js"), &[("__PRECACHE__", &list), ("__VERSION__", &version)])?;
    dist.write("sw.js", worker.as_bytes())?;

    if modo == Modo::Piccola {
        let sizes = compress::all(folder, dist.files())?;
        pesi::check(&pesi::measure(&sizes, &areas)?, libreria)?;
    }
    Ok(())
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
