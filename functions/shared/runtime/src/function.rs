//! A function that answers HTTP, written as the list of its routes and their handlers.

/// Makes the struct of a function and serves each of its routes with a handler, `async fn(&Kit, C, Richiesta<E>)` of any caller `C`.
///
/// A route without a handler does not compile. The endpoint's type has the name of its route; the handler of one that gives a file
/// says `as Documento`.
///
/// ```ignore
/// http_function! {
///     /// The `fascicolo` function.
///     pub struct Fascicolo: FascicoloRoute {
///         ListCoda => list::handle,
///         GetModulo => get_modulo::handle as Documento,
///     }
/// }
/// ```
#[macro_export]
macro_rules! http_function {
    ($(#[$about:meta])* pub struct $function:ident: $route:ident { $($endpoint:ident => $handler:path $(as $form:ident)?),+ $(,)? }) => {
        $(#[$about])*
        pub struct $function {
            kit: $crate::Kit,
        }

        impl $function {
            #[must_use]
            pub const fn new(kit: $crate::Kit) -> Self {
                Self { kit }
            }
        }

        impl $crate::HttpFunction for $function {
            type Route = $route;

            fn kit(&self) -> &$crate::Kit {
                &self.kit
            }

            async fn call(&self, route: $route, request: $crate::Incoming) -> Result<$crate::Response<$crate::Body>, $crate::Failure> {
                let kit = &self.kit;
                match route {
                    $($route::$endpoint => $crate::http_function!(@serve kit, request, $endpoint, $handler $(, $form)?),)+
                }
            }
        }
    };
    (@serve $kit:ident, $request:ident, $endpoint:ident, $handler:path) => {
        $crate::answer::<$endpoint, _, _>($request, async |caller, richiesta| $handler($kit, caller, richiesta).await).await
    };
    (@serve $kit:ident, $request:ident, $endpoint:ident, $handler:path, Documento) => {
        $crate::answer_document::<$endpoint, _, _>($request, async |caller, richiesta| $handler($kit, caller, richiesta).await).await
    };
}
