//! The figures, for people and for programs.

use std::fmt;

use serde::Serialize;

use crate::carico::Misura;
use crate::contesa::Contesa;
use crate::intermediario::Confronto;

/// Everything that was measured.
#[derive(Debug, Serialize)]
pub struct Resoconto {
    /// Resident, with the demo data loaded and nothing asked yet.
    pub memoria_kb: u64,
    pub memoria_alla_fine_kb: u64,
    /// How many asked at once.
    pub clienti: usize,
    pub operazioni: Vec<Misura>,
    pub contesa: Vec<Contesa>,
    pub intermediario: Vec<Confronto>,
}

impl fmt::Display for Resoconto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = |kilobytes: u64| kilobytes.div_ceil(1024);
        writeln!(
            f,
            "Resident with the demo data: {} MB, at the end {} MB",
            megabytes(self.memoria_kb),
            megabytes(self.memoria_alla_fine_kb)
        )?;
        writeln!(f, "\n{} clients at once; CPU of client, gateway, function and services together", self.clienti)?;
        writeln!(
            f,
            "{:22}{:>7}{:>9}{:>9}{:>9}{:>9}{:>10}{:>7}{:>7}{:>7}",
            "operation", "times", "/s", "p50 ms", "p99 ms", "CPU ms", "x status", "read", "write", "calls"
        )?;
        let status = self.operazioni.first().map_or(1.0, |first| first.cpu_ms).max(f64::EPSILON);
        for misura in &self.operazioni {
            writeln!(
                f,
                "{:22}{:7}{:9.1}{:9.1}{:9.1}{:9.2}{:10.1}{:7.1}{:7.1}{:7}",
                misura.operazione,
                misura.volte,
                misura.al_secondo,
                misura.p50_ms,
                misura.p99_ms,
                misura.cpu_ms,
                misura.cpu_ms / status,
                misura.unita_lettura,
                misura.unita_scrittura,
                misura.chiamate
            )?;
        }
        writeln!(f, "\n{:>8}{:>8}{:>14}{:>18}{:>10}{:>9}", "senders", "sends", "transactions", "attempts a send", "refused", "seconds")?;
        for contesa in &self.contesa {
            writeln!(
                f,
                "{:8}{:8}{:14}{:18.2}{:10}{:9.1}",
                contesa.mittenti, contesa.invii, contesa.transazioni, contesa.tentativi_per_invio, contesa.respinti, contesa.secondi
            )?;
        }
        writeln!(f, "\nAn intermediary: 20 employers with 500 quesiti, then 2,000 with 50,000")?;
        writeln!(f, "{:28}{:>7}{:>9}{:>12}{:>12}{:>9}", "page", "calls", "queries", "read, few", "read, many", "p50 ms")?;
        for Confronto { pagina, chiamate, query, unita_con_pochi, unita_con_molti, p50_ms } in &self.intermediario {
            writeln!(f, "{pagina:28}{chiamate:7}{query:9}{unita_con_pochi:12.1}{unita_con_molti:12.1}{p50_ms:9.1}")?;
        }
        Ok(())
    }
}
