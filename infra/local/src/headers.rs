//! The security headers of every answer, as CloudFront's response headers policy sets them: a test compares the two.

/// Only what is served from here, and WebAssembly; nothing may frame the pages.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
base-uri 'none'; frame-ancestors 'none'";

/// Two years; a browser heeds it over TLS only.
pub const STRICT_TRANSPORT_SECURITY: &str = "max-age=63072000; includeSubDomains";

/// The camera photographs a document to attach; nothing else is asked of the device.
pub const PERMISSIONS_POLICY: &str = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=()";

/// All of them, by lower-case name.
pub const SECURITY: &[(&str, &str)] = &[
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("strict-transport-security", STRICT_TRANSPORT_SECURITY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", PERMISSIONS_POLICY),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Of files whose name holds the hash of their content.
pub const CACHE_IMMUTABLE: &str = "public,max-age=31536000,immutable";

/// Of files that keep their name: asked again every time, by their date.
pub const CACHE_REVALIDATE: &str = "no-cache";
