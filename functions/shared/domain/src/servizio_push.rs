//! The push services of the browsers' makers: the only addresses that push messages go to.

/// Hosts, or with a dot before them all hosts below.
const HOSTS: [&str; 6] = [
    "fcm.googleapis.com",
    "android.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.services.mozilla.com",
    ".notify.windows.com",
    ".push.apple.com",
];

/// The longest address, in bytes.
const MASSIMO: usize = 1024;

/// Whether an address is one of theirs: over TLS, on the usual port, with no user.
#[must_use]
pub fn is_known(endpoint: &str) -> bool {
    let Some(rest) = endpoint.strip_prefix("https://") else { return false };
    let Some((host, _)) = rest.split_once('/') else { return false };
    let is_of = |known: &str| if known.starts_with('.') { host.ends_with(known) } else { host == known };
    endpoint.len() <= MASSIMO
        && endpoint.bytes().all(|byte| byte.is_ascii_graphic())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        && HOSTS.iter().any(|known| is_of(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_services() {
        for (endpoint, expected) in [
            ("https://fcm.googleapis.com/fcm/send/abc", true),
            ("https://updates.push.services.mozilla.com/wpush/v2/abc", true),
            ("https://wns2-par02p.notify.windows.com/w/?token=abc", true),
            ("https://web.push.apple.com/abc", true),
            ("http://fcm.googleapis.com/fcm/send/abc", false),
            ("https://fcm.googleapis.com.example/abc", false),
            ("https://fcm.googleapis.com:8443/abc", false),
            ("https://fcm.googleapis.com@10.0.0.1/abc", false),
            ("https://10.0.0.1/.push.apple.com", false),
            ("https://169.254.169.254/latest", false),
            ("https://evilpush.apple.com/", false),
            ("https://fcm.googleapis.com", false),
            ("", false),
        ] {
            assert_eq!(is_known(endpoint), expected, "{endpoint}");
        }
    }
}
