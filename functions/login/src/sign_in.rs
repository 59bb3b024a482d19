//! One read of two rows and two writing calls when all is well: the attempt, then the session with what it forgets. One when the PIN
//! is wrong, whoever it is.

use cassetto_api::problema::Tipo;
use cassetto_api::sessione::{Sessione, SignIn};
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::pin::Pin;
use cassetto_runtime::{Anonimo, Campi, Failure, Kit, Reply, Richiesta};
use cassetto_store::{Credenziale, DURATA_SESSIONE, NuovaSessione, StoreError};
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
    let credenziale = admit(kit, &codice_fiscale, now).await?;
    let right = pin_hash::verify(&pin, credenziale.as_ref().map(|credenziale| credenziale.phc.as_str()));
    let (Some(credenziale), true) = (credenziale, right) else { return Err(Tipo::CredenzialiNonValide.into()) };
    let nuova = NuovaSessione { persona: credenziale.persona, ruolo: credenziale.ruolo, nome: credenziale.nome, sede: credenziale.sede };
    let token = kit.store.sign_in(&codice_fiscale, &nuova, now).await?;
    let value = describe(nuova, now + DURATA_SESSIONE);
    Ok(Reply { value, cookie: Some(cookie(&token.to_cookie())) })
}

/// Counts the attempt as a wrong one before the PIN is looked at: of those sent at once as many are examined as of those in turn. Who
/// finds that another was faster looks again, so that a form sent twice gets in twice.
async fn admit(kit: &Kit, codice_fiscale: &CodiceFiscale, now: Timestamp) -> Result<Option<Credenziale>, Failure> {
    // Each that was faster is one more counted: after so many the wait is there to be read.
    for _ in 0..=slowdown::FREE {
        let (credenziale, tentativi) = kit.store.credenziali(codice_fiscale, now).await?;
        if let Some(next) = tentativi.prossimo.filter(|next| *next > now) {
            return Err(slowed(next, now));
        }
        let wait = slowdown::wait(tentativi.numero.saturating_add(1));
        let prossimo = (!wait.is_zero()).then(|| now + wait);
        match kit.store.count_attempt(codice_fiscale, tentativi, prossimo, now).await {
            Err(StoreError::Conflitto) => {}
            other => return other.map(|()| credenziale).map_err(Failure::from),
        }
    }
    Err(slowed(now, now))
}

fn slowed(until: Timestamp, now: Timestamp) -> Failure {
    let seconds = until.duration_since(now).as_secs().max(1);
    Failure::Problem { tipo: Tipo::AccessoRallentato, campi: Vec::new(), riprova_tra: u32::try_from(seconds).ok() }
}
