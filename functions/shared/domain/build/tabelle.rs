//! The tables that the PWA reads too, from `data` to Rust: a reader of JSON in the browser weighs more than the tables.
//!
//! Each file becomes one expression, which the module of its types includes. A field too many, too few or of another kind stops the build.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use serde::Deserialize;
use serde::de::DeserializeOwned;

type Done<T> = Result<T, Box<dyn Error>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Traduzione {
    it: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Categoria {
    codice: String,
    nome: Traduzione,
    descrizione: Traduzione,
    esempi: Vec<Traduzione>,
    giorni_risposta: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Categorie {
    versione: u32,
    dal: String,
    voci: Vec<Categoria>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Profili {
    #[serde(rename = "nota")]
    _nota: String,
    profili: Vec<Profilo>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Profilo {
    gestione: String,
    versione: u32,
    dal: String,
    file: usize,
    byte_per_file: u64,
    byte_totali: u64,
    tipi: Vec<String>,
    riferimento: String,
    pec: String,
    conservazione: String,
    /// Absent where `categorie.json` has them, under the same number.
    argomenti: Option<Vec<Categoria>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Delega {
    codice: String,
    nome: Traduzione,
    legge: bool,
    scrive: bool,
}

pub fn write() -> Done<()> {
    let versioni: Vec<Categorie> = read("categorie.json")?;
    let mut spiegazioni = Vec::new();
    save("categorie.rs", &list(&versioni, |Categorie { versione, dal, voci }| argomenti(*versione, dal, voci, &mut spiegazioni))?)?;
    let profili: Profili = read("profili.json")?;
    save("profili.rs", &list(&profili.profili, |profilo| self::profilo(profilo, &versioni, &mut spiegazioni))?)?;
    save("spiegazioni.rs", &list(&spiegazioni, |spiegazione| Ok(spiegazione.clone()))?)?;
    save("deleghe.rs", &list(&read::<Vec<Delega>>("deleghe.json")?, delega)?)
}

fn argomenti(versione: u32, dal: &str, voci: &[Categoria], spiegazioni: &mut Vec<String>) -> Done<String> {
    let (dal, voci) = (date(dal)?, list(voci, |voce| categoria(voce, spiegazioni))?);
    Ok(format!("Categorie {{ versione: {versione}, dal: {dal}, voci: {voci} }}"))
}

fn categoria(categoria: &Categoria, spiegazioni: &mut Vec<String>) -> Done<String> {
    let Categoria { codice, nome, descrizione, esempi, giorni_risposta } = categoria;
    let (nome, descrizione) = (traduzione(nome), traduzione(descrizione));
    let esempi = list(esempi, |esempio| Ok(traduzione(esempio)))?;
    let spiegazione = format!("Spiegazione {{ descrizione: {descrizione}, esempi: {esempi} }}");
    let n = spiegazioni.iter().position(|known| *known == spiegazione).unwrap_or_else(|| {
        spiegazioni.push(spiegazione);
        spiegazioni.len() - 1
    });
    Ok(format!("Categoria {{ codice: {codice:?}, nome: {nome}, giorni_risposta: {giorni_risposta}, spiegazione: {n} }}"))
}

fn profilo(profilo: &Profilo, versioni: &[Categorie], spiegazioni: &mut Vec<String>) -> Done<String> {
    let Profilo { gestione, versione, dal, file, byte_per_file, byte_totali, tipi, riferimento, pec, conservazione, argomenti: own } =
        profilo;
    let shared = versioni.iter().find(|categorie| categorie.versione == *versione).map(|categorie| &categorie.voci);
    let voci = own.as_ref().or(shared).ok_or_else(|| format!("{gestione} {versione}: no subjects"))?;
    let argomenti = argomenti(*versione, dal, voci, spiegazioni)?;
    let tipi = list(tipi, |tipo| Ok(name("TipoFile", tipo)))?;
    let allegati = format!("Limiti {{ file: {file}, byte_per_file: {byte_per_file}, byte_totali: {byte_totali}, tipi: {tipi} }}");
    let (gestione, riferimento) = (name("Gestione", gestione), name("Riferimento", riferimento));
    let (pec, conservazione) = (name("Pec", pec), name("Conservazione", conservazione));
    Ok(format!(
        "Profilo {{ gestione: {gestione}, allegati: {allegati}, riferimento: {riferimento}, pec: {pec}, conservazione: {conservazione}, \
         argomenti: {argomenti} }}"
    ))
}

fn delega(delega: &Delega) -> Done<String> {
    let Delega { codice, nome, legge, scrive } = delega;
    Ok(format!("Riga {{ codice: {codice:?}, nome: {}, legge: {legge}, scrive: {scrive} }}", traduzione(nome)))
}

fn traduzione(Traduzione { it, en }: &Traduzione) -> String {
    format!("Traduzione {{ it: {it:?}, en: {en:?} }}")
}

/// `yyyy-mm-dd`; that there is such a day the compiler sees.
fn date(text: &str) -> Done<String> {
    let parts = text.split('-').map(str::parse).collect::<Result<Vec<u16>, _>>()?;
    let [year, month, day] = parts.as_slice() else { return Err(format!("{text}: not a date").into()) };
    Ok(format!("jiff::civil::date({year}, {month}, {day})"))
}

/// `com_e` is `Conservazione::ComE`.
fn name(kind: &str, snake: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    format!("{kind}::{}", snake.split('_').map(capital).collect::<String>())
}

fn list<T>(all: &[T], mut one: impl FnMut(&T) -> Done<String>) -> Done<String> {
    let mut text = "&[".to_owned();
    for each in all {
        writeln!(text, "{},", one(each)?)?;
    }
    Ok(text + "]")
}

fn read<T: DeserializeOwned>(name: &str) -> Done<T> {
    let path = Path::new("data").join(name);
    println!("cargo::rerun-if-changed={}", path.display());
    serde_json::from_str(&fs::read_to_string(&path)?).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn save(name: &str, table: &str) -> Done<()> {
    Ok(fs::write(Path::new(&env::var("OUT_DIR")?).join(name), table)?)
}
