//! Takes a quesito in: prepares the uploads, checks everything, protocols in one transaction.

mod create;
mod create_upload;

use cassetto_api::allegati::CreateUpload;
use cassetto_api::quesiti::CreateQuesito;
use cassetto_api::routes::QuesitoSubmitRoute;
use cassetto_runtime::{Body, Failure, HttpFunction, Incoming, Kit, Response, answer};

/// The `quesito-submit` function.
pub struct QuesitoSubmit {
    kit: Kit,
}

impl QuesitoSubmit {
    #[must_use]
    pub const fn new(kit: Kit) -> Self {
        Self { kit }
    }
}

impl HttpFunction for QuesitoSubmit {
    type Route = QuesitoSubmitRoute;

    fn kit(&self) -> &Kit {
        &self.kit
    }

    async fn call(&self, route: QuesitoSubmitRoute, request: Incoming) -> Result<Response<Body>, Failure> {
        let kit = &self.kit;
        match route {
            QuesitoSubmitRoute::CreateUpload => {
                answer::<CreateUpload, _, _>(request, async |caller, richiesta| create_upload::handle(kit, caller, richiesta).await).await
            }
            QuesitoSubmitRoute::CreateQuesito => {
                answer::<CreateQuesito, _, _>(request, async |caller, richiesta| create::handle(kit, caller, richiesta).await).await
            }
        }
    }
}
