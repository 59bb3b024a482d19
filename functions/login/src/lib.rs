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

cassetto_runtime::http_function! {
    /// The `login` function.
    pub struct Login: LoginRoute {
        SignIn => sign_in::handle,
        GetSessione => get_sessione::handle,
        SignOut => sign_out::handle,
        SignOutEverywhere => sign_out_everywhere::handle,
        GetStatus => get_status::handle,
    }
}
