//! The figures, for people and for programs.

use std::fmt;

use serde::Serialize;

use crate::Error;
use crate::limiti::Limiti;
use crate::misura::Misura;

/// Everything that was measured.
#[derive(Debug, Serialize)]
pub struct Resoconto {
    pub limiti: Limiti,
    pub volte: usize,
    pub misure: Vec<Misura>,
}

impl Resoconto {
    /// Whether the functions keep to their budgets, with `margine` times the CPU.
    ///
    /// # Errors
    /// Names what is over.
    pub fn check(&self, margine: f64) -> Result<(), Error> {
        let functions = self.misure.iter().filter(|misura| !misura.nome.starts_with("confronto-"));
        let over: Vec<String> = functions.flat_map(|misura| over(&self.limiti, misura, margine)).collect();
        if over.is_empty() { Ok(()) } else { Err(over.join("; ").into()) }
    }
}

fn over(limiti: &Limiti, misura: &Misura, margine: f64) -> Vec<String> {
    let cpu = limiti.cpu_ms * margine;
    let mut over = Vec::new();
    if misura.cpu_primo_ms > cpu {
        over.push(format!("{}: {:.1} ms of CPU, {cpu:.1} allowed", misura.nome, misura.cpu_primo_ms));
    }
    for (figure, unit, value, limit) in [
        ("zip", "byte", misura.zip_byte, limiti.zip_byte),
        ("binary", "byte", misura.binario_byte, limiti.binario_byte),
        ("memory", "kB", misura.memoria_kb, limiti.memoria_kb),
    ] {
        if value > limit {
            over.push(format!("{}: {figure} of {value} {unit}, {limit} allowed", misura.nome));
        }
    }
    over
}

impl fmt::Display for Resoconto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Limiti { cpu_ms, zip_byte, binario_byte, memoria_kb } = self.limiti;
        writeln!(f, "Cold start, medians of {}; CPU of the process, user and system; DynamoDB behind TLS on this machine\n", self.volte)?;
        writeln!(
            f,
            "{:16}{:>10}{:>10}{:>10}{:>10}{:>9}{:>9}{:>8}{:>9}{:>8}{:>7}{:>5}",
            "function",
            "CPU init",
            "CPU 1st",
            "start ms",
            "event ms",
            "warm ms",
            "warm CPU",
            "RSS MB",
            "binary MB",
            "zip MB",
            "calls",
            "TLS"
        )?;
        for misura in &self.misure {
            writeln!(
                f,
                "{:16}{:10.2}{:10.2}{:10.1}{:10.2}{:9.2}{:9.2}{:8.1}{:9.2}{:8.2}{:7}{:5}",
                misura.nome,
                misura.cpu_init_ms,
                misura.cpu_primo_ms,
                misura.tempo_primo_ms,
                misura.tempo_evento_ms,
                misura.tempo_caldo_ms,
                misura.cpu_caldo_ms,
                thousand(misura.memoria_kb),
                thousand(misura.binario_byte) / 1000.0,
                thousand(misura.zip_byte) / 1000.0,
                misura.chiamate,
                misura.strette_di_mano
            )?;
        }
        writeln!(
            f,
            "{:16}{:>10}{cpu_ms:10.2}{:>10}{:>10}{:>9}{:>9}{:8.1}{:9.2}{:8.2}",
            "budget",
            "",
            "",
            "",
            "",
            "",
            thousand(memoria_kb),
            thousand(binario_byte) / 1000.0,
            thousand(zip_byte) / 1000.0
        )
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes to be read by people")]
fn thousand(value: u64) -> f64 {
    value as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misura() -> Misura {
        Misura {
            nome: "login",
            cpu_init_ms: 4.0,
            cpu_primo_ms: 5.0,
            tempo_primo_ms: 900.0,
            tempo_evento_ms: 1.0,
            tempo_caldo_ms: 1.0,
            cpu_caldo_ms: 0.3,
            memoria_kb: 9_000,
            binario_byte: 5_000_000,
            zip_byte: 2_000_000,
            chiamate: 2,
            strette_di_mano: 1,
        }
    }

    fn check(misura: Misura, margine: f64) -> Result<(), String> {
        Resoconto { limiti: Limiti::BUDGET, volte: 1, misure: vec![misura] }.check(margine).map_err(|error| error.to_string())
    }

    #[test]
    fn each_budget_is_held() {
        assert_eq!(check(misura(), 1.0), Ok(()));
        assert!(check(Misura { cpu_primo_ms: 6.1, ..misura() }, 1.0).is_err());
        assert!(check(Misura { zip_byte: 4_000_001, ..misura() }, 1.0).is_err());
        assert!(check(Misura { binario_byte: 6_000_001, ..misura() }, 1.0).is_err());
        assert!(check(Misura { memoria_kb: 12_001, ..misura() }, 1.0).is_err());
    }

    #[test]
    fn a_slower_machine_may_take_longer_but_nothing_may_be_larger() {
        assert_eq!(check(Misura { cpu_primo_ms: 11.0, ..misura() }, 2.0), Ok(()));
        assert!(check(Misura { zip_byte: 4_000_001, ..misura() }, 2.0).is_err());
    }

    #[test]
    fn what_is_compared_with_has_no_budget() {
        assert_eq!(check(Misura { nome: "confronto-sdk", cpu_primo_ms: 40.0, ..misura() }, 1.0), Ok(()));
    }
}
