//! Demo people, all invented, and their correspondence.
//!
//! Who they are is in `demo/persone.json`, what they wrote in `demo/storia.json`, days counted back from the seed. The history is
//! made by the deployed functions at pretended instants, in order, so that its registers are as gapless as real ones.

mod actor;
mod pagamenti;
mod people;
mod story;

use cassetto_store::Credenziale;

use crate::cloud::Pretended;
use crate::{Cloud, Error};

pub use people::{Datore, Intermediario, Operatore, Persone, persone};

/// What the first line says: where to click, and as whom.
#[must_use]
pub fn welcome(origin: &str) -> String {
    let persone = persone();
    let mut text = format!("Apri {origin}");
    if let [datore, ..] = persone.datori.as_slice() {
        text += &format!(" come datore di lavoro {} PIN {}", datore.codice_fiscale, datore.pin);
    }
    if let [operatore, ..] = persone.operatori.as_slice() {
        text += &format!(", come operatore {} PIN {}", operatore.codice_fiscale, operatore.pin);
    }
    text + &format!("; gli SMS e le e-mail sono in {origin}/locale/avvisi")
}

/// Everybody who has a PIN of their own, a line each.
#[must_use]
pub fn directory() -> String {
    let persone = persone();
    let mut lines = String::new();
    let mut line = |ruolo: &str, nome: String, codice: &str, pin: &str| lines += &format!("  {ruolo:22} {nome:16} {codice}  PIN {pin}\n");
    for datore in &persone.datori {
        line("datore di lavoro", datore.nome_e_cognome(), datore.codice_fiscale.as_str(), &datore.pin);
    }
    for intermediario in [&persone.intermediario, &persone.associazione] {
        let nome = format!("{} {}", intermediario.nome, intermediario.cognome);
        line(&format!("intermediario, tipo {}", intermediario.tipo), nome, intermediario.codice_fiscale.as_str(), &intermediario.pin);
    }
    for operatore in &persone.operatori {
        let nome = format!("{} {}", operatore.nome, operatore.cognome);
        line(&format!("operatore, sede {}", operatore.sede), nome, operatore.codice_fiscale.as_str(), &operatore.pin);
    }
    lines
}

pub(crate) async fn seed(cloud: &Cloud, pretended: &Pretended) -> Result<(), Error> {
    let registered = Box::pin(people::register(cloud)).await?;
    Box::pin(story::tell(cloud, pretended, &registered)).await
}

/// Writes a credential whose PIN is already hashed.
async fn put_credential(cloud: &Cloud, persona: &cassetto_store::Persona, phc: &str) -> Result<(), Error> {
    let credenziale = Credenziale {
        persona: persona.id,
        phc: phc.to_owned(),
        ruolo: persona.ruolo,
        nome: persona.nome_e_cognome(),
        sede: persona.sede.filter(|_| persona.ruolo.is_ufficio()),
    };
    cloud.kit().store.put_credenziale(&persona.codice_fiscale, &credenziale).await.map_err(Error::demo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_names_one_employer_one_operator_and_the_notices() {
        let line = welcome("http://127.0.0.1:8080");
        assert!(
            line.starts_with("Apri http://127.0.0.1:8080 come datore di lavoro SMPNNA68D52H501Q PIN Anna2026, come operatore"),
            "{line}"
        );
        assert!(line.ends_with("http://127.0.0.1:8080/locale/avvisi"), "{line}");
        assert_eq!(line.lines().count(), 1);
    }
}
