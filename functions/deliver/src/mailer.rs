//! Sends e-mail by SMTP: the same code for SES, a PEC provider and the local server.

use std::time::Duration;

use cassetto_domain::avviso::EmailTesto;
use cassetto_domain::contatto::Email;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::transport::smtp::response::{Category, Response, Severity};
use lettre::{AsyncTransport, Message, Tokio1Executor};

/// How long one conversation with the server may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A connection to an SMTP server and the sender's address.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why an e-mail could not be handed over.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    #[error("the sender's or the recipient's address is not one")]
    Address(#[from] lettre::address::AddressError),
    #[error("the message could not be built")]
    Message(#[from] lettre::error::Error),
    #[error("the SMTP server did not take the message")]
    Smtp(#[from] lettre::transport::smtp::Error),
}

impl MailerError {
    /// Whether the server says that there is no such mailbox: 550 to 559. That it doesn't let us in (535) may pass.
    #[must_use]
    pub fn is_permanent(&self) -> bool {
        let Self::Smtp(error) = self else { return false };
        let code = error.status();
        code.is_some_and(|code| code.severity == Severity::PermanentNegativeCompletion && code.category == Category::MailSystem)
    }
}

impl Mailer {
    /// `smtp_url` is `smtps://user:password@host` or, without TLS, `smtp://host:port`; `from` an address with or without a name.
    ///
    /// # Errors
    /// When either is not of its form.
    pub fn new(smtp_url: &str, from: &str) -> Result<Self, MailerError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url)?.timeout(Some(TIMEOUT)).build();
        Ok(Self { transport, from: from.parse()? })
    }

    /// The `Message-ID` of what has this name.
    #[must_use]
    pub fn message_id(&self, name: &str) -> String {
        format!("<{name}@{}>", self.from.email.domain())
    }

    /// Sends one message; gives the server's own identifier if it tells one. The `Message-ID` is the caller's, and always the same for
    /// the same notice, so that one sent twice is one to whoever compares.
    ///
    /// # Errors
    /// When the server doesn't take it: not sent, or at worst sent and not confirmed.
    pub async fn send(&self, message_id: &str, to: &Email, testo: EmailTesto) -> Result<Option<String>, MailerError> {
        let message = Message::builder().from(self.from.clone()).message_id(Some(message_id.to_owned()));
        let message = message.to(to.as_str().parse()?).subject(testo.oggetto).header(ContentType::TEXT_PLAIN).body(testo.corpo)?;
        let response = self.transport.send(message).await?;
        Ok(server_id(&response))
    }
}

/// SES answers `Ok <identifier>`, and names the message so in its events.
fn server_id(response: &Response) -> Option<String> {
    let line = response.message().next()?;
    let id = line.strip_prefix("Ok ")?.trim();
    (!id.is_empty() && !id.contains(char::is_whitespace)).then(|| id.to_owned())
}
