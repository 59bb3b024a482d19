//! The registers: numbers without gaps, days in order, daily registers chained and holding what is registered.

use std::collections::{BTreeMap, BTreeSet};

use cassetto_domain::calendario::oggi;
use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::sede::CodiceSede;
use cassetto_prove::registro::{Precedente, RegistroGiornaliero, Riga};
use cassetto_prove::sha256;
use cassetto_prove::verifica::{File, verifica};
use cassetto_store::{Registrazione, RegistroProdotto, StoreError};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::controllo::Controllo;
use crate::legge::{Difetto, Legge};

/// Registrations of one Query, and entries of one batch.
const PAGE: u16 = 100;

/// A daily register is due by the next working day: a weekend with a holiday before and after it, no more.
const LATE: i64 = 5;

/// What the pass over the table saw of registers.
#[derive(Default)]
pub(crate) struct Visti {
    counters: BTreeMap<(CodiceSede, i16), (Option<Protocollo>, Option<Date>)>,
    /// Registers that have a registration.
    used: BTreeSet<(CodiceSede, i16)>,
    daily: BTreeMap<CodiceSede, BTreeMap<Date, RegistroProdotto>>,
}

impl Visti {
    pub(crate) fn counter(&mut self, sede: CodiceSede, anno: i16, ultimo: Option<Protocollo>, chiuso: Option<Date>) {
        self.counters.insert((sede, anno), (ultimo, chiuso));
    }

    pub(crate) fn registration(&mut self, protocollo: &Protocollo) {
        self.used.insert((protocollo.sede, protocollo.anno()));
    }

    pub(crate) fn daily(&mut self, registro: &RegistroProdotto) {
        self.daily.entry(registro.sede).or_default().insert(registro.data, registro.clone());
    }

    /// Whether an object of the registers' bucket is one that a row speaks of.
    pub(crate) fn names(&self, oggetto: &str) -> bool {
        let mut parts = oggetto.split('/');
        let (Some(sede), Some(_), Some(file), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else { return false };
        let (Ok(sede), Some(data)) = (CodiceSede::parse(sede), file.strip_suffix(".json").and_then(|data| data.parse::<Date>().ok()))
        else {
            return false;
        };
        self.daily.get(&sede).is_some_and(|days| days.contains_key(&data))
    }
}

pub(crate) async fn check(controllo: &Controllo<'_>) -> Result<(), StoreError> {
    let (mut registers, daily, closed) = {
        let visti = controllo.visti.borrow();
        let registers: BTreeSet<_> = visti.registri.counters.keys().chain(&visti.registri.used).copied().collect();
        let closed: BTreeMap<_, _> = visti.registri.counters.iter().map(|(register, (_, chiuso))| (*register, *chiuso)).collect();
        (registers, visti.registri.daily.clone(), closed)
    };
    let sedi: BTreeSet<CodiceSede> = registers.iter().map(|(sede, _)| *sede).chain(daily.keys().copied()).collect();
    for (sede, anno) in std::mem::take(&mut registers) {
        let name = format!("registro {sede} {anno}");
        controllo.giudica(&name, || numbers(controllo, sede, anno, &name)).await?;
    }
    for sede in sedi {
        let days: Vec<RegistroProdotto> = daily.get(&sede).map(|days| days.values().cloned().collect()).unwrap_or_default();
        controllo.giudica(&format!("registri {sede}"), || chain(controllo, sede, &days, &closed)).await?;
    }
    Ok(())
}

/// One register of a year, from its first number to its last.
async fn numbers(controllo: &Controllo<'_>, sede: CodiceSede, anno: i16, name: &str) -> Result<Vec<Difetto>, StoreError> {
    controllo.passo().await;
    // First: what is registered afterwards is more than it says.
    let last = controllo.store.ultimo_numero(sede, anno).await?;
    let (mut found, mut before, mut counted) = (Vec::new(), None::<Protocollo>, 0_usize);
    loop {
        controllo.passo().await;
        let after = before.map_or(NumeroProtocollo(0), |before| before.numero);
        let page = controllo.store.registrazioni_dopo(sede, anno, after, PAGE).await?;
        if page.is_empty() {
            break;
        }
        counted += page.len();
        for registrazione in &page {
            let protocollo = registrazione.protocollo;
            let expected = before.map_or(NumeroProtocollo::PRIMO, |before| before.numero.successivo());
            if protocollo.numero != expected {
                found.push(Difetto::new(Legge::NumeriSenzaSalti, format!("{name}: dopo {expected} viene {protocollo}")));
            }
            if before.is_some_and(|before| before.data > protocollo.data) || protocollo.data.year() != anno {
                found.push(Difetto::new(Legge::GiorniInOrdine, protocollo));
            }
            before = Some(protocollo);
        }
        found.extend(entries(controllo, &page).await?);
    }
    controllo.count("registrazioni lette nei registri", counted);
    let reached = before.map_or(0, |before| before.numero.0);
    if reached < last || (reached > last && controllo.opzioni.ripetizioni == 0) {
        found.push(Difetto::new(Legge::Contatore, format!("{name}: contatore {last}, ultima registrazione {reached}")));
    }
    Ok(found)
}

/// Each registration has the entry that it registers.
async fn entries(controllo: &Controllo<'_>, page: &[Registrazione]) -> Result<Vec<Difetto>, StoreError> {
    let wanted: Vec<_> = page.iter().map(|registrazione| (registrazione.quesito, registrazione.versione)).collect();
    controllo.passo().await;
    let entries = controllo.store.voci(&wanted).await?;
    let mut found = Vec::new();
    for registrazione in page {
        let entry = entries.iter().find(|(quesito, voce)| *quesito == registrazione.quesito && voce.versione == registrazione.versione);
        let number = entry.and_then(|(_, voce)| match &voce.contenuto {
            cassetto_store::Contenuto::Messaggio(messaggio) => Some(messaggio.protocollo),
            cassetto_store::Contenuto::Trasferimento { protocollo, .. } => Some(*protocollo),
            _ => None,
        });
        if number != Some(registrazione.protocollo) {
            found.push(Difetto::new(Legge::RegistrazioneDiVoce, registrazione.protocollo));
        }
    }
    Ok(found)
}

/// The daily registers of a sede, oldest first.
async fn chain(
    controllo: &Controllo<'_>,
    sede: CodiceSede,
    days: &[RegistroProdotto],
    closed: &BTreeMap<(CodiceSede, i16), Option<Date>>,
) -> Result<Vec<Difetto>, StoreError> {
    let mut found = Vec::new();
    let first = first_day(controllo, sede, closed).await?;
    let late = oggi(controllo.opzioni.now).saturating_sub(LATE.days());
    let expected = days.last().map_or(first, |last| last.data.tomorrow().ok());
    if let Some(missing) = expected.filter(|missing| *missing < late) {
        found.push(Difetto::new(Legge::RegistroDiOgniGiorno, format!("{sede} {missing}")));
    }
    let mut before: Option<&RegistroProdotto> = None;
    for registro in days {
        let dove = format!("{sede} {}", registro.data);
        if before.map_or(first, |before| before.data.tomorrow().ok()) != Some(registro.data) {
            found.push(Difetto::new(Legge::RegistroDiOgniGiorno, &dove));
        }
        if closed.get(&(sede, registro.data.year())).copied().flatten().is_none_or(|closed| closed < registro.data) {
            found.push(Difetto::new(Legge::GiornoChiuso, &dove));
        }
        found.extend(day(controllo, registro, before, &dove).await?);
        before = Some(registro);
    }
    controllo.count("registri giornalieri letti", days.len());
    Ok(found)
}

/// The day of the first registration of all.
async fn first_day(
    controllo: &Controllo<'_>,
    sede: CodiceSede,
    closed: &BTreeMap<(CodiceSede, i16), Option<Date>>,
) -> Result<Option<Date>, StoreError> {
    for (of, anno) in closed.keys().filter(|(of, _)| *of == sede) {
        controllo.passo().await;
        if let Some(first) = controllo.store.prima_registrazione(*of, *anno).await? {
            return Ok(Some(first));
        }
    }
    Ok(None)
}

/// One daily register: its document, its chain, its content.
async fn day(
    controllo: &Controllo<'_>,
    registro: &RegistroProdotto,
    before: Option<&RegistroProdotto>,
    dove: &str,
) -> Result<Vec<Difetto>, StoreError> {
    controllo.passo().await;
    let bytes = match controllo.store.read_registro(registro.sede, registro.data).await {
        Ok(bytes) => bytes,
        Err(StoreError::Assente) => return Ok(vec![Difetto::new(Legge::RegistroDocumento, dove)]),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    let sound = verifica(&[File { nome: dove.to_owned(), contenuto: bytes.clone() }]).is_good();
    if sha256(&bytes) != registro.sha256 || bytes.len() as u64 != registro.dimensione || !sound {
        found.push(Difetto::new(Legge::RegistroDocumento, dove));
    }
    let Ok(documento) = RegistroGiornaliero::read(&bytes) else { return Ok(found) };
    if documento.precedente != before.map(|before| Precedente { data: before.data, sha256: before.sha256 }) {
        found.push(Difetto::new(Legge::RegistroCatena, dove));
    }
    let from = before.filter(|before| before.data.year() == registro.data.year()).map_or(NumeroProtocollo(0), |before| before.ultimo);
    controllo.passo().await;
    let rows = controllo.store.registrazioni_di(registro.sede, registro.data, from).await?;
    let same = rows.len() == documento.registrazioni.len()
        && rows.iter().zip(&documento.registrazioni).all(|(row, riga)| is_same(row, riga))
        && registro.ultimo == rows.last().map_or(from, |last| last.protocollo.numero)
        && usize::try_from(registro.quante).ok() == Some(rows.len());
    if !same {
        found.push(Difetto::new(Legge::RegistroContenuto, dove));
    }
    Ok(found)
}

fn is_same(row: &Registrazione, riga: &Riga) -> bool {
    row.protocollo == riga.segnatura
        && row.quando == riga.registrata
        && row.mittente == riga.mittente
        && row.destinatario == riga.destinatario
        && row.tramite == riga.tramite
        && row.oggetto.as_str() == riga.oggetto
        && row.documenti == riga.documenti
        && row.precedente == riga.collegata_a
}
