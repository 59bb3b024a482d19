//! The app's own addresses, written and read in one place.

use crate::indirizzo::use_indirizzo;
use crate::vista::prelude::*;
use cassetto_domain::id::{DelegaId, PersonaId, QuesitoId};
use cassetto_leggere::Leggibile;

/// A page. Which of them a role may see is in `app.rs`.
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
    /// What waits to be sent.
    InUscita,
    InUscitaDi(PersonaId),
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
    Aiuto,
    Privacy,
    Accessibilita,
    NoteLegali,
    /// Every component, to be looked at.
    Galleria,
}

/// A page of the wizard, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, Leggibile)]
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
            Self::InUscita => "/quesiti/in-coda".to_owned(),
            Self::InUscitaDi(datore) => format!("/datori/{datore}/in-coda"),
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
            Self::Aiuto => "/aiuto".to_owned(),
            Self::Privacy => "/privacy".to_owned(),
            Self::Accessibilita => "/accessibilita".to_owned(),
            Self::NoteLegali => "/note-legali".to_owned(),
            Self::Galleria => "/galleria".to_owned(),
        }
    }

    /// The page of a path; none when it leads nowhere.
    pub fn parse(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
        Some(match *segments {
            [""] => Self::Inizio,
            ["quesiti"] => Self::Quesiti,
            ["quesiti", "nuovo"] => Self::Nuovo(Passo::Gestione),
            ["quesiti", "nuovo", passo] => Self::Nuovo(Passo::from_slug(passo)?),
            ["quesiti", "in-coda"] => Self::InUscita,
            ["quesiti", id] => Self::Quesito(id.parse().ok()?),
            ["quesiti", id, "inviato"] => Self::Inviato(id.parse().ok()?),
            ["datori", datore, ref rest @ ..] => Self::parse_datore(datore.parse().ok()?, rest)?,
            ["pagamenti"] => Self::Pagamenti,
            ["contatti"] => Self::Contatti,
            ["avvisi"] => Self::Avvisi,
            ["deleghe"] => Self::Deleghe,
            ["deleghe", "nuova"] => Self::NuovaDelega,
            ["deleghe", id] => Self::Delega(id.parse().ok()?),
            ["coda"] => Self::Coda,
            ["coda", id] => Self::InCoda(id.parse().ok()?),
            ["persone"] => Self::Persone,
            ["persone", id] => Self::Persona(id.parse().ok()?),
            ["persone", id, "scrivi"] => Self::ScriviA(id.parse().ok()?),
            ["cruscotto"] => Self::Cruscotto,
            ["registri"] => Self::Registri,
            ["aiuto"] => Self::Aiuto,
            ["privacy"] => Self::Privacy,
            ["galleria"] => Self::Galleria,
            ["accessibilita"] => Self::Accessibilita,
            ["note-legali"] => Self::NoteLegali,
            _ => return None,
        })
    }

    fn parse_datore(datore: PersonaId, rest: &[&str]) -> Option<Self> {
        Some(match *rest {
            [] => Self::Datore(datore),
            ["quesiti"] => Self::QuesitiDi(datore),
            ["quesiti", id] => Self::QuesitoDi(datore, id.parse().ok()?),
            ["quesiti", id, "inviato"] => Self::InviatoDi(datore, id.parse().ok()?),
            ["nuovo", passo] => Self::NuovoDi(datore, Passo::from_slug(passo)?),
            ["in-coda"] => Self::InUscitaDi(datore),
            ["pagamenti"] => Self::PagamentiDi(datore),
            _ => return None,
        })
    }

    /// The quesito that it names.
    pub const fn id(self) -> Option<QuesitoId> {
        match self {
            Self::Quesito(id) | Self::Inviato(id) | Self::QuesitoDi(_, id) | Self::InviatoDi(_, id) | Self::InCoda(id) => Some(id),
            _ => None,
        }
    }

    /// The person of the office's pages that it names.
    pub const fn persona(self) -> Option<PersonaId> {
        match self {
            Self::Persona(persona) | Self::ScriviA(persona) => Some(persona),
            _ => None,
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

    /// What waits to be sent, one's own or on behalf of an employer.
    pub fn in_uscita(datore: Option<PersonaId>) -> Self {
        datore.map_or(Self::InUscita, Self::InUscitaDi)
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

/// The page of the address, followed.
pub fn use_rotta() -> Memo<Option<Rotta>> {
    let path = use_indirizzo().path();
    memo(move || path.with(|path| Rotta::parse(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Rotta> {
        let id = QuesitoId::from_bytes([1; 16]);
        let datore = PersonaId::from_bytes([2; 16]);
        let passi = Passo::ALL.into_iter().flat_map(|passo| [Rotta::Nuovo(passo), Rotta::NuovoDi(datore, passo)]);
        let others = [
            Rotta::Inizio,
            Rotta::Quesiti,
            Rotta::Quesito(id),
            Rotta::Inviato(id),
            Rotta::Datore(datore),
            Rotta::QuesitiDi(datore),
            Rotta::QuesitoDi(datore, id),
            Rotta::InviatoDi(datore, id),
            Rotta::InUscita,
            Rotta::InUscitaDi(datore),
            Rotta::Pagamenti,
            Rotta::Contatti,
            Rotta::Avvisi,
            Rotta::PagamentiDi(datore),
            Rotta::Deleghe,
            Rotta::Delega(DelegaId::from_bytes([3; 16])),
            Rotta::NuovaDelega,
            Rotta::Coda,
            Rotta::InCoda(id),
            Rotta::Persone,
            Rotta::Persona(datore),
            Rotta::ScriviA(datore),
            Rotta::Cruscotto,
            Rotta::Registri,
            Rotta::Aiuto,
            Rotta::Privacy,
            Rotta::Accessibilita,
            Rotta::NoteLegali,
            Rotta::Galleria,
        ];
        passi.chain(others).collect()
    }

    #[test]
    fn what_is_written_is_read_back() {
        for rotta in all() {
            assert_eq!(Rotta::parse(&rotta.path()), Some(rotta), "{}", rotta.path());
        }
        for nowhere in ["/boh", "/quesiti/boh", "/quesiti/nuovo/boh", "/datori", "/datori/boh", "/coda/boh/boh"] {
            assert_eq!(Rotta::parse(nowhere), None, "{nowhere}");
        }
        assert_eq!(Rotta::parse("/quesiti/nuovo"), Some(Rotta::Nuovo(Passo::Gestione)));
    }

    /// The service worker answers these addresses with the shell, and no others.
    #[test]
    fn the_service_worker_knows_every_page() {
        let worker = include_str!("../sw.js");
        for rotta in all() {
            let path = rotta.path();
            let area = path.split('/').nth(1).expect("a first segment").to_owned();
            assert!(worker.contains(&format!("'{area}'")), "{area}");
        }
    }
}
