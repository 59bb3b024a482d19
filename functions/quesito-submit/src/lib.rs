//! What a citizen writes: prepares the uploads, keeps drafts, takes quesiti and messages in, each protocolled in one transaction.

mod bozze;
mod create;
mod create_messaggio;
mod create_upload;

use cassetto_api::allegati::CreateUpload;
use cassetto_api::bozze::{DeleteBozza, ListBozze, SaveBozza};
use cassetto_api::quesiti::{CreateMessaggio, CreateQuesito};
use cassetto_api::routes::QuesitoSubmitRoute;

cassetto_runtime::http_function! {
    /// The `quesito-submit` function.
    pub struct QuesitoSubmit: QuesitoSubmitRoute {
        CreateUpload => create_upload::handle,
        CreateQuesito => create::handle,
        CreateMessaggio => create_messaggio::handle,
        ListBozze => bozze::list,
        SaveBozza => bozze::save,
        DeleteBozza => bozze::delete,
    }
}
