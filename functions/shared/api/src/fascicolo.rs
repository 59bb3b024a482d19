//! The office's side: the queue of a sede and what an operator does to a quesito.

mod annul;
mod answer;
mod bulk;
mod close;
mod comment;
mod cruscotto;
mod forward;
mod list;
mod modelli;
mod operatori;
mod persone;
mod reassign;
mod redact;
mod registri;
mod release;
mod request;
mod sedi;
mod take;
mod withdraw;
mod write_first;

pub use annul::{AnnulRegistrazione, Annullamento};
pub use answer::{AnswerQuesito, NuovaRisposta};
pub use bulk::{BulkQuesiti, ComandoMultiplo, EsitoLavorazione, EsitoQuesito, Lavorazione, MASSIMO_LAVORAZIONE, QuesitoVisto};
pub use close::{Chiusura, CloseQuesito};
pub use comment::{CommentQuesito, NuovoCommento};
pub use cruscotto::{
    CaricoOperatore, CaricoVoce, Cruscotto, EstensioneVoce, Figure, FigureCategoria, GetCruscotto, GetCruscottoCsv, MeseVoce,
};
pub use forward::{ForwardQuesito, Trasferimento, Trasferito};
pub use list::{FiltroCoda, ListCoda, OrologioVoce, VistaCoda, VoceCoda};
pub use modelli::{ListModelli, ModelloVoce};
pub use operatori::{ListOperatori, OperatoreVoce};
pub use persone::{
    ContattoPersona, DelegaPersona, FiltroQuesitiPersona, GetPersona, ListQuesitiPersona, PersonaDettaglio, PersonaPath, PersonaTrovata,
    RicercaPersone, SearchPersone,
};
pub use reassign::{Assegnazione, ReassignQuesito};
pub use redact::{Oscuramento, RedactVoce};
pub use registri::{GetRegistro, ListRegistri, PaginaRegistri, RegistroPath, RegistroVoce};
pub use release::{ReleaseQuesito, Rilascio};
pub use request::{NuovaRichiesta, RequestDocumento};
pub use sedi::ListSedi;
pub use take::{PresaInCarico, TakeQuesito};
pub use withdraw::{RitiroRichiesta, WithdrawRichiesta};
pub use write_first::{NuovaComunicazione, WriteFirst};
