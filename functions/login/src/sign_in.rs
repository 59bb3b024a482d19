//! One read of two rows and one write when all is well; never more than two writing calls.

use cassetto_api::problema::Tipo;
use cassetto_api::sessione::{Sessione, SignIn};
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::pin::Pin;
use cassetto_runtime::{Anonimo, Campi, Failure, Kit, Reply, Richiesta};
use cassetto_store::{DURATA_SESSIONE, NuovaSessione, StoreError};
use jiff::Timestamp;

use crate::sessione::{cookie, describe};
use crate::{pin_hash, slowdown};

pub async fn handle(kit: &Kit, _: Anonimo, richiesta: Richiesta<SignIn>) -> Result<Reply<Sessione>, Failure> {
    let body = richiesta.body;
    let mut campi = Campi::new();
    let codice_fiscale = campi.check("codice_fiscale", CodiceFiscale::parse(&body.codice_fiscale));
    let pin = campi.check("pin", Pin::parse(&body.pin));
    let (Some(codice_fiscale), Some(pin)) = (codice_fiscale, pin) else { return Err(campi.into_failure()) };
    if !kit.config.pin_enabled {
        return Err(Tipo::CredenzialiNonValide.into());
    }

    let now = kit.clock.now();
    let (credenziale, tentativi) = kit.store.credenziali(&codice_fiscale, now).await?;
    if let Some(next) = tentativi.prossimo.filter(|next| *next > now) {
        return Err(slowed(next, now));
    }
    // What it costs to be wrong is reserved before looking: one attempt at a time, the others that came at once find the next
    // instant already moved.
    let wait = slowdown::wait(tentativi.numero.saturating_add(1));
    if !wait.is_zero() {
        let next = now + wait;
        match kit.store.reserve_attempt(&codice_fiscale, now, next).await {
            Err(StoreError::Conflitto) => return Err(slowed(next, now)),
            other => other?,
        }
    }
    let right = pin_hash::verify(&pin, credenziale.as_ref().map(|credenziale| credenziale.phc.as_str()));
    let (Some(credenziale), true) = (credenziale, right) else {
        kit.store.record_failure(&codice_fiscale, now).await?;
        return Err(Tipo::CredenzialiNonValide.into());
    };
    let nuova = NuovaSessione { persona: credenziale.persona, ruolo: credenziale.ruolo, nome: credenziale.nome, sede: credenziale.sede };
    let token = if tentativi.numero > 0 {
        kit.store.sign_in(&codice_fiscale, &nuova, now).await?
    } else {
        kit.store.create_session(&nuova, now).await?
    };
    let value = describe(nuova, now + DURATA_SESSIONE);
    Ok(Reply { value, cookie: Some(cookie(&token.to_cookie())) })
}

fn slowed(until: Timestamp, now: Timestamp) -> Failure {
    let seconds = until.duration_since(now).as_secs().max(1);
    Failure::Problem { tipo: Tipo::AccessoRallentato, campi: Vec::new(), riprova_tra: u32::try_from(seconds).ok() }
}
