//! Who acts for an employer: asked, accepted with a code, ended; and the correspondence of all the employers of an intermediary.

mod accept;
mod get_modulo;
mod list;
mod list_quesiti;
mod refuse;
mod request;
mod revoke;
mod scope;
mod send_codice;
mod voce;

use cassetto_api::deleghe::{
    AcceptDelega, GetModuloDelega, ListDeleghe, ListQuesitiDelegati, RefuseDelega, RequestDelega, RevokeDelega, SendCodiceDelega,
};
use cassetto_api::routes::DelegheRoute;

cassetto_runtime::http_function! {
    /// The `deleghe` function.
    pub struct Deleghe: DelegheRoute {
        ListDeleghe => list::handle,
        RequestDelega => request::handle,
        AcceptDelega => accept::handle,
        SendCodiceDelega => send_codice::handle,
        RefuseDelega => refuse::handle,
        RevokeDelega => revoke::handle,
        GetModuloDelega => get_modulo::handle,
        ListQuesitiDelegati => list_quesiti::handle,
    }
}
