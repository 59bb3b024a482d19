//! What citizens and offices read: the first page, lists, one quesito, its documents, its receipt.

mod esportazione;
mod get;
mod get_allegato;
mod get_archivio;
mod get_esportazione;
mod get_esportazione_anno;
mod get_home;
mod get_ricevuta;
mod list;
mod list_datori;
mod list_pagamenti;
mod mark_read;

use cassetto_api::allegati::GetAllegato;
use cassetto_api::datori::ListDatori;
use cassetto_api::home::GetHome;
use cassetto_api::pagamenti::ListPagamenti;
use cassetto_api::quesiti::{GetArchivio, GetEsportazione, GetEsportazioneAnno, GetQuesito, GetRicevuta, ListQuesiti, MarkRead};
use cassetto_api::routes::QuesitoListRoute;

cassetto_runtime::http_function! {
    /// The `quesito-list` function.
    pub struct QuesitoList: QuesitoListRoute {
        GetHome => get_home::handle,
        ListPagamenti => list_pagamenti::handle,
        ListDatori => list_datori::handle,
        ListQuesiti => list::handle,
        GetQuesito => get::handle,
        MarkRead => mark_read::handle,
        GetAllegato => get_allegato::handle,
        GetArchivio => get_archivio::handle,
        GetRicevuta => get_ricevuta::handle as Documento,
        GetEsportazione => get_esportazione::handle,
        GetEsportazioneAnno => get_esportazione_anno::handle,
    }
}
