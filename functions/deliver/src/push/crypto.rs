//! RFC 8291: one record of RFC 8188's `aes128gcm`, with a key that only the browser can derive.

use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::{SecureRandom, SystemRandom};

use super::PushError;

/// The one record is no longer than this.
const RECORD: u32 = 4096;

/// A length of HKDF's output.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// The body of a push message: salt, record size, our public key, then the encrypted text.
///
/// # Errors
/// When `p256dh` is no uncompressed point of P-256, or there is no randomness.
pub fn encrypt(text: &[u8], p256dh: &[u8], auth: &[u8]) -> Result<Vec<u8>, PushError> {
    let random = SystemRandom::new();
    let mut salt = [0; 16];
    random.fill(&mut salt).map_err(|_| PushError::Crypto)?;
    let ours = EphemeralPrivateKey::generate(&ECDH_P256, &random).map_err(|_| PushError::Crypto)?;
    let public = ours.compute_public_key().map_err(|_| PushError::Crypto)?;
    let theirs = UnparsedPublicKey::new(&ECDH_P256, p256dh);
    let shared = agree_ephemeral(ours, &theirs, <[u8]>::to_vec).map_err(|_| PushError::Key)?;
    let (key, nonce) = keys(&shared, auth, &salt, p256dh, public.as_ref())?;

    let mut record = text.to_vec();
    // The delimiter of the last record.
    record.push(2);
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).map_err(|_| PushError::Crypto)?);
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut record).map_err(|_| PushError::Crypto)?;
    let length = u8::try_from(public.as_ref().len()).map_err(|_| PushError::Key)?;
    Ok([&salt[..], &RECORD.to_be_bytes(), &[length], public.as_ref(), &record].concat())
}

/// The content key and nonce of RFC 8291 section 3.4.
fn keys(shared: &[u8], auth: &[u8], salt: &[u8], browser: &[u8], server: &[u8]) -> Result<([u8; 16], [u8; 12]), PushError> {
    let info = [b"WebPush: info\0", browser, server].concat();
    let secret: [u8; 32] = expand(auth, shared, &info)?;
    Ok((expand(salt, &secret, b"Content-Encoding: aes128gcm\0")?, expand(salt, &secret, b"Content-Encoding: nonce\0")?))
}

fn expand<const N: usize>(salt: &[u8], secret: &[u8], info: &[u8]) -> Result<[u8; N], PushError> {
    let mut output = [0; N];
    let key = Salt::new(HKDF_SHA256, salt).extract(secret);
    key.expand(&[info], Length(N)).and_then(|okm| okm.fill(&mut output)).map_err(|_| PushError::Crypto)?;
    Ok(output)
}

#[cfg(test)]
mod tests {
    use data_encoding::BASE64URL_NOPAD;

    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        BASE64URL_NOPAD.decode(text.as_bytes()).unwrap()
    }

    /// RFC 8291 appendix A, from the shared secret on.
    #[test]
    fn keys_of_the_rfc() {
        let browser = bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        let server = bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        let shared = bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
        let (key, nonce) = keys(&shared, &bytes("BTBZMqHH6r4Tts7J_aSIgg"), &bytes("DGv6ra1nlYgDCS1FRnbzlw"), &browser, &server).unwrap();
        assert_eq!((key.to_vec(), nonce.to_vec()), (bytes("oIhVW04MRdy2XN9CiKLxTg"), bytes("4h_95klXJ5E_qnoN")));
    }

    /// What a browser does: from its own private key and the header to the text.
    #[test]
    fn the_browser_reads_it() {
        let random = SystemRandom::new();
        let private = EphemeralPrivateKey::generate(&ECDH_P256, &random).unwrap();
        let public = private.compute_public_key().unwrap();
        let auth = [7; 16];
        let body = encrypt("C'è una risposta".as_bytes(), public.as_ref(), &auth).unwrap();
        let (salt, rest) = body.split_at(16);
        assert_eq!(rest[..5], [&RECORD.to_be_bytes()[..], &[65]].concat());
        let (server, record) = rest[5..].split_at(65);
        let shared = agree_ephemeral(private, &UnparsedPublicKey::new(&ECDH_P256, server), <[u8]>::to_vec).unwrap();
        let (key, nonce) = keys(&shared, &auth, salt, public.as_ref(), server).unwrap();
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).unwrap());
        let mut record = record.to_vec();
        let text = key.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut record).unwrap();
        assert_eq!(text, ["C'è una risposta".as_bytes(), &[2]].concat());
        assert!(encrypt(b"x", &[4; 65], &auth).is_err(), "no point of the curve");
    }
}
