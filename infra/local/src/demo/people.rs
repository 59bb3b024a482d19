//! Who they are: read from `persone.json`, written to the store.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::contatto::{Cellulare, Contatti, Email};
use cassetto_domain::delega::TipoDelega;
use cassetto_domain::id::{DelegaId, PersonaId};
use cassetto_domain::pin::Pin;
use cassetto_domain::posizione::Posizione;
use cassetto_domain::preferenze::Preferenze;
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::{Cap, CodiceSede};
use cassetto_operazioni::riga::RigaRapporto;
use cassetto_store::{Delega, Persona, casuale};
use serde::Deserialize;

use super::{pagamenti, put_credential};
use crate::{Cloud, Error};

/// All of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persone {
    /// With a PIN each; the first has history, the second none and one rapporto.
    pub datori: Vec<Datore>,
    pub intermediario: Intermediario,
    /// The PIN of all `deleganti`.
    pub pin_dei_deleganti: String,
    /// Who delegated the intermediary.
    pub deleganti: Vec<Datore>,
    /// An association of employers, which reads only.
    pub associazione: Intermediario,
    /// Who delegated it; their PIN is the common one too.
    pub associati: Vec<Datore>,
    pub operatori: Vec<Operatore>,
}

/// An employer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Datore {
    pub nome: String,
    pub cognome: String,
    pub codice_fiscale: CodiceFiscale,
    pub cap: Cap,
    pub cellulare: Cellulare,
    pub email: Email,
    /// Empty for those who have the common one.
    #[serde(default)]
    pub pin: String,
    /// Those with a PIN of their own have payments too.
    pub rapporti: Vec<RigaRapporto>,
    #[serde(default)]
    pub posizioni: Vec<Posizione>,
}

/// An intermediary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intermediario {
    pub nome: String,
    pub cognome: String,
    pub codice_fiscale: CodiceFiscale,
    pub cap: Cap,
    pub cellulare: Cellulare,
    pub email: Email,
    pub pin: String,
    /// The kind of delegate that they are.
    pub tipo: TipoDelega,
}

/// An operator of a sede.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operatore {
    pub nome: String,
    pub cognome: String,
    pub codice_fiscale: CodiceFiscale,
    pub cellulare: Cellulare,
    pub email: Email,
    pub sede: CodiceSede,
    pub pin: String,
    /// An operator, or who answers for the sede.
    #[serde(default = "operatore")]
    pub ruolo: Ruolo,
}

const fn operatore() -> Ruolo {
    Ruolo::Operatore
}

#[expect(clippy::expect_used, reason = "embedded data, parsed by this module's tests before it can ship")]
static PERSONE: LazyLock<Persone> = LazyLock::new(|| serde_json::from_str(include_str!("persone.json")).expect("persone.json"));

/// The demo people.
#[must_use]
pub fn persone() -> &'static Persone {
    &PERSONE
}

impl Datore {
    #[must_use]
    pub fn nome_e_cognome(&self) -> String {
        format!("{} {}", self.nome, self.cognome)
    }

    fn persona(&self) -> Result<Persona, Error> {
        Ok(Persona {
            id: casuale::id(PersonaId::from_bytes).map_err(Error::demo)?,
            nome: self.nome.clone(),
            cognome: self.cognome.clone(),
            codice_fiscale: self.codice_fiscale.clone(),
            ruolo: Ruolo::Datore,
            sede: None,
            cap: Some(self.cap),
            contatti: Contatti { cellulare: Some(self.cellulare.clone()), email: Some(self.email.clone()), ..Contatti::default() },
            preferenze: Preferenze::default(),
            tipo_delega: None,
            posizioni: self.posizioni.clone(),
        })
    }
}

/// Who was written, by codice fiscale.
pub type Registered = BTreeMap<CodiceFiscale, Persona>;

/// Writes all of them with their rapporti, delegations and credentials.
pub async fn register(cloud: &Cloud) -> Result<Registered, Error> {
    let persone = persone();
    let mut registered = Registered::new();
    for datore in &persone.datori {
        let persona = register_datore(cloud, datore).await?;
        pagamenti::register(cloud, persona.id, &datore.rapporti).await?;
        put_credential(cloud, &persona, &hash(&datore.pin)?).await?;
        registered.insert(datore.codice_fiscale.clone(), persona);
    }

    // One hash for one PIN: each costs a tenth of a second.
    let common = hash(&persone.pin_dei_deleganti)?;
    for (who, deleganti) in [(&persone.intermediario, &persone.deleganti), (&persone.associazione, &persone.associati)] {
        let intermediario = intermediario(who)?;
        cloud.kit().store.put_persona(&intermediario).await.map_err(Error::demo)?;
        put_credential(cloud, &intermediario, &hash(&who.pin)?).await?;
        for delegante in deleganti {
            let persona = register_datore(cloud, delegante).await?;
            put_credential(cloud, &persona, &common).await?;
            let id = casuale::id(DelegaId::from_bytes).map_err(Error::demo)?;
            let delega = Delega::archiviata(id, &persona, &intermediario, who.tipo, cloud.kit().clock.now());
            cloud.kit().store.put_delega(&delega).await.map_err(Error::demo)?;
            registered.insert(delegante.codice_fiscale.clone(), persona);
        }
        registered.insert(who.codice_fiscale.clone(), intermediario);
    }

    for operatore in &persone.operatori {
        let persona = operator(operatore)?;
        cloud.kit().store.put_persona(&persona).await.map_err(Error::demo)?;
        put_credential(cloud, &persona, &hash(&operatore.pin)?).await?;
        registered.insert(operatore.codice_fiscale.clone(), persona);
    }
    Ok(registered)
}

async fn register_datore(cloud: &Cloud, datore: &Datore) -> Result<Persona, Error> {
    let persona = datore.persona()?;
    cloud.kit().store.put_persona(&persona).await.map_err(Error::demo)?;
    for rapporto in &datore.rapporti {
        cloud.kit().store.put_rapporto(persona.id, &rapporto.into()).await.map_err(Error::demo)?;
    }
    Ok(persona)
}

fn intermediario(intermediario: &Intermediario) -> Result<Persona, Error> {
    Ok(Persona {
        id: casuale::id(PersonaId::from_bytes).map_err(Error::demo)?,
        nome: intermediario.nome.clone(),
        cognome: intermediario.cognome.clone(),
        codice_fiscale: intermediario.codice_fiscale.clone(),
        ruolo: Ruolo::Intermediario,
        sede: None,
        cap: Some(intermediario.cap),
        contatti: Contatti {
            cellulare: Some(intermediario.cellulare.clone()),
            email: Some(intermediario.email.clone()),
            ..Contatti::default()
        },
        preferenze: Preferenze::default(),
        tipo_delega: Some(intermediario.tipo),
        posizioni: Vec::new(),
    })
}

fn operator(operatore: &Operatore) -> Result<Persona, Error> {
    Ok(Persona {
        id: casuale::id(PersonaId::from_bytes).map_err(Error::demo)?,
        nome: operatore.nome.clone(),
        cognome: operatore.cognome.clone(),
        codice_fiscale: operatore.codice_fiscale.clone(),
        ruolo: operatore.ruolo,
        sede: Some(operatore.sede),
        cap: None,
        contatti: Contatti { cellulare: Some(operatore.cellulare.clone()), email: Some(operatore.email.clone()), ..Contatti::default() },
        preferenze: Preferenze::default(),
        tipo_delega: None,
        posizioni: Vec::new(),
    })
}

fn hash(pin: &str) -> Result<String, Error> {
    cassetto_login::pin_hash::hash(&Pin::parse(pin).map_err(Error::demo)?).map_err(Error::demo)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use cassetto_domain::gestione::Gestione;
    use cassetto_domain::rapporto::{Mansione, StatoRapporto};
    use cassetto_domain::sede::competente;

    #[test]
    fn they_are_who_the_readme_says() {
        let persone = persone();
        let [first, second, two, professional] = persone.datori.as_slice() else { panic!("four employers") };
        let states: Vec<_> = first.rapporti.iter().map(|rapporto| (rapporto.stato, rapporto.mansione)).collect();
        assert_eq!(
            states,
            [(StatoRapporto::Attivo, Mansione::Badante), (StatoRapporto::Attivo, Mansione::Colf), (StatoRapporto::Cessato, Mansione::Colf)]
        );
        assert_eq!(second.rapporti.len(), 1);
        assert_eq!((two.rapporti.len(), two.posizioni[0].gestione), (1, Gestione::Contribuente));
        assert_eq!((professional.rapporti.len(), professional.posizioni[0].gestione), (0, Gestione::LiberiProfessionisti));
        assert_eq!(persone.deleganti.len(), 40);
        assert_eq!(persone.associati.len(), 3);
        assert_eq!(persone.intermediario.tipo, TipoDelega::Consulente);
        assert!(!persone.associazione.tipo.diritti().scrive);
        let sedi: Vec<_> = persone.operatori.iter().map(|operatore| operatore.sede.to_string()).collect();
        assert_eq!(sedi, ["7000", "7000", "4900", "7000"]);
        for datore in &persone.datori {
            assert_eq!(competente(&datore.cap).codice.to_string(), "7000");
        }
    }

    #[test]
    fn nobody_is_somebody_else_and_every_pin_is_one() {
        let persone = persone();
        let datori = || persone.datori.iter().chain(&persone.deleganti).chain(&persone.associati);
        let codes: BTreeSet<_> = datori().map(|datore| &datore.codice_fiscale).collect();
        assert_eq!(codes.len(), datori().count());
        let rapporti: BTreeSet<_> = datori().flat_map(|datore| &datore.rapporti).map(|rapporto| &rapporto.codice).collect();
        assert_eq!(rapporti.len(), datori().map(|datore| datore.rapporti.len()).sum::<usize>());
        assert!(rapporti.iter().all(|codice| codice.is_usual()));
        let pins = persone.datori.iter().map(|datore| &datore.pin).chain(persone.operatori.iter().map(|operatore| &operatore.pin));
        for pin in pins.chain([&persone.pin_dei_deleganti, &persone.intermediario.pin, &persone.associazione.pin]) {
            Pin::parse(pin).expect(pin);
        }
        for datore in datori() {
            assert!(datore.email.as_str().ends_with(".example"));
            assert!(datore.cellulare.as_str().starts_with("+393000000"));
        }
    }
}
