//! The invariants of `docs/ARCHITECTURE.md`, read off `cargo metadata` and the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_path_buf()
}

/// The workspace's packages, as cargo tells of them.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo metadata");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

/// Normal dependencies of each workspace package, by name.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    packages()
        .iter()
        .map(|package| {
            let names = package["dependencies"].as_array().expect("dependencies").iter();
            let normal = names.filter(|dependency| dependency["kind"].is_null()).filter_map(|dependency| dependency["name"].as_str());
            (package["name"].as_str().expect("a name").to_owned(), normal.map(str::to_owned).collect())
        })
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && !matches!(name, "target" | "node_modules" | ".git" | ".data") {
            sources(&path, found);
        } else if name.ends_with(".rs") {
            found.push((path.clone(), std::fs::read_to_string(&path).expect("text")));
        }
    }
}

const FUNCTIONS: [&str; 11] = [
    "cassetto-login",
    "cassetto-quesito-submit",
    "cassetto-quesito-list",
    "cassetto-fascicolo",
    "cassetto-deleghe",
    "cassetto-notify",
    "cassetto-registro",
    "cassetto-contatti",
    "cassetto-deliver",
    "cassetto-esiti",
    "cassetto-sonda",
];

#[test]
fn domain_and_api_know_nothing_of_the_world() {
    let all = dependencies();
    for package in ["cassetto-leggere", "cassetto-domain", "cassetto-api"] {
        for forbidden in ["tokio", "lambda_http", "lambda_runtime", "getrandom", "rand", "cassetto-store", "cassetto-runtime"] {
            assert!(!all[package].contains(forbidden), "{package} depends on {forbidden}");
        }
        assert!(all[package].iter().all(|name| !name.starts_with("aws")), "{package} depends on AWS");
    }
}

#[test]
fn only_the_store_names_the_sdk() {
    for (package, dependencies) in dependencies() {
        // `confronto` is what the functions are measured against: the bare SDK.
        if matches!(package.as_str(), "cassetto-store" | "cassetto-local" | "cassetto-confronto") {
            continue;
        }
        assert!(dependencies.iter().all(|name| !name.starts_with("aws-sdk")), "{package} names the SDK");
    }
}

/// What reads the whole table is behind a feature, and what serves people is built without it.
#[test]
fn no_function_can_scan() {
    for (package, features) in store_features() {
        let may = matches!(package.as_str(), "cassetto-esercizio" | "cassetto-local");
        assert!(may || !features.contains("ispezione"), "{package} may scan the table");
        assert!(package == "cassetto-operazioni" || !features.contains("migrazione"), "{package} may migrate the table");
    }
}

/// The features of the store that each package asks for.
fn store_features() -> BTreeMap<String, BTreeSet<String>> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = packages();
    let features = |package: &Value| {
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        let of_the_store = dependencies.filter(|dependency| dependency["name"] == "cassetto-store");
        of_the_store
            .flat_map(|dependency| dependency["features"].as_array().cloned().unwrap_or_default())
            .map(|feature| text(&feature))
            .collect()
    };
    packages.iter().map(|package| (text(&package["name"]), features(package))).collect()
}

#[test]
fn a_function_never_depends_on_another() {
    let all = dependencies();
    for function in FUNCTIONS {
        for other in FUNCTIONS {
            assert!(!all[function].contains(other), "{function} depends on {other}");
        }
    }
    for (package, dependencies) in &all {
        if package.starts_with("cassetto-") && !matches!(package.as_str(), "cassetto-local" | "cassetto-tests") {
            assert!(FUNCTIONS.iter().all(|function| !dependencies.contains(*function)), "{package} depends on a function");
        }
    }
}

#[test]
fn the_pwa_talks_through_the_contract_only() {
    let all = dependencies();
    for forbidden in ["cassetto-store", "cassetto-runtime", "regex", "chrono", "uuid", "url", "reqwest", "tracing-subscriber"] {
        assert!(!all["cassetto-pwa"].contains(forbidden), "the PWA depends on {forbidden}");
    }
    let mut files = Vec::new();
    sources(&root().join("pwa/src"), &mut files);
    for (path, text) in files {
        assert!(!text.contains("\"/api/"), "{} writes a path of the API", path.display());
    }
}

#[test]
fn sources_keep_to_the_layout() {
    let mut files = Vec::new();
    sources(&root(), &mut files);
    assert!(files.len() > 50, "the sources were not found");
    for (path, text) in files {
        assert!(path.file_name().is_some_and(|name| name != "mod.rs"), "{}", path.display());
        let main = path.ends_with("src/main.rs") && path.starts_with(root().join("functions"));
        assert!(!main || text.lines().count() <= 25, "{} is longer than 25 lines", path.display());
    }
}
