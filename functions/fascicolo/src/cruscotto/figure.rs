//! Adds up what an office has before it and what its counters hold.

use std::collections::BTreeMap;

use cassetto_api::fascicolo::{CaricoOperatore, CaricoVoce, Cruscotto, EstensioneVoce, Figure, FigureCategoria, MeseVoce};
use cassetto_api::modello::CategoriaVoce;
use cassetto_domain::calendario;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::orologio::{Fascia, Orologio};
use cassetto_domain::profilo;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::Coda;
use cassetto_domain::tempi::{Istogramma, Mese};
use cassetto_runtime::vista::{istante, sede_voce};
use cassetto_store::{Carico, Estensione, Quesito, Statistica};
use jiff::Timestamp;
use jiff::civil::Date;

/// The figures on the day that it is at `now`.
pub fn of(sede: CodiceSede, carico: &Carico, statistiche: &[Statistica], now: Timestamp) -> Cruscotto {
    let oggi = calendario::oggi(now);
    let mut totale = Conto::default();
    let mut categorie: BTreeMap<Posto, Conto> = BTreeMap::new();
    let mut operatori: BTreeMap<String, CaricoOperatore> = BTreeMap::new();
    for quesito in &carico.quesiti {
        let fascia = Orologio::of(quesito.termine, quesito.attesa.map(|attesa| attesa.dal), oggi).fascia;
        for conto in [&mut totale, categorie.entry(Posto::of(quesito.gestione, &quesito.categoria)).or_default()] {
            add(&mut conto.carico, quesito.coda(), fascia);
        }
        if let Some(operatore) = &quesito.operatore {
            let row = operatori.entry(operatore.id.to_string()).or_insert_with(|| CaricoOperatore {
                nome: operatore.nome.clone(),
                in_carico: 0,
                in_attesa: 0,
                scaduto: 0,
            });
            add_operatore(row, quesito, fascia);
        }
    }
    let first = Mese::of(oggi).ultimi().next().unwrap_or(Mese::of(oggi));
    for statistica in statistiche.iter().filter(|statistica| statistica.mese >= first) {
        for conto in [&mut totale, categorie.entry(Posto::of(statistica.gestione, &statistica.categoria)).or_default()] {
            conto.mesi.entry(statistica.mese).or_default().add(statistica);
        }
    }
    let mut operatori: Vec<_> = operatori.into_values().collect();
    operatori.sort_by(|one, other| one.nome.cmp(&other.nome));
    Cruscotto {
        sede: sede_voce(sede),
        istante: istante(now),
        estensione: match carico.estensione {
            Estensione::Completa => EstensioneVoce::Completa,
            Estensione::Parziale => EstensioneVoce::Parziale,
        },
        totale: totale.figure(oggi),
        categorie: categorie.into_iter().map(|(posto, conto)| posto.figure(&conto, oggi)).collect(),
        operatori,
    }
}

/// A category where the page shows it; one that no list names any more comes last in its gestione.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Posto {
    gestione: Gestione,
    posizione: usize,
    codice: String,
}

impl Posto {
    fn of(gestione: Gestione, codice: &str) -> Self {
        let voci = &profilo::corrente(gestione).argomenti.voci;
        let posizione = voci.iter().position(|categoria| categoria.codice == codice).unwrap_or(usize::MAX);
        Self { gestione, posizione, codice: codice.to_owned() }
    }

    fn figure(self, conto: &Conto, oggi: Date) -> FigureCategoria {
        FigureCategoria {
            gestione: self.gestione.into(),
            categoria: CategoriaVoce { codice: self.codice, versione: profilo::corrente(self.gestione).versione() },
            figure: conto.figure(oggi),
        }
    }
}

#[derive(Default)]
struct Conto {
    carico: CaricoVoce,
    mesi: BTreeMap<Mese, Somma>,
}

#[derive(Default)]
struct Somma {
    presentate: u32,
    accolte: u32,
    respinte: u32,
    tempi: Istogramma,
}

impl Somma {
    fn add(&mut self, statistica: &Statistica) {
        self.presentate += statistica.presentate;
        self.accolte += statistica.accolte;
        self.respinte += statistica.respinte;
        self.tempi.merge(&statistica.tempi);
    }
}

impl Conto {
    fn figure(&self, oggi: Date) -> Figure {
        let none = Somma::default();
        let mesi = Mese::of(oggi).ultimi().map(|mese| {
            let somma = self.mesi.get(&mese).unwrap_or(&none);
            MeseVoce {
                mese: mese.to_string(),
                presentate: somma.presentate,
                accolte: somma.accolte,
                respinte: somma.respinte,
                p50: somma.tempi.percentile(50),
                p90: somma.tempi.percentile(90),
            }
        });
        Figure { carico: self.carico, mesi: mesi.collect() }
    }
}

fn add(carico: &mut CaricoVoce, coda: Coda, fascia: Fascia) {
    match coda {
        Coda::Aperta => carico.aperte += 1,
        Coda::InCarico => carico.in_carico += 1,
        Coda::InAttesa => carico.in_attesa += 1,
        Coda::Chiusa => return,
    }
    match fascia {
        Fascia::InTempo => carico.in_tempo += 1,
        Fascia::InScadenza => carico.in_scadenza += 1,
        Fascia::ScadeOggi => carico.scade_oggi += 1,
        Fascia::Scaduto => carico.scaduto += 1,
        Fascia::Fermo => carico.fermo += 1,
    }
}

fn add_operatore(row: &mut CaricoOperatore, quesito: &Quesito, fascia: Fascia) {
    match quesito.coda() {
        Coda::InCarico => row.in_carico += 1,
        Coda::InAttesa => row.in_attesa += 1,
        Coda::Aperta | Coda::Chiusa => {}
    }
    if fascia == Fascia::Scaduto {
        row.scaduto += 1;
    }
}
