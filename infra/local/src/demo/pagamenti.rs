//! Their payments, quarter by quarter up to the day of the seed: one in every state, the older ones paid.

use cassetto_domain::avviso_pagamento::NumeroAvviso;
use cassetto_domain::calendario::{Trimestre, oggi, prossima_scadenza};
use cassetto_domain::id::PersonaId;
use cassetto_domain::pagamento::{StatoPagamento, mostrati_dal};
use cassetto_operazioni::riga::RigaRapporto;
use cassetto_store::Pagamento;
use jiff::civil::Date;

use crate::{Cloud, Error};

/// Euro cents an hour, and weeks a quarter: about what is due (circ. INPS 9/2026).
const CONTRIBUTO: u64 = 192;
const SETTIMANE: u64 = 13;

/// From the last due on, for as long as the rapporto lasts; all that follow are paid.
const STATI: [StatoPagamento; 4] = [
    StatoPagamento::DaEffettuare,
    StatoPagamento::IncassatoInLavorazione,
    StatoPagamento::SospensioneComunicata,
    StatoPagamento::DaRecuperoCrediti,
];

/// Writes the payments of an employer of the last five years.
pub async fn register(cloud: &Cloud, datore: PersonaId, rapporti: &[RigaRapporto]) -> Result<(), Error> {
    let oggi = oggi(cloud.kit().clock.now());
    for rapporto in rapporti {
        for pagamento in payments(rapporto, oggi) {
            cloud.kit().store.put_pagamento(datore, &pagamento).await.map_err(Error::demo)?;
        }
    }
    Ok(())
}

/// The last due first.
fn payments(rapporto: &RigaRapporto, oggi: Date) -> Vec<Pagamento> {
    let (first, last) = (Trimestre::of(rapporto.inizio), rapporto.fine.map(Trimestre::of));
    let mut trimestre = prossima_scadenza(oggi).trimestre;
    let mut payments = Vec::new();
    // One more rapporto has only paid ones: not everybody has trouble.
    let mut states = STATI.into_iter().take(if rapporto.codice.as_str().ends_with('1') { STATI.len() } else { 1 });
    while trimestre >= first && trimestre.scadenza().al >= mostrati_dal(oggi) {
        if last.is_none_or(|last| trimestre <= last) {
            payments.push(payment(rapporto, trimestre, states.next().unwrap_or(StatoPagamento::Incassato)));
        } else {
            states.next();
        }
        trimestre = trimestre.precedente();
    }
    payments
}

fn payment(rapporto: &RigaRapporto, trimestre: Trimestre, stato: StatoPagamento) -> Pagamento {
    let scadenza = trimestre.scadenza();
    let paid = matches!(stato, StatoPagamento::Incassato | StatoPagamento::IncassatoInLavorazione);
    Pagamento {
        rapporto: rapporto.codice.clone(),
        lavoratore: rapporto.lavoratore.clone(),
        trimestre,
        importo: u64::from(rapporto.ore) * SETTIMANE * CONTRIBUTO,
        stato,
        scadenza: scadenza.al,
        pagato: paid.then_some(scadenza.dal),
        avviso: notice(rapporto, trimestre),
    }
}

/// A number with the right check digits, of nobody's notice.
fn notice(rapporto: &RigaRapporto, trimestre: Trimestre) -> Option<NumeroAvviso> {
    let codice: u64 = rapporto.codice.as_str().parse().ok()?;
    let year = u64::try_from(trimestre.anno).ok()? % 100;
    let first = 3_010_000_000_000_000 + codice % 10_000_000_000 * 1_000 + year * 10 + u64::from(trimestre.numero);
    NumeroAvviso::parse(&format!("{first}{:02}", first % 93)).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;
    use crate::demo::persone;

    #[test]
    fn they_are_of_five_years_and_in_every_state() {
        let oggi = date(2026, 11, 22);
        let all: Vec<Pagamento> = persone().datori[0].rapporti.iter().flat_map(|rapporto| payments(rapporto, oggi)).collect();
        let states: BTreeSet<_> = all.iter().map(|pagamento| pagamento.stato).collect();
        assert_eq!(states, StatoPagamento::ALL.into_iter().collect());
        assert!(all.iter().all(|pagamento| pagamento.avviso.is_some() && pagamento.scadenza >= date(2021, 11, 22)));
        let due: Vec<_> = all.iter().filter(|pagamento| pagamento.scadenza > oggi).map(|pagamento| pagamento.stato).collect();
        assert_eq!(due, [StatoPagamento::DaEffettuare; 2]);
        let numbers: BTreeSet<_> = all.iter().filter_map(|pagamento| pagamento.avviso).collect();
        assert_eq!(numbers.len(), all.len(), "each has a number of its own");
    }
}
