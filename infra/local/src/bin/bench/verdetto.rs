//! What the figures must be. Calls and units are the same on every machine: that they grow with the table is an error. CPU and memory
//! are the machine's too: what is over its budget is said, and is an error only where it is asked for.

use std::fmt;

use serde::Serialize;

use crate::carico::Misura;
use crate::intermediario::Confronto;
use crate::operazioni::INVIO;
use crate::volumi::{CENTOMILA, Volume};

/// CPU ms a request, by operation; of the rest nothing is asked.
const CPU: [(&str, f64); 7] =
    [("dettaglio", 0.5), ("home", 0.5), ("elenco di 20", 0.7), ("elenco di 50", 0.7), ("coda di 20", 0.7), ("ricerca", 0.8), (INVIO, 2.0)];

/// With [`CENTOMILA`] quesiti.
const MEMORIA_KB: u64 = 150 * 1024;

/// From the smallest table to the largest.
const CRESCITA: f64 = 1.2;

/// Below this a difference is the clock's.
const RISOLUZIONE_MS: f64 = 0.05;

/// Something that is not as it must be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdetto {
    pub gravita: Gravita,
    pub testo: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gravita {
    /// Of calls or units: the same everywhere.
    Errore,
    /// Of CPU or memory: this machine's, at this moment.
    OltreIlLimite,
}

impl fmt::Display for Verdetto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.gravita {
            Gravita::Errore => "WRONG",
            Gravita::OltreIlLimite => "over budget",
        };
        write!(f, "{what}: {}", self.testo)
    }
}

fn errore(testo: String) -> Verdetto {
    Verdetto { gravita: Gravita::Errore, testo }
}

fn oltre(testo: String) -> Verdetto {
    Verdetto { gravita: Gravita::OltreIlLimite, testo }
}

pub fn judge(operazioni: &[Misura], volumi: &[Volume], intermediario: &[Confronto]) -> Vec<Verdetto> {
    let everything = operazioni.iter().map(|misura| (None, misura));
    let everything =
        everything.chain(volumi.iter().flat_map(|volume| volume.misure.iter().map(move |misura| (Some(volume.quesiti), misura))));
    let mut all: Vec<Verdetto> = everything.filter_map(|(quesiti, misura)| budget(quesiti, misura)).collect();
    for volume in volumi.iter().filter(|volume| volume.quesiti == CENTOMILA) {
        let most = volume.misure.iter().map(|misura| misura.memoria_kb).max().unwrap_or_default().max(volume.memoria_kb);
        if most > MEMORIA_KB {
            all.push(oltre(format!("{} MB resident with {CENTOMILA} quesiti", most / 1024)));
        }
    }
    if let Some((smallest, larger)) = volumi.split_first() {
        for volume in larger {
            let pairs = smallest.misure.iter().zip(&volume.misure);
            all.extend(pairs.flat_map(|(few, many)| growth(few, many, volume.quesiti)));
        }
    }
    for Confronto { pagina, unita_con_pochi, unita_con_molti, .. } in intermediario {
        if !same(*unita_con_pochi, *unita_con_molti) {
            all.push(errore(format!("{pagina}: {unita_con_pochi} read units with few employers, {unita_con_molti} with many")));
        }
    }
    all
}

fn budget(quesiti: Option<u32>, misura: &Misura) -> Option<Verdetto> {
    let (_, most) = CPU.iter().find(|(name, _)| *name == misura.operazione)?;
    let table = quesiti.map_or_else(String::new, |quesiti| format!(", {quesiti} quesiti"));
    (misura.cpu_ms > *most).then(|| {
        oltre(format!(
            "{}: {:.2} ms of CPU for each, {} clients{table}; {most:.1} allowed",
            misura.operazione, misura.cpu_ms, misura.clienti
        ))
    })
}

fn growth(few: &Misura, many: &Misura, quesiti: u32) -> Vec<Verdetto> {
    let (name, mut all) = (many.operazione, Vec::new());
    if few.costo.chiamate != many.costo.chiamate {
        all.push(errore(format!("{name}: {:?} became {:?} with {quesiti} quesiti", few.costo.chiamate, many.costo.chiamate)));
    }
    let units =
        [("read", few.costo.unita_lettura, many.costo.unita_lettura), ("write", few.costo.unita_scrittura, many.costo.unita_scrittura)];
    for (kind, few, many) in units {
        if many > few * CRESCITA {
            all.push(errore(format!("{name}: {few} {kind} units became {many} with {quesiti} quesiti")));
        }
    }
    if many.cpu_ms > few.cpu_ms * CRESCITA + RISOLUZIONE_MS {
        all.push(oltre(format!(
            "{name}, {} clients: {:.2} ms of CPU became {:.2} with {quesiti} quesiti",
            many.clienti, few.cpu_ms, many.cpu_ms
        )));
    }
    all
}

/// Units come in halves.
fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.25
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carico::Costo;

    fn misura(operazione: &'static str, cpu_ms: f64, unita_lettura: f64, calls: u64) -> Misura {
        let costo = Costo { unita_lettura, unita_scrittura: 0.0, chiamate: [("Query".to_owned(), calls)].into() };
        let (al_secondo, p50_ms, p99_ms) = (0.0, 0.0, 0.0);
        Misura {
            operazione,
            clienti: 1,
            volte: 1,
            al_secondo,
            p50_ms,
            p99_ms,
            cpu_ms,
            funzione_ms: 0.0,
            servizi_ms: 0.0,
            memoria_kb: 0,
            avvisi: costo.clone(),
            costo,
        }
    }

    fn volume(quesiti: u32, memoria_kb: u64, misura: Misura) -> Volume {
        Volume { quesiti, righe: 0, secondi: 0.0, memoria_kb, misure: vec![misura] }
    }

    fn kinds(volumi: &[Volume]) -> Vec<Gravita> {
        judge(&[], volumi, &[]).iter().map(|verdetto| verdetto.gravita).collect()
    }

    #[test]
    fn what_stays_is_well_and_what_grows_is_not() {
        use Gravita::{Errore, OltreIlLimite};
        let small = || volume(10_000, 0, misura("dettaglio", 0.3, 2.5, 2));
        let with = |cpu_ms, units, calls| vec![small(), volume(CENTOMILA, 0, misura("dettaglio", cpu_ms, units, calls))];
        assert!(kinds(&with(0.3, 2.5, 2)).is_empty());
        assert_eq!(kinds(&with(0.3, 3.5, 2)), [Errore]);
        assert_eq!(kinds(&with(0.3, 2.5, 3)), [Errore]);
        assert_eq!(kinds(&with(0.45, 2.5, 2)), [OltreIlLimite]);
        assert_eq!(kinds(&[volume(CENTOMILA, MEMORIA_KB + 1, misura("dettaglio", 0.3, 2.5, 2))]), [OltreIlLimite]);
    }

    #[test]
    fn an_operation_has_its_budget_and_a_page_its_units() {
        assert_eq!(judge(&[misura("dettaglio", 0.6, 2.5, 2)], &[], &[]).len(), 1);
        assert!(judge(&[misura("stato", 9.0, 0.5, 1)], &[], &[]).is_empty());
        let confronto =
            |unita_con_molti| Confronto { pagina: "datori", chiamate: 2, query: 1, unita_con_pochi: 2.0, unita_con_molti, p50_ms: 1.0 };
        assert!(judge(&[], &[], &[confronto(2.0)]).is_empty());
        assert_eq!(judge(&[], &[], &[confronto(2.5)]).first().map(|verdetto| verdetto.gravita), Some(Gravita::Errore));
    }
}
