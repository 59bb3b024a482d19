use std::time::Duration;

use cassetto_api::problema::Tipo;
use cassetto_api::stato_servizio::{GetStatus, ParteServizio, StatoServizio};
use cassetto_domain::avviso::Canale;
use cassetto_runtime::{Anonimo, Failure, Kit, Reply, Richiesta};
use cassetto_store::Dipendenza;
use jiff::{SignedDuration, Timestamp};

/// For how long a failure counts; what goes on failing is noted again.
const MEMORY: SignedDuration = SignedDuration::from_mins(15);

/// Beyond these a notice waits too long, and the sweep that comes every minute does not come.
const WAIT: SignedDuration = SignedDuration::from_mins(10);
const SWEEP: SignedDuration = SignedDuration::from_mins(10);

/// Whoever asks is a monitor or a page that wonders: both had rather know soon.
const PATIENCE: Duration = Duration::from_secs(3);

pub async fn handle(kit: &Kit, _: Anonimo, _: Richiesta<GetStatus>) -> Result<Reply<StatoServizio>, Failure> {
    let known = tokio::time::timeout(PATIENCE, kit.store.stato_servizio()).await;
    let degradato = degradato(&known.map_err(|_| Failure::from(Tipo::ServizioOccupato))??, kit.clock.now());
    let title = if degradato.is_empty() { "OK" } else { "Degradato" };
    Ok(StatoServizio { status: 200, title: title.to_owned(), versione: kit.config.release.clone(), degradato }.into())
}

fn degradato(stato: &cassetto_store::StatoServizio, now: Timestamp) -> Vec<ParteServizio> {
    let recent = stato.guasti.iter().filter(|(_, quando)| now.duration_since(*quando) < MEMORY);
    let mut parti: Vec<ParteServizio> = recent.map(|(parte, _)| voce(*parte)).collect();
    if stato.spazzata.is_some_and(|(quando, attesa)| attesa > WAIT || now.duration_since(quando) > SWEEP) {
        parti.push(ParteServizio::Avvisi);
    }
    if stato.registri.is_some_and(|(_, mancanti)| mancanti > 0) {
        parti.push(ParteServizio::Registri);
    }
    parti
}

const fn voce(parte: Dipendenza) -> ParteServizio {
    match parte {
        Dipendenza::Documenti => ParteServizio::Documenti,
        Dipendenza::Canale(Canale::Sms) => ParteServizio::Sms,
        Dipendenza::Canale(Canale::Email) => ParteServizio::Email,
        Dipendenza::Canale(Canale::Pec) => ParteServizio::Pec,
        Dipendenza::Canale(Canale::Push) => ParteServizio::Push,
    }
}

#[cfg(test)]
mod tests {
    use cassetto_store::StatoServizio;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T11:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn a_failure_counts_for_a_quarter_of_an_hour() {
        let failed = |parte, minutes| StatoServizio {
            guasti: vec![(parte, now() - SignedDuration::from_mins(minutes))],
            ..StatoServizio::default()
        };
        assert_eq!(degradato(&StatoServizio::default(), now()), []);
        assert_eq!(degradato(&failed(Dipendenza::Documenti, 14), now()), [ParteServizio::Documenti]);
        assert_eq!(degradato(&failed(Dipendenza::Canale(Canale::Pec), 0), now()), [ParteServizio::Pec]);
        assert_eq!(degradato(&failed(Dipendenza::Documenti, 15), now()), []);
    }

    #[test]
    fn notices_that_wait_and_registers_that_lack_are_told() {
        let swept = |ago, waits| StatoServizio {
            spazzata: Some((now() - SignedDuration::from_mins(ago), SignedDuration::from_mins(waits))),
            ..StatoServizio::default()
        };
        for (ago, waits, expected) in [(1, 0, false), (1, 10, false), (1, 11, true), (10, 0, false), (11, 0, true)] {
            assert_eq!(!degradato(&swept(ago, waits), now()).is_empty(), expected, "{ago} {waits}");
        }
        let registri = |mancanti| StatoServizio { registri: Some((now(), mancanti)), ..StatoServizio::default() };
        assert_eq!(degradato(&registri(0), now()), []);
        assert_eq!(degradato(&registri(1), now()), [ParteServizio::Registri]);
    }
}
