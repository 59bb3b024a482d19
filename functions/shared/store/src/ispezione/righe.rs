//! A row by what its key says that it is.

use cassetto_domain::calendario;
use cassetto_domain::id::{AllegatoId, DelegaId, PersonaId, QuesitoId};
use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::sede::CodiceSede;
use jiff::civil::Date;

use super::{AttivaVista, INDICI};
use crate::attributi::{
    ANNULLATA, DATORE, DELEGA, G1PK, G1SK, G2PK, G2SK, G3PK, G3SK, G4PK, G4SK, G5PK, G5SK, PK, PROTOCOLLO, QUESITO, SK,
};
use crate::avviso::Avviso;
use crate::concessione::Concessione;
use crate::delega::Delega;
use crate::error::StoreError;
use crate::item::Item;
use crate::keys;
use crate::lavoro::{Lavoro, LavoroInAttesa};
use crate::outbox::Biglietto;
use crate::quesito::Quesito;
use crate::registro::{Contatore, Registrazione};
use crate::registro_giornaliero::RegistroProdotto;
use crate::tempi::Statistica;
use crate::thread::{Annotazione, Voce};

/// A row with the indexes that it is in.
pub struct RigaLetta {
    pub riga: Riga,
    /// Whether it has the key of each index.
    pub indici: [bool; INDICI],
}

/// What a row is. What no law speaks of is told by its kind alone.
pub enum Riga {
    Testata {
        quesito: Box<Quesito>,
        /// Keys of the lists that are not those which the rest of the row gives.
        copie_diverse: Vec<&'static str>,
    },
    Voce {
        quesito: QuesitoId,
        voce: Box<Voce>,
    },
    Contatore {
        sede: CodiceSede,
        anno: i16,
        ultimo: Option<Protocollo>,
        /// The last day whose daily register is out.
        chiuso: Option<Date>,
    },
    Registrazione(Box<Registrazione>),
    RegistroGiornaliero(RegistroProdotto),
    Annullamento {
        giorno: Date,
        protocollo: Protocollo,
        nota: Box<Annotazione>,
    },
    Avviso(Box<Avviso>),
    Biglietto(Biglietto),
    Delega(Box<Delega>),
    /// In the intermediary's lists.
    DelegaInGruppo(Box<Delega>),
    DelegaDi {
        intermediario: PersonaId,
        delega: DelegaId,
        datore: PersonaId,
    },
    DelegaAttiva(AttivaVista),
    Concessione {
        intermediario: PersonaId,
        concessione: Concessione,
    },
    /// That a key was used for a quesito.
    Chiave {
        quesito: QuesitoId,
        protocollo: Protocollo,
    },
    Statistica {
        sede: CodiceSede,
        statistica: Statistica,
    },
    Lavoro(LavoroInAttesa),
    Altro(&'static str),
    /// A row that this release can't read: its kind, and which attribute it is.
    Illeggibile(&'static str, &'static str),
}

impl Riga {
    /// The kind, for counts.
    #[must_use]
    pub const fn genere(&self) -> &'static str {
        match self {
            Self::Testata { .. } => "quesiti",
            Self::Voce { .. } => "voci",
            Self::Contatore { .. } => "contatori",
            Self::Registrazione(_) => "registrazioni",
            Self::RegistroGiornaliero(_) => "registri giornalieri",
            Self::Annullamento { .. } => "annullamenti",
            Self::Avviso(_) => "avvisi",
            Self::Biglietto(_) => "biglietti",
            Self::Delega(_) => "deleghe",
            Self::DelegaInGruppo(_) => "deleghe in elenco",
            Self::DelegaDi { .. } => "deleghe per intermediario",
            Self::DelegaAttiva(_) => "deleghe attive",
            Self::Concessione { .. } => "concessioni",
            Self::Chiave { .. } => "chiavi usate",
            Self::Statistica { .. } => "statistiche",
            Self::Lavoro(_) => "lavori",
            Self::Altro(genere) => genere,
            Self::Illeggibile(..) => "illeggibili",
        }
    }
}

const INDEX_KEYS: [[&str; 2]; INDICI] = [[G1PK, G1SK], [G2PK, G2SK], [G3PK, G3SK], [G4PK, G4SK], [G5PK, G5SK]];

impl RigaLetta {
    pub(super) fn of(item: &Item) -> Self {
        let indici = INDEX_KEYS.map(|names| names.iter().all(|name| item.has(name)));
        let genere = genere(item);
        let riga = match read(item, genere) {
            Ok(riga) => riga,
            Err(StoreError::Illeggibile(name)) => Riga::Illeggibile(genere, name),
            Err(_) => Riga::Illeggibile(genere, PK),
        };
        Self { riga, indici }
    }
}

/// What the two keys say that it is, without anything personal.
fn genere(item: &Item) -> &'static str {
    let (Ok(pk), Ok(sk)) = (item.text(PK), item.text(SK)) else { return "senza chiave" };
    let sort = sk.split('#').next().unwrap_or_default();
    match (pk.split('#').next().unwrap_or_default(), sort) {
        ("Q", keys::TESTATA) => "testata",
        ("Q", "V") => "voce",
        ("Q", "A") => "avvisi partiti",
        ("REG", "N") => "contatore",
        ("REG", _) => "registrazione",
        ("REGG", _) => "registro giornaliero",
        ("REGA", _) => "annullamento",
        ("AV", _) => "avviso",
        ("OUT", _) => "biglietto",
        ("DD", keys::ATTIVA) => "delega attiva",
        ("DD", "C") => "deleghe in attesa",
        ("DD", _) => "delega",
        ("DI", "L") => "delega in elenco",
        ("DI", _) => "delega per intermediario",
        ("P", "D") => "concessione",
        ("P", keys::PERSONA) => "persone",
        ("P", "S") => "sessioni",
        ("P", "R") => "rapporti",
        ("P", "B") => "bozze",
        ("P", "M") => "pagamenti",
        ("P", "K") => "codici usa e getta",
        ("P", "C") => "cambi di contatti",
        ("P", "W") => "dispositivi",
        ("I", _) => "chiave",
        ("STAT", _) => "statistica",
        ("LAV", _) => "lavoro",
        ("CF", _) => "accessi",
        ("SO", _) => "addetti",
        ("MID", _) => "messaggi",
        ("MIGRA", _) => "migrazioni",
        _ => "sconosciute",
    }
}

fn read(item: &Item, genere: &'static str) -> Result<Riga, StoreError> {
    let pk = item.text(PK)?;
    let bad = StoreError::Illeggibile(PK);
    let after = |prefix: &str| pk.strip_prefix(prefix);
    Ok(match genere {
        "testata" => {
            let quesito = Quesito::from_item(item)?;
            let expected = quesito.to_item();
            let names = INDEX_KEYS.iter().flatten().copied();
            let copie_diverse = names.filter(|name| item.0.get(*name) != expected.0.get(*name)).collect();
            Riga::Testata { quesito: Box::new(quesito), copie_diverse }
        }
        "voce" => {
            let quesito = after("Q#").and_then(|id| id.parse().ok()).ok_or(bad)?;
            Riga::Voce { quesito, voce: Box::new(Voce::from_item(item)?) }
        }
        "contatore" => {
            let (sede, anno) = registro(pk).ok_or(bad)?;
            let Contatore { last, chiuso } = Contatore::read(item, sede)?;
            Riga::Contatore { sede, anno, ultimo: last, chiuso }
        }
        "registrazione" => Riga::Registrazione(Box::new(registrazione(item)?)),
        "registro giornaliero" => {
            Riga::RegistroGiornaliero(RegistroProdotto::from_item(item, after("REGG#").and_then(|sede| sede.parse().ok()).ok_or(bad)?)?)
        }
        "annullamento" => {
            let nota = Annotazione::read(item, ANNULLATA)?;
            let giorno = item.sk()?.split('#').next().and_then(|giorno| giorno.parse().ok());
            let giorno = giorno.unwrap_or_else(|| calendario::oggi(nota.quando));
            Riga::Annullamento { giorno, protocollo: item.protocollo(PROTOCOLLO)?, nota: Box::new(nota) }
        }
        "avviso" => Riga::Avviso(Box::new(Avviso::from_item(item)?)),
        "biglietto" => Riga::Biglietto(Biglietto::from_item(item)?),
        "delega attiva" => Riga::DelegaAttiva(AttivaVista::read(item, after("DD#").and_then(|id| id.parse().ok()).ok_or(bad)?)?),
        "delega" => Riga::Delega(Box::new(Delega::from_item(item)?)),
        "delega in elenco" => Riga::DelegaInGruppo(Box::new(Delega::from_item(item)?)),
        "delega per intermediario" => {
            let intermediario = after("DI#").and_then(|id| id.parse().ok()).ok_or(bad)?;
            let delega = item.sk()?.strip_prefix("I#").and_then(|id| id.parse().ok()).ok_or(StoreError::Illeggibile(SK))?;
            Riga::DelegaDi { intermediario, delega, datore: PersonaId::from_bytes(item.array(DATORE)?) }
        }
        "concessione" => {
            let intermediario = after("P#").and_then(|id| id.parse().ok()).ok_or(bad)?;
            Riga::Concessione { intermediario, concessione: Concessione::from_item(item)? }
        }
        // A key that asked for a delega names that instead.
        "chiave" if item.has(DELEGA) => Riga::Altro("chiavi usate per deleghe"),
        "chiave" => Riga::Chiave { quesito: QuesitoId::from_bytes(item.array(QUESITO)?), protocollo: item.protocollo(PROTOCOLLO)? },
        "statistica" => {
            let sede = after("STAT#").and_then(|sede| sede.parse().ok()).ok_or(bad)?;
            Riga::Statistica { sede, statistica: Statistica::from_item(item)? }
        }
        "lavoro" => Riga::Lavoro(Lavoro::from_item(item)?),
        "senza chiave" => return Err(bad),
        altro => Riga::Altro(altro),
    })
}

/// Sede and year of a register's partition.
pub(super) fn registro(pk: &str) -> Option<(CodiceSede, i16)> {
    let (sede, anno) = pk.strip_prefix("REG#")?.split_once('#')?;
    Some((sede.parse().ok()?, anno.parse().ok()?))
}

pub(super) fn registrazione(item: &Item) -> Result<Registrazione, StoreError> {
    let (sede, anno) = registro(item.text(PK)?).ok_or(StoreError::Illeggibile(PK))?;
    let numero = item.sk()?.parse().map(NumeroProtocollo).map_err(|_| StoreError::Illeggibile(SK))?;
    let data = Date::new(anno, 1, 1).map_err(|_| StoreError::Illeggibile(PK))?;
    // The day itself is an attribute.
    Registrazione::from_item(item, Protocollo { sede, numero, data })
}

/// The document of an entry, by what an object is called.
pub(super) fn allegato(nome: &str) -> Option<AllegatoId> {
    nome.strip_prefix("allegati/")?.parse().ok()
}
