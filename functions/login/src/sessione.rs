//! The session as the page sees it, and its cookie.

use cassetto_api::modello::SedeVoce;
use cassetto_api::sessione::{COOKIE, Sessione};
use cassetto_domain::sede;
use cassetto_runtime::vista::istante;
use cassetto_store::NuovaSessione;
use jiff::Timestamp;

/// What [`cassetto_api::sessione::GetSessione`] tells.
pub fn describe(sessione: NuovaSessione, scade: Timestamp) -> Sessione {
    let sede = sessione.sede.and_then(|codice| sede::find(&codice));
    Sessione {
        persona: sessione.persona,
        nome: sessione.nome,
        ruolo: sessione.ruolo.into(),
        sede: sede.map(|sede| SedeVoce { codice: sede.codice.to_string(), nome: sede.nome.clone() }),
        scade: istante(scade),
    }
}

/// A cookie that holds the token for as long as the browser lives; the server ends it after eight hours.
pub fn cookie(token: &str) -> String {
    format!("{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Strict")
}

/// A cookie that removes the one before.
pub fn no_cookie() -> String {
    format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0")
}
