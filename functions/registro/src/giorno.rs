//! The registers of one sede, day after day.

use std::collections::BTreeSet;

use cassetto_domain::calendario::oggi;
use cassetto_domain::protocollo::NumeroProtocollo;
use cassetto_domain::sede::Sede;
use cassetto_prove::registro::{Annullamento, Nota, Precedente, RegistroGiornaliero, Riga, SedeRegistro};
use cassetto_prove::sha256;
use cassetto_runtime::{Error, Kit};
use cassetto_store::{Annotazione, Registrazione, RegistroProdotto};
use jiff::civil::Date;

/// Produces what is missing before `today` of a sede that has registrations since the first of `anni`; tells how many.
pub(crate) async fn produce(kit: &Kit, sede: &Sede, anni: &BTreeSet<i16>, today: Date) -> Result<u32, Error> {
    let mut last = kit.store.ultimo_registro(sede.codice).await?;
    let mut prodotti = 0;
    loop {
        let next = match &last {
            Some(last) => Some(last.data.tomorrow()?),
            None => first(kit, sede, anni).await?,
        };
        let Some(data) = next.filter(|data| *data < today) else { return Ok(prodotti) };
        last = Some(day(kit, sede, data, last.as_ref()).await?);
        prodotti += 1;
    }
}

/// The day of the first registration of all.
async fn first(kit: &Kit, sede: &Sede, anni: &BTreeSet<i16>) -> Result<Option<Date>, Error> {
    for anno in anni {
        if let Some(data) = kit.store.prima_registrazione(sede.codice, *anno).await? {
            return Ok(Some(data));
        }
    }
    Ok(None)
}

async fn day(kit: &Kit, sede: &Sede, data: Date, last: Option<&RegistroProdotto>) -> Result<RegistroProdotto, Error> {
    let store = &kit.store;
    // First of all: what is read from now on is all there will ever be.
    store.chiudi_giorno(sede.codice, data).await?;
    let before = last.filter(|last| last.data.year() == data.year()).map_or(NumeroProtocollo(0), |last| last.ultimo);
    let registrazioni = store.registrazioni_di(sede.codice, data, before).await?;
    let annullamenti = store.annullamenti_di(sede.codice, data).await?;
    let mut annullamenti: Vec<_> =
        annullamenti.into_iter().map(|(segnatura, nota)| Annullamento { segnatura, nota: self::nota(&nota) }).collect();
    annullamenti.sort_by_key(|annullamento| (annullamento.nota.quando, annullamento.segnatura));
    let registro = RegistroGiornaliero::new(
        SedeRegistro { codice: sede.codice, nome: sede.nome.clone() },
        data,
        last.map(|last| Precedente { data: last.data, sha256: last.sha256 }),
        registrazioni.into_iter().map(|registrazione| riga(registrazione, data)).collect(),
        annullamenti,
    );
    // One that was written before is the one that counts, whatever this run would have made of it.
    let documento = store.put_registro(sede.codice, data, registro.documento()?).await?;
    let registro = RegistroGiornaliero::read(&documento)?;
    let prodotto = RegistroProdotto {
        sede: sede.codice,
        data,
        numeri: registro.prima.zip(registro.ultima),
        quante: registro.quante,
        ultimo: registro.ultima.unwrap_or(before),
        sha256: sha256(&documento),
        dimensione: u64::try_from(documento.len())?,
        prodotto: kit.clock.now(),
    };
    store.note_registro(&prodotto).await?;
    Ok(prodotto)
}

/// A registration as it was at the end of `data`: what was annulled later is in the register of that later day.
fn riga(registrazione: Registrazione, data: Date) -> Riga {
    Riga {
        segnatura: registrazione.protocollo,
        registrata: registrazione.quando,
        mittente: registrazione.mittente,
        destinatario: registrazione.destinatario,
        tramite: registrazione.tramite,
        oggetto: registrazione.oggetto.into_string(),
        documenti: registrazione.documenti,
        collegata_a: registrazione.precedente,
        annullata: registrazione.annullata.filter(|nota| oggi(nota.quando) <= data).map(|annotazione| nota(&annotazione)),
    }
}

fn nota(annotazione: &Annotazione) -> Nota {
    Nota { quando: annotazione.quando, chi: annotazione.chi.nome.clone(), motivo: annotazione.motivo.as_str().to_owned() }
}
