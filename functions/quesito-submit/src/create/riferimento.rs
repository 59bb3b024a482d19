//! What a quesito is about: a rapporto of the employer, or their position in another gestione.

use cassetto_api::motivo::Motivo;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::profilo::{Profilo, Riferimento};
use cassetto_runtime::Failure;
use cassetto_store::{Persona, Rapporto};

/// One that is theirs.
pub struct Riferito {
    pub codice: CodiceRapporto,
    /// Who works in the rapporto, or what the position is.
    pub descrizione: String,
}

impl Riferito {
    /// Unknown and somebody else's are the same answer.
    pub fn of(profilo: &Profilo, codice: &CodiceRapporto, rapporto: Option<Rapporto>, persona: &Persona) -> Result<Self, Failure> {
        let found = match profilo.riferimento {
            Riferimento::Rapporto => rapporto.map(|rapporto| Self { codice: rapporto.codice, descrizione: rapporto.lavoratore }),
            Riferimento::Posizione => persona
                .posizioni
                .iter()
                .find(|posizione| posizione.gestione == profilo.gestione && posizione.codice == *codice)
                .map(|posizione| Self { codice: posizione.codice.clone(), descrizione: posizione.descrizione.clone() }),
        };
        found.ok_or_else(|| Failure::campo("rapporto", ignoto(profilo)))
    }
}

/// Why a code is none of theirs.
pub const fn ignoto(profilo: &Profilo) -> Motivo {
    match profilo.riferimento {
        Riferimento::Rapporto => Motivo::RapportoNonTuo,
        Riferimento::Posizione => Motivo::PosizioneNonTua,
    }
}
