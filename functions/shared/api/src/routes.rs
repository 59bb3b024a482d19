//! Every endpoint, by the function that serves it. A type that is not here does not exist for anybody.

use crate::allegati::{CreateUpload, GetAllegato};
use crate::avvisi::ListAvvisi;
use crate::bozze::{DeleteBozza, ListBozze, SaveBozza};
use crate::contatti::{ChangeContatto, GetContatti, RemoveContatto, SetPreferenze, SubscribePush, UnsubscribePush, VerifyContatto};
use crate::datori::ListDatori;
use crate::deleghe::{
    AcceptDelega, GetModuloDelega, ListDeleghe, ListQuesitiDelegati, RefuseDelega, RequestDelega, RevokeDelega, SendCodiceDelega,
};
use crate::endpoint::{Endpoint, Meta};
use crate::fascicolo::{
    AnnulRegistrazione, AnswerQuesito, BulkQuesiti, CloseQuesito, CommentQuesito, ForwardQuesito, GetCruscotto, GetCruscottoCsv,
    GetPersona, GetRegistro, ListCoda, ListModelli, ListOperatori, ListQuesitiPersona, ListRegistri, ListSedi, ReassignQuesito, RedactVoce,
    ReleaseQuesito, RequestDocumento, SearchPersone, TakeQuesito, WithdrawRichiesta, WriteFirst,
};
use crate::home::GetHome;
use crate::pagamenti::ListPagamenti;
use crate::quesiti::{
    CreateMessaggio, CreateQuesito, GetArchivio, GetEsportazione, GetEsportazioneAnno, GetQuesito, GetRicevuta, ListQuesiti, MarkRead,
};
use crate::sessione::{GetSessione, SignIn, SignOut, SignOutEverywhere};
use crate::stato_servizio::GetStatus;

/// A deployed function that answers HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    Login,
    QuesitoSubmit,
    QuesitoList,
    Fascicolo,
    Contatti,
    Deleghe,
}

impl Function {
    /// As it is called in names of log groups and in metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::QuesitoSubmit => "quesito-submit",
            Self::QuesitoList => "quesito-list",
            Self::Fascicolo => "fascicolo",
            Self::Contatti => "contatti",
            Self::Deleghe => "deleghe",
        }
    }
}

/// The routes of one function.
pub trait FunctionRoute: Copy + Send + 'static {
    const FUNCTION: Function;

    fn from_route_key(key: &str) -> Option<Self>;
    fn meta(self) -> Meta;
}

/// Something done once for each endpoint, such as describing it.
pub trait Visitor {
    fn visit<E: Endpoint>(&mut self, function: Function)
    where
        E::Path: Described,
        E::Query: Described,
        E::Body: Described,
        E::Response: Described;
}

/// A type that the OpenAPI document can describe: any, when that feature is off.
#[cfg(feature = "openapi")]
pub trait Described: schemars::JsonSchema {}
#[cfg(feature = "openapi")]
impl<T: schemars::JsonSchema> Described for T {}
#[cfg(not(feature = "openapi"))]
pub trait Described {}
#[cfg(not(feature = "openapi"))]
impl<T> Described for T {}

macro_rules! routes {
    ($($function:ident => $route:ident { $($endpoint:ident),+ $(,)? })+) => {
        $(
            #[doc = concat!("What `", stringify!($function), "` serves.")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub enum $route { $($endpoint),+ }

            impl FunctionRoute for $route {
                const FUNCTION: Function = Function::$function;

                fn from_route_key(key: &str) -> Option<Self> {
                    $(if key == $endpoint::META.route_key() { return Some(Self::$endpoint); })+
                    None
                }

                fn meta(self) -> Meta {
                    match self { $(Self::$endpoint => $endpoint::META),+ }
                }
            }
        )+

        /// Every endpoint with the function that serves it.
        pub const ALL: &[(Function, Meta)] = &[$($((Function::$function, $endpoint::META)),+),+];

        /// Visits every endpoint, in the order of this file.
        pub fn visit_all(visitor: &mut impl Visitor) {
            $($(visitor.visit::<$endpoint>(Function::$function);)+)+
        }
    };
}

routes! {
    Login => LoginRoute { SignIn, GetSessione, SignOut, SignOutEverywhere, GetStatus }
    QuesitoSubmit => QuesitoSubmitRoute { CreateUpload, CreateQuesito, CreateMessaggio, ListBozze, SaveBozza, DeleteBozza }
    QuesitoList => QuesitoListRoute {
        GetHome, ListPagamenti, ListDatori, ListQuesiti, GetQuesito, MarkRead, GetAllegato, GetArchivio, GetRicevuta, GetEsportazione,
        GetEsportazioneAnno,
    }
    Deleghe => DelegheRoute {
        ListDeleghe, RequestDelega, AcceptDelega, SendCodiceDelega, RefuseDelega, RevokeDelega, GetModuloDelega, ListQuesitiDelegati,
    }
    Contatti => ContattiRoute {
        GetContatti, ChangeContatto, VerifyContatto, RemoveContatto, SetPreferenze, ListAvvisi, SubscribePush, UnsubscribePush,
    }
    Fascicolo => FascicoloRoute {
        ListCoda, ListOperatori, ListSedi, TakeQuesito, ReleaseQuesito, ReassignQuesito, BulkQuesiti, ForwardQuesito, CommentQuesito,
        ListModelli, AnswerQuesito, RequestDocumento, WithdrawRichiesta, CloseQuesito, WriteFirst, SearchPersone, GetPersona,
        ListQuesitiPersona, GetCruscotto, GetCruscottoCsv, RedactVoce, AnnulRegistrazione, ListRegistri, GetRegistro,
    }
}

/// The endpoint that a method and a concrete path ask for, with the parts of the path. What API Gateway does in the cloud.
#[must_use]
pub fn find(method: &str, path: &str) -> Found {
    let mut other_method = false;
    for (function, meta) in ALL {
        let Some(parts) = match_path(meta.path, path) else { continue };
        if meta.method.as_str() == method {
            return Found::Route { function: *function, meta: *meta, parts };
        }
        other_method = true;
    }
    if other_method { Found::OtherMethod } else { Found::Nothing }
}

/// What [`find`] found.
#[derive(Debug)]
pub enum Found {
    Route { function: Function, meta: Meta, parts: Vec<(&'static str, String)> },
    OtherMethod,
    Nothing,
}

fn match_path(template: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let mut parts = Vec::new();
    let mut segments = path.split('/');
    for expected in template.split('/') {
        let segment = segments.next()?;
        match expected.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) if !segment.is_empty() => parts.push((name, segment.to_owned())),
            None if segment == expected => {}
            _ => return None,
        }
    }
    segments.next().is_none().then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_endpoints_share_a_route() {
        let mut keys: Vec<_> = ALL.iter().map(|(_, meta)| meta.route_key()).collect();
        keys.sort();
        let count = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }

    #[test]
    fn a_concrete_path_finds_its_endpoint() {
        let Found::Route { meta, parts, .. } = find("GET", "/api/quesiti/abc/allegati/def") else { panic!("not found") };
        assert_eq!(meta.name, "GetAllegato");
        assert_eq!(parts, [("id", "abc".to_owned()), ("allegato", "def".to_owned())]);
        assert!(matches!(find("DELETE", "/api/quesiti"), Found::OtherMethod));
        assert!(matches!(find("GET", "/api/quesiti/"), Found::Nothing));
        assert!(matches!(find("GET", "/api/altro"), Found::Nothing));
    }
}
