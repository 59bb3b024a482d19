//! The app's own addresses.

use cassetto_domain::id::{DelegaId, PersonaId, QuesitoId};

/// A page. `app.rs` has the table that reads them back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotta {
    Inizio,
    Quesiti,
    Nuovo(Passo),
    Quesito(QuesitoId),
    Inviato(QuesitoId),
    Datore(PersonaId),
    QuesitiDi(PersonaId),
    QuesitoDi(PersonaId, QuesitoId),
    NuovoDi(PersonaId, Passo),
    InviatoDi(PersonaId, QuesitoId),
    Pagamenti,
    Contatti,
    Avvisi,
    PagamentiDi(PersonaId),
    Deleghe,
    Delega(DelegaId),
    NuovaDelega,
    Coda,
    /// The queue with a quesito open beside it.
    InCoda(QuesitoId),
    Persone,
    Persona(PersonaId),
    /// Writing first to a person.
    ScriviA(PersonaId),
    Cruscotto,
    Registri,
    Accessibilita,
    NoteLegali,
}

/// A page of the wizard, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passo {
    Gestione,
    Rapporto,
    Argomento,
    Domanda,
    Allegati,
    Controlla,
}

impl Passo {
    pub const ALL: [Self; 6] = [Self::Gestione, Self::Rapporto, Self::Argomento, Self::Domanda, Self::Allegati, Self::Controlla];

    pub const fn slug(self) -> &'static str {
        match self {
            Self::Gestione => "gestione",
            Self::Rapporto => "rapporto",
            Self::Argomento => "argomento",
            Self::Domanda => "domanda",
            Self::Allegati => "allegati",
            Self::Controlla => "controlla",
        }
    }

    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|passo| passo.slug() == slug)
    }
}

impl Rotta {
    pub fn path(self) -> String {
        match self {
            Self::Inizio => "/".to_owned(),
            Self::Quesiti => "/quesiti".to_owned(),
            Self::Nuovo(passo) => format!("/quesiti/nuovo/{}", passo.slug()),
            Self::Quesito(id) => format!("/quesiti/{id}"),
            Self::Inviato(id) => format!("/quesiti/{id}/inviato"),
            Self::Datore(datore) => format!("/datori/{datore}"),
            Self::QuesitiDi(datore) => format!("/datori/{datore}/quesiti"),
            Self::QuesitoDi(datore, id) => format!("/datori/{datore}/quesiti/{id}"),
            Self::NuovoDi(datore, passo) => format!("/datori/{datore}/nuovo/{}", passo.slug()),
            Self::InviatoDi(datore, id) => format!("/datori/{datore}/quesiti/{id}/inviato"),
            Self::Pagamenti => "/pagamenti".to_owned(),
            Self::Contatti => "/contatti".to_owned(),
            Self::Avvisi => "/avvisi".to_owned(),
            Self::PagamentiDi(datore) => format!("/datori/{datore}/pagamenti"),
            Self::Deleghe => "/deleghe".to_owned(),
            Self::Delega(id) => format!("/deleghe/{id}"),
            Self::NuovaDelega => "/deleghe/nuova".to_owned(),
            Self::Coda => "/coda".to_owned(),
            Self::InCoda(id) => format!("/coda/{id}"),
            Self::Persone => "/persone".to_owned(),
            Self::Persona(persona) => format!("/persone/{persona}"),
            Self::ScriviA(persona) => format!("/persone/{persona}/scrivi"),
            Self::Cruscotto => "/cruscotto".to_owned(),
            Self::Registri => "/registri".to_owned(),
            Self::Accessibilita => "/accessibilita".to_owned(),
            Self::NoteLegali => "/note-legali".to_owned(),
        }
    }

    /// A quesito, seen by its employer or on behalf of one.
    pub fn quesito(datore: Option<PersonaId>, id: QuesitoId) -> Self {
        datore.map_or(Self::Quesito(id), |datore| Self::QuesitoDi(datore, id))
    }

    /// The list, one's own or on behalf of an employer.
    pub fn quesiti(datore: Option<PersonaId>) -> Self {
        datore.map_or(Self::Quesiti, Self::QuesitiDi)
    }

    /// A page of the wizard, for oneself or on behalf of an employer.
    pub fn nuovo(datore: Option<PersonaId>, passo: Passo) -> Self {
        datore.map_or(Self::Nuovo(passo), |datore| Self::NuovoDi(datore, passo))
    }

    /// What confirms a send.
    pub fn inviato(datore: Option<PersonaId>, id: QuesitoId) -> Self {
        datore.map_or(Self::Inviato(id), |datore| Self::InviatoDi(datore, id))
    }

    /// What was paid and is to be paid.
    pub fn pagamenti(datore: Option<PersonaId>) -> Self {
        datore.map_or(Self::Pagamenti, Self::PagamentiDi)
    }

    /// The first page, one's own or an employer's.
    pub fn inizio(datore: Option<PersonaId>) -> Self {
        datore.map_or(Self::Inizio, Self::Datore)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The service worker answers these addresses with the shell, and no others.
    #[test]
    fn the_service_worker_knows_every_page() {
        let worker = include_str!("../sw.js");
        let id = QuesitoId::from_bytes([1; 16]);
        let datore = PersonaId::from_bytes([2; 16]);
        for rotta in [
            Rotta::Quesiti,
            Rotta::Nuovo(Passo::Domanda),
            Rotta::Quesito(id),
            Rotta::Inviato(id),
            Rotta::Datore(datore),
            Rotta::QuesitiDi(datore),
            Rotta::QuesitoDi(datore, id),
            Rotta::NuovoDi(datore, Passo::Domanda),
            Rotta::InviatoDi(datore, id),
            Rotta::Pagamenti,
            Rotta::Contatti,
            Rotta::Avvisi,
            Rotta::PagamentiDi(datore),
            Rotta::Deleghe,
            Rotta::NuovaDelega,
            Rotta::Coda,
            Rotta::InCoda(id),
            Rotta::Persone,
            Rotta::Persona(datore),
            Rotta::ScriviA(datore),
            Rotta::Cruscotto,
            Rotta::Registri,
            Rotta::Accessibilita,
            Rotta::NoteLegali,
        ] {
            let path = rotta.path();
            let area = path.split('/').nth(1).expect("a first segment").to_owned();
            assert!(worker.contains(&format!("'{area}'")), "{area}");
        }
    }
}
