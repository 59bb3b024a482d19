//! The office's side: the queue of a sede, and what an operator does to a quesito of it.

mod answer;
mod close;
mod comment;
mod list;
mod scope;
mod take;

use cassetto_api::fascicolo::{AnswerQuesito, CloseQuesito, CommentQuesito, ListCoda, TakeQuesito};
use cassetto_api::routes::FascicoloRoute as Route;
use cassetto_runtime::{Body, Failure, HttpFunction, Incoming, Kit, Response, answer as respond};

/// The `fascicolo` function.
pub struct Fascicolo {
    kit: Kit,
}

impl Fascicolo {
    #[must_use]
    pub const fn new(kit: Kit) -> Self {
        Self { kit }
    }
}

impl HttpFunction for Fascicolo {
    type Route = Route;

    fn kit(&self) -> &Kit {
        &self.kit
    }

    async fn call(&self, route: Route, request: Incoming) -> Result<Response<Body>, Failure> {
        let kit = &self.kit;
        match route {
            Route::ListCoda => {
                respond::<ListCoda, _, _>(request, async |caller, richiesta| list::handle(kit, caller, richiesta).await).await
            }
            Route::TakeQuesito => {
                respond::<TakeQuesito, _, _>(request, async |caller, richiesta| take::handle(kit, caller, richiesta).await).await
            }
            Route::CommentQuesito => {
                respond::<CommentQuesito, _, _>(request, async |caller, richiesta| comment::handle(kit, caller, richiesta).await).await
            }
            Route::AnswerQuesito => {
                respond::<AnswerQuesito, _, _>(request, async |caller, richiesta| answer::handle(kit, caller, richiesta).await).await
            }
            Route::CloseQuesito => {
                respond::<CloseQuesito, _, _>(request, async |caller, richiesta| close::handle(kit, caller, richiesta).await).await
            }
        }
    }
}
