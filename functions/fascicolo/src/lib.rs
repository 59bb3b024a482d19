//! The office's side: the queue of a sede, and what an operator does to a quesito of it.

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
mod scope;
mod sedi;
mod take;
mod withdraw;
mod write_first;

use cassetto_api::fascicolo::{
    AnnulRegistrazione, AnswerQuesito, BulkQuesiti, CloseQuesito, CommentQuesito, ForwardQuesito, GetCruscotto, GetCruscottoCsv,
    GetPersona, GetRegistro, ListCoda, ListModelli, ListOperatori, ListQuesitiPersona, ListRegistri, ListSedi, ReassignQuesito, RedactVoce,
    ReleaseQuesito, RequestDocumento, SearchPersone, TakeQuesito, WithdrawRichiesta, WriteFirst,
};
use cassetto_api::routes::FascicoloRoute;

cassetto_runtime::http_function! {
    /// The `fascicolo` function.
    pub struct Fascicolo: FascicoloRoute {
        ListCoda => list::handle,
        TakeQuesito => take::handle,
        CommentQuesito => comment::handle,
        AnswerQuesito => answer::handle,
        CloseQuesito => close::handle,
        ReleaseQuesito => release::handle,
        ReassignQuesito => reassign::handle,
        BulkQuesiti => bulk::handle,
        ForwardQuesito => forward::handle,
        RequestDocumento => request::handle,
        WithdrawRichiesta => withdraw::handle,
        WriteFirst => write_first::handle,
        RedactVoce => redact::handle,
        AnnulRegistrazione => annul::handle,
        ListRegistri => registri::list,
        GetRegistro => registri::get,
        ListModelli => modelli::handle,
        ListOperatori => operatori::handle,
        ListSedi => sedi::handle,
        SearchPersone => persone::search::handle,
        GetPersona => persone::get::handle,
        ListQuesitiPersona => persone::quesiti::handle,
        GetCruscotto => cruscotto::handle,
        GetCruscottoCsv => cruscotto::handle_csv as Documento,
    }
}
