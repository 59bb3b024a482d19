//! A person's own contacts: changed, confirmed with a code, taken away; by which channels they are told; what they were told.

mod change;
mod get;
mod list_avvisi;
mod remove;
mod set_preferenze;
mod subscribe;
mod unsubscribe;
mod verify;

use cassetto_api::avvisi::ListAvvisi;
use cassetto_api::contatti::{ChangeContatto, GetContatti, RemoveContatto, SetPreferenze, SubscribePush, UnsubscribePush, VerifyContatto};
use cassetto_api::routes::ContattiRoute;

cassetto_runtime::http_function! {
    /// The `contatti` function.
    pub struct Contatti: ContattiRoute {
        GetContatti => get::handle,
        ChangeContatto => change::handle,
        VerifyContatto => verify::handle,
        RemoveContatto => remove::handle,
        SetPreferenze => set_preferenze::handle,
        ListAvvisi => list_avvisi::handle,
        SubscribePush => subscribe::handle,
        UnsubscribePush => unsubscribe::handle,
    }
}
