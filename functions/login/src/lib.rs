//! Opens, tells and ends sessions; tells whether the service works.

mod get_sessione;
mod get_status;
pub mod pin_hash;
mod sessione;
mod sign_in;
mod sign_out;
mod sign_out_everywhere;
mod slowdown;

use cassetto_api::routes::LoginRoute;
use cassetto_api::sessione::{GetSessione, SignIn, SignOut, SignOutEverywhere};
use cassetto_api::stato_servizio::GetStatus;
use cassetto_runtime::{Body, Failure, HttpFunction, Incoming, Kit, Response, answer};

/// The `login` function.
pub struct Login {
    kit: Kit,
}

impl Login {
    #[must_use]
    pub const fn new(kit: Kit) -> Self {
        Self { kit }
    }
}

impl HttpFunction for Login {
    type Route = LoginRoute;

    fn kit(&self) -> &Kit {
        &self.kit
    }

    async fn call(&self, route: LoginRoute, request: Incoming) -> Result<Response<Body>, Failure> {
        let kit = &self.kit;
        match route {
            LoginRoute::SignIn => {
                answer::<SignIn, _, _>(request, async |caller, richiesta| sign_in::handle(kit, caller, richiesta).await).await
            }
            LoginRoute::GetSessione => {
                answer::<GetSessione, _, _>(request, async |caller, richiesta| get_sessione::handle(caller, richiesta)).await
            }
            LoginRoute::SignOut => {
                answer::<SignOut, _, _>(request, async |caller, richiesta| sign_out::handle(kit, caller, richiesta).await).await
            }
            LoginRoute::SignOutEverywhere => {
                answer::<SignOutEverywhere, _, _>(request, async |caller, richiesta| {
                    sign_out_everywhere::handle(kit, caller, richiesta).await
                })
                .await
            }
            LoginRoute::GetStatus => {
                answer::<GetStatus, _, _>(request, async |caller, richiesta| get_status::handle(kit, caller, richiesta).await).await
            }
        }
    }
}
