//! What citizens and offices read: the first page, lists, one quesito, its documents, its receipt.

mod get;
mod get_allegato;
mod get_archivio;
mod get_home;
mod get_ricevuta;
mod list;
mod list_datori;
mod mark_read;
mod scope;

use cassetto_api::allegati::GetAllegato;
use cassetto_api::datori::ListDatori;
use cassetto_api::home::GetHome;
use cassetto_api::quesiti::{GetArchivio, GetQuesito, GetRicevuta, ListQuesiti, MarkRead};
use cassetto_api::routes::QuesitoListRoute as Route;
use cassetto_runtime::{Body, Failure, HttpFunction, Incoming, Kit, Response, answer, answer_pdf};

/// The `quesito-list` function.
pub struct QuesitoList {
    kit: Kit,
}

impl QuesitoList {
    #[must_use]
    pub const fn new(kit: Kit) -> Self {
        Self { kit }
    }
}

impl HttpFunction for QuesitoList {
    type Route = Route;

    fn kit(&self) -> &Kit {
        &self.kit
    }

    async fn call(&self, route: Route, request: Incoming) -> Result<Response<Body>, Failure> {
        let kit = &self.kit;
        match route {
            Route::GetHome => {
                answer::<GetHome, _, _>(request, async |caller, richiesta| get_home::handle(kit, caller, richiesta).await).await
            }
            Route::ListDatori => {
                answer::<ListDatori, _, _>(request, async |caller, richiesta| list_datori::handle(kit, caller, richiesta).await).await
            }
            Route::ListQuesiti => {
                answer::<ListQuesiti, _, _>(request, async |caller, richiesta| list::handle(kit, caller, richiesta).await).await
            }
            Route::GetQuesito => {
                answer::<GetQuesito, _, _>(request, async |caller, richiesta| get::handle(kit, caller, richiesta).await).await
            }
            Route::MarkRead => {
                answer::<MarkRead, _, _>(request, async |caller, richiesta| mark_read::handle(kit, caller, richiesta).await).await
            }
            Route::GetAllegato => {
                answer::<GetAllegato, _, _>(request, async |caller, richiesta| get_allegato::handle(kit, caller, richiesta).await).await
            }
            Route::GetArchivio => {
                answer::<GetArchivio, _, _>(request, async |caller, richiesta| get_archivio::handle(kit, caller, richiesta).await).await
            }
            Route::GetRicevuta => {
                answer_pdf::<GetRicevuta, _, _>(request, async |caller, richiesta| get_ricevuta::handle(kit, caller, richiesta).await).await
            }
        }
    }
}
