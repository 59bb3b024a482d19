// How the texts of a language lie in its file. Read by this crate's build script, which makes the keys, and by `cargo xtask pwa`, which
// makes the files that the app loads: the order is the contract between the two.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Texts by key: the words of the path joined by dots.
pub type Testi = BTreeMap<String, String>;

/// What the API says, translated: its keys are the API's own codes.
const PROBLEMI: &str = "problemi.json";

/// The domain's data translated, by its Italian: `{"Contributi": "Внески"}`. The data itself has Italian and English.
pub const ARGOMENTI: &str = "argomenti.json";

/// How many files a language is: its groups, in the order of these constants, one after the other.
pub const GRUPPI: usize = 8;
/// What the first page and everything around the pages says.
const PRIMI: usize = 0;
/// What only the office reads.
pub const UFFICIO: usize = 1;
/// Help and legal pages.
pub const INFORMAZIONI: usize = 2;
/// Writing: the wizard, drafts, what waits to be sent.
pub const SCRIVERE: usize = 3;
/// Documents and photographs that go with it.
pub const DOCUMENTI: usize = 4;
/// Delegations and contacts.
pub const PERSONALI: usize = 5;
/// The other pages: lists and threads, payments, employers, signing in.
pub const ALTRE: usize = 6;
/// What two of the groups say; what the API says and the domain's data follow in the same file.
pub const COMUNI: usize = 7;

/// The group of the texts that a source file names; the first that fits. What no line fits is around every page.
const DI: [(&str, usize); 30] = [
    ("pages/inizio/home", PRIMI),
    ("pages/inizio/datore.rs", PRIMI),
    ("pages/quesiti/per_conto.rs", PRIMI),
    ("pages/nuovo/riferimento.rs", PRIMI),
    ("pages/not_found.rs", PRIMI),
    ("pages/scritto.rs", PRIMI),
    ("pages/fascicolo", UFFICIO),
    ("pages/informazioni", INFORMAZIONI),
    ("pages/nuovo", SCRIVERE),
    ("pages/bozze", SCRIVERE),
    ("pages/condivisi", SCRIVERE),
    ("components/uploader/", DOCUMENTI),
    ("components/in_coda", SCRIVERE),
    ("components/installa", SCRIVERE),
    // What sends is on other pages too; the office has documents, and sees how contacts came to be.
    ("in_uscita", COMUNI),
    ("components/uploader.rs", COMUNI),
    ("cartella", COMUNI),
    ("pages/contatti/storia", COMUNI),
    ("pages/contatti", PERSONALI),
    ("pages/deleghe", PERSONALI),
    ("pages/avvisi", PERSONALI),
    ("pages/quesiti/detail", COMUNI),
    ("pages/quesiti/esporta", COMUNI),
    ("pages/quesiti/sequenza", COMUNI),
    ("pages/quesiti/testata", COMUNI),
    ("pages/", ALTRE),
    ("components/condividi", ALTRE),
    ("components/timeline", COMUNI),
    ("components/barre", COMUNI),
    ("components/quesiti_table", COMUNI),
];

/// The keys of each group. A text belongs to the group of all that name it, else to the common one: so it is always there where it is
/// shown. Whoever shows a text of another folder's file on the first page adds that file above.
pub fn gruppi(pwa: &Path, texts: &Testi) -> Result<[Vec<String>; GRUPPI], String> {
    let source = pwa.join("src");
    let mut named: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
            let path = entry.map_err(|error| error.to_string())?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let relative = path.strip_prefix(&source).map(|path| path.to_string_lossy().replace('\\', "/")).unwrap_or_default();
            let group = DI.iter().find(|(prefix, _)| relative.starts_with(prefix)).map_or(PRIMI, |(_, group)| *group);
            let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            for rest in text.split("K::").skip(1) {
                let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
                named.entry(name).or_default().insert(group);
            }
        }
    }
    let mut groups: [Vec<String>; GRUPPI] = Default::default();
    for key in texts.keys() {
        let users = named.remove(&variant(key)).unwrap_or_default();
        let group = match users.iter().copied().collect::<Vec<_>>()[..] {
            [PRIMI, ..] => PRIMI,
            [one] => one,
            _ => COMUNI,
        };
        groups[group].push(key.clone());
    }
    Ok(groups)
}

/// `accesso.pin_mostra` becomes `AccessoPinMostra`.
pub fn variant(key: &str) -> String {
    key.split(['.', '_', '-'])
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
        })
        .collect()
}

/// The texts of the interface, from all files of a language. Two files may not have the same key.
pub fn interfaccia(pwa: &Path, lingua: &str) -> Result<Testi, String> {
    let folder = pwa.join("locales").join(lingua);
    let mut texts = Testi::new();
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let files: BTreeSet<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    for file in files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "json") && !is_translation(file)) {
        let expected = texts.len();
        let part = flattened(&parse(&file)?);
        let expected = expected + part.len();
        texts.extend(part);
        if texts.len() != expected {
            return Err(format!("{} repeats a key of another file", file.display()));
        }
    }
    Ok(texts)
}

/// The titles and remedies of problems, and the reasons: `problemi.<slug>.titolo`, `motivi.<slug>`. The Italian ones are the API's.
pub fn problemi(pwa: &Path, lingua: &str) -> Result<Testi, String> {
    let file = if lingua == "it" {
        pwa.join("../functions/shared/api/locales/problemi.it.json")
    } else {
        pwa.join("locales").join(lingua).join(PROBLEMI)
    };
    Ok(flattened(&parse(&file)?))
}

fn is_translation(file: &Path) -> bool {
    [PROBLEMI, ARGOMENTI].into_iter().any(|name| file.ends_with(name))
}

fn parse(file: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))
}

fn flattened(value: &Value) -> Testi {
    let mut texts = Testi::new();
    flatten(value, "", &mut texts);
    texts
}

fn flatten(value: &Value, prefix: &str, texts: &mut Testi) {
    match value {
        Value::Object(parts) => {
            for (name, part) in parts {
                let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
                flatten(part, &key, texts);
            }
        }
        Value::String(text) => {
            texts.insert(prefix.to_owned(), text.clone());
        }
        _ => {}
    }
}
