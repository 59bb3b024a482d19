//! The figures, for people and for programs.

use std::fmt;

use serde::Serialize;

use crate::carico::Misura;
use crate::contesa::Contesa;
use crate::intermediario::Confronto;
use crate::operazioni::LETTURA;
use crate::punta::Punta;
use crate::verdetto::Verdetto;
use crate::volumi::Volume;

/// Everything that was measured.
#[derive(Debug, Default, Serialize)]
pub struct Resoconto {
    /// Resident, with the demo data loaded and nothing asked yet.
    pub memoria_kb: u64,
    pub operazioni: Vec<Misura>,
    pub contesa: Vec<Contesa>,
    pub punta: Vec<Punta>,
    pub intermediario: Vec<Confronto>,
    pub volumi: Vec<Volume>,
    pub verdetti: Vec<Verdetto>,
}

fn megabytes(kilobytes: u64) -> u64 {
    kilobytes.div_ceil(1024)
}

/// How many calls, for a product.
fn chiamate(misura: &Misura) -> f64 {
    u32::try_from(misura.costo.totale()).map_or(f64::INFINITY, f64::from)
}

fn misure(f: &mut fmt::Formatter<'_>, misure: &[Misura]) -> fmt::Result {
    writeln!(
        f,
        "{:20}{:>8}{:>8}{:>9}{:>9}{:>9}{:>9}{:>10}{:>10}{:>7}{:>7}{:>7}{:>10}{:>9}",
        "operation",
        "clients",
        "times",
        "/s",
        "p50 ms",
        "p99 ms",
        "CPU ms",
        "function",
        "services",
        "read",
        "write",
        "calls",
        "their ms",
        "MB"
    )?;
    for misura in misure {
        let una = misure.iter().find(|una| una.operazione == LETTURA && una.clienti == misura.clienti);
        writeln!(
            f,
            "{:20}{:8}{:8}{:9.1}{:9.1}{:9.1}{:9.2}{:10.2}{:10.2}{:7.1}{:7.1}{:7}{:10.2}{:9}",
            misura.operazione,
            misura.clienti,
            misura.volte,
            misura.al_secondo,
            misura.p50_ms,
            misura.p99_ms,
            misura.cpu_ms,
            misura.funzione_ms,
            misura.servizi_ms,
            misura.costo.unita_lettura,
            misura.costo.unita_scrittura,
            misura.costo.totale(),
            una.map_or(0.0, |una| una.cpu_ms * chiamate(misura)),
            megabytes(misura.memoria_kb)
        )?;
    }
    Ok(())
}

impl fmt::Display for Resoconto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Resident with the demo data: {} MB", megabytes(self.memoria_kb))?;
        writeln!(
            f,
            "CPU: of client, gateway, function and services together, user and system; then of the function alone, and of what stands in for the cloud;\n\
             \"their\": what those calls would take, each the smallest that there is, without a request, a handler, an answer around them"
        )?;
        if !self.operazioni.is_empty() {
            writeln!(f)?;
            misure(f, &self.operazioni)?;
        }
        for volume in &self.volumi {
            let Volume { quesiti, righe, secondi, memoria_kb, .. } = volume;
            writeln!(f, "\n{quesiti} quesiti ({righe} rows more in {secondi:.1} s), {} MB resident", megabytes(*memoria_kb))?;
            misure(f, &volume.misure)?;
        }
        if !self.contesa.is_empty() {
            contesa(f, &self.contesa)?;
        }
        if !self.punta.is_empty() {
            punta(f, &self.punta)?;
        }
        if !self.intermediario.is_empty() {
            writeln!(f, "\nAn intermediary: 20 employers with 500 quesiti, then 2,000 with 50,000")?;
            writeln!(f, "{:28}{:>7}{:>9}{:>12}{:>12}{:>9}", "page", "calls", "queries", "read, few", "read, many", "p50 ms")?;
            for Confronto { pagina, chiamate, query, unita_con_pochi, unita_con_molti, p50_ms } in &self.intermediario {
                writeln!(f, "{pagina:28}{chiamate:7}{query:9}{unita_con_pochi:12.1}{unita_con_molti:12.1}{p50_ms:9.1}")?;
            }
        }
        writeln!(f)?;
        for verdetto in &self.verdetti {
            writeln!(f, "{verdetto}")?;
        }
        if self.verdetti.is_empty() {
            writeln!(f, "Everything is within its budget, nothing grows with the table.")?;
        }
        Ok(())
    }
}

fn contesa(f: &mut fmt::Formatter<'_>, punti: &[Contesa]) -> fmt::Result {
    writeln!(f, "\nSenders to one sede at once, each with functions of its own")?;
    writeln!(
        f,
        "{:>8}{:>8}{:>14}{:>17}{:>10}{:>9}{:>9}{:>9}{:>14}",
        "senders", "sends", "transactions", "attempts a send", "told 503", "seconds", "p50 ms", "p99 ms", "units wasted"
    )?;
    for contesa in punti {
        writeln!(
            f,
            "{:8}{:8}{:14}{:17.2}{:10}{:9.1}{:9.0}{:9.0}{:14.0}",
            contesa.mittenti,
            contesa.invii,
            contesa.transazioni,
            contesa.tentativi_per_invio,
            contesa.respinti,
            contesa.secondi,
            contesa.p50_ms,
            contesa.p99_ms,
            contesa.unita_perse
        )?;
    }
    Ok(())
}

fn punta(f: &mut fmt::Formatter<'_>, punti: &[Punta]) -> fmt::Result {
    writeln!(f, "\nSends that arrive at one sede, with reads of 5 ms and transactions of 20")?;
    writeln!(
        f,
        "{:>8}{:>10}{:>8}{:>10}{:>17}{:>9}{:>9}",
        "a second", "arrivals", "sends", "told 503", "attempts a send", "p50 ms", "p99 ms"
    )?;
    for Punta { al_secondo, arrivi, invii, respinti, transazioni_per_invio, p50_ms, p99_ms } in punti {
        writeln!(f, "{al_secondo:8}{arrivi:10}{invii:8}{respinti:10}{transazioni_per_invio:17.2}{p50_ms:9.0}{p99_ms:9.0}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::carico::Costo;

    fn misura(operazione: &'static str, clienti: usize, cpu_ms: f64, chiamate: u64) -> Misura {
        let costo =
            |chiamate| Costo { unita_lettura: 0.0, unita_scrittura: 0.0, chiamate: BTreeMap::from([("Query".to_owned(), chiamate)]) };
        Misura {
            operazione,
            clienti,
            volte: 1,
            al_secondo: 1.0,
            p50_ms: 1.0,
            p99_ms: 1.0,
            cpu_ms,
            funzione_ms: 0.0,
            servizi_ms: 0.0,
            memoria_kb: 0,
            costo: costo(chiamate),
            avvisi: costo(7),
        }
    }

    #[test]
    fn calls_are_priced_with_one_row_asked_by_as_many_clients() {
        let operazioni =
            vec![misura(LETTURA, 1, 0.25, 1), misura("dettaglio", 1, 1.0, 3), misura(LETTURA, 16, 0.5, 1), misura("dettaglio", 16, 2.0, 3)];
        let table = Resoconto { operazioni, ..Resoconto::default() }.to_string();
        let column = |clienti: &str| {
            let row = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
            let row = row.filter(|row| row.first() == Some(&"dettaglio")).find(|row| row[1] == clienti).unwrap_or_default();
            row[row.len() - 2].to_owned()
        };
        assert_eq!((column("1"), column("16")), ("0.75".to_owned(), "1.50".to_owned()));
    }
}
