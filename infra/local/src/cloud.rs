//! Starting and stopping a cloud, and what tests do with one.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use cassetto_runtime::{Clock, Config, Kit};
use cassetto_store::{Store, StoreConfig};
use dynoxide::Database;
use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tower::ServiceExt;

use crate::gateway::Gateway;
use crate::objects::{Caller, Objects};
use crate::serve::{Shutdown, bind, serve};
use crate::sns::{Sns, TOPIC_ARN};
use crate::stream::Feed;
use crate::table::{Proxy, TABLE};
use crate::{
    ACCESS_KEY, BUCKET, Context, DeadLetters, Error, Faults, Functions, Meter, REGION, SECRET_KEY, Sent, demo, gateway, smtp, table,
};

/// How to start.
#[derive(Debug, Clone)]
pub struct Options {
    /// Of the gateway; 0 takes a free one.
    pub port: u16,
    /// Where everything is kept; none for memory and a temporary folder.
    pub data: Option<PathBuf>,
    /// Empties `data` first.
    pub fresh: bool,
    /// The built PWA.
    pub pwa: Option<PathBuf>,
    pub clock: Clock,
    /// Brings the demo people, once for each `data`.
    pub seed: bool,
    /// Runs the stream's feed, the sweeper, expiries. Without, a test calls [`Cloud::settle`] and [`Cloud::sweep`] when it likes.
    pub background: bool,
    /// Whether codice fiscale and PIN open a session.
    pub pin_enabled: bool,
    /// Active from the start; the demo people are brought before.
    pub faults: Faults,
}

impl Default for Options {
    /// In memory, on a free port, empty, with everything running.
    fn default() -> Self {
        Self {
            port: 0,
            data: None,
            fresh: false,
            pwa: None,
            clock: Clock::system(),
            seed: false,
            background: true,
            pin_enabled: true,
            faults: Faults::default(),
        }
    }
}

/// A running cloud. Dropping it leaves its tasks to the runtime: [`shutdown`](Self::shutdown) ends them.
pub struct Cloud {
    origin: String,
    store: StoreConfig,
    smtp: String,
    context: Arc<Context>,
    functions: Arc<Functions>,
    database: Database,
    objects: Arc<Objects>,
    sns: Arc<Sns>,
    feed: Arc<tokio::sync::Mutex<Feed>>,
    shutdown: Shutdown,
    tasks: Vec<JoinHandle<()>>,
    _temporary: Option<TempDir>,
}

/// The instant that the seed pretends; none outside of it.
#[derive(Clone, Default)]
pub(crate) struct Pretended(Arc<Mutex<Option<Timestamp>>>);

impl Pretended {
    pub(crate) fn set(&self, instant: Option<Timestamp>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = instant;
    }

    fn clock(&self, real: Clock) -> Clock {
        let pretended = self.0.clone();
        Clock::from_fn(move || pretended.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or_else(|| real.now()))
    }
}

/// What lies in the data folder.
struct Folder {
    path: PathBuf,
    persistent: bool,
}

impl Folder {
    const TABLE: &str = "tabella.sqlite";
    const OBJECTS: &str = "oggetti";
    const SENT: &str = "avvisi.json";
    const SEEDED: &str = "demo.json";

    fn file(&self, name: &str) -> Option<PathBuf> {
        self.persistent.then(|| self.path.join(name))
    }

    fn seeded(&self) -> Seeded {
        match std::fs::read_to_string(self.path.join(Self::SEEDED)) {
            Ok(state) if state == SEED_DONE => Seeded::Wholly,
            Ok(_) => Seeded::Partly,
            Err(_) => Seeded::Never,
        }
    }

    /// Removes what a cloud keeps, and nothing else that might lie there.
    fn empty(&self) -> std::io::Result<()> {
        let objects = self.path.join(Self::OBJECTS);
        if objects.exists() {
            std::fs::remove_dir_all(objects)?;
        }
        let database = ["", "-wal", "-shm", "-journal"].map(|suffix| format!("{}{suffix}", Self::TABLE));
        for name in database.iter().map(String::as_str).chain([Self::SENT, Self::SEEDED]) {
            match std::fs::remove_file(self.path.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether the demo people have been brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seeded {
    Never,
    /// Somebody stopped the process meanwhile.
    Partly,
    Wholly,
}

const SEED_BEGUN: &str = "{\"demo\": \"begun\"}\n";
const SEED_DONE: &str = "{\"demo\": \"done\"}\n";

impl Cloud {
    /// Whether [`start`](Self::start) with these options would first bring the demo people, which takes some seconds.
    #[must_use]
    pub fn will_seed(options: &Options) -> bool {
        let folder = |path: &PathBuf| Folder { path: path.clone(), persistent: true };
        options.seed && (options.fresh || options.data.as_ref().is_none_or(|path| folder(path).seeded() != Seeded::Wholly))
    }

    /// Starts all services, brings the demo people if asked, then opens the gateway.
    ///
    /// # Errors
    /// When the port is taken, or the folder can't be used.
    pub async fn start(options: Options) -> Result<Self, Error> {
        let (folder, temporary) = match &options.data {
            Some(path) => (Folder { path: path.clone(), persistent: true }, None),
            None => {
                let temporary = TempDir::new()?;
                (Folder { path: temporary.path().to_owned(), persistent: false }, Some(temporary))
            }
        };
        std::fs::create_dir_all(&folder.path)?;
        if options.fresh || (options.seed && folder.seeded() == Seeded::Partly) {
            folder.empty()?;
        }
        let pretended = Pretended::default();
        let context = Arc::new(Context {
            clock: pretended.clock(options.clock.clone()),
            faults: options.faults.clone(),
            meter: Meter::default(),
            sent: Sent::open(folder.file(Folder::SENT)),
            dead_letters: DeadLetters::default(),
            written: Notify::new(),
        });
        context.faults.suspend(true);
        let shutdown = Shutdown::default();
        let mut tasks = Vec::new();

        let database = table::open(folder.file(Folder::TABLE).as_deref(), &context)?;
        let (listener, address) = bind(0).await?;
        let (server, ended) = (database.clone(), shutdown.clone());
        tasks.push(tokio::spawn(async move {
            if let Err(error) = dynoxide::server::serve_with_shutdown(listener, server, async move { ended.begun().await }).await {
                tracing::error!(error, "database");
            }
        }));
        let proxy = Proxy::new(context.clone(), format!("http://{address}/").parse().map_err(Error::internal)?);
        let (listener, dynamodb) = bind(0).await?;
        tasks.push(serve(listener, &shutdown, move |request| proxy.clone().call(request)));

        let (listener, s3) = bind(0).await?;
        let objects = Objects::open(&folder.path.join(Folder::OBJECTS), &s3.to_string(), context.clone())?;
        let service = objects.clone();
        tasks.push(serve(listener, &shutdown, move |request| service.clone().call(request, Caller::Function)));

        let (listener, smtp) = bind(0).await?;
        tasks.push(smtp::serve(listener, context.clone(), &shutdown));

        let (gateway_listener, address) = bind(options.port).await.map_err(|error| Error::Port(options.port, error))?;
        let origin = format!("http://{address}");
        let (sns_listener, sns_address) = bind(0).await?;
        let config = StoreConfig {
            region: REGION.to_owned(),
            table: TABLE.to_owned(),
            bucket: BUCKET.to_owned(),
            topic_arn: TOPIC_ARN.to_owned(),
            dynamodb_endpoint: Some(format!("http://{dynamodb}")),
            s3_endpoint: Some(format!("http://{s3}")),
            sns_endpoint: Some(format!("http://{sns_address}")),
            credentials: Some((ACCESS_KEY.to_owned(), SECRET_KEY.to_owned())),
            s3_public_origin: Some(origin.clone()),
        };
        let smtp = format!("smtp://{smtp}");
        let store = Store::connect(config.clone());
        table::create(&database, &store).await?;
        let settings = Config { origin: origin.clone(), pin_enabled: options.pin_enabled, release: env!("CARGO_PKG_VERSION").to_owned() };
        let kit = Kit { store, clock: context.clock.clone(), config: settings };
        let functions = Arc::new(Functions::new(&kit, &smtp)?);
        let sns = Sns::new(context.clone(), functions.clone());
        let service = sns.clone();
        tasks.push(serve(sns_listener, &shutdown, move |request| service.clone().call(request)));

        let feed = Feed::open(database.clone(), functions.clone(), context.clone())?;
        let feed = Arc::new(tokio::sync::Mutex::new(feed));
        let mut cloud =
            Self { origin, store: config, smtp, context, functions, database, objects, sns, feed, shutdown, tasks, _temporary: temporary };
        if options.seed {
            cloud.seed(&folder, &pretended).await?;
        }
        // What a test measures and disturbs begins here.
        cloud.context.meter.reset();
        cloud.context.faults.suspend(false);

        let router = gateway::router(Gateway {
            context: cloud.context.clone(),
            functions: cloud.functions.clone(),
            objects: cloud.objects.clone(),
            pwa: options.pwa,
        });
        cloud.tasks.push(serve(gateway_listener, &cloud.shutdown, move |request| {
            let router = router.clone();
            async move { Ok(router.oneshot(request.map(axum::body::Body::new)).await?) }
        }));
        if options.background {
            cloud.start_background();
        }
        Ok(cloud)
    }

    /// Another gateway, in front of functions that share the services with these and nothing else, as the cloud runs many of each.
    /// Its address, without a final slash.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn replicate(&self) -> Result<String, Error> {
        let kit = Kit { store: Store::connect(self.store.clone()), ..self.kit().clone() };
        let functions = Arc::new(Functions::new(&kit, &self.smtp)?);
        let router = gateway::router(Gateway { context: self.context.clone(), functions, objects: self.objects.clone(), pwa: None });
        let (listener, address) = bind(0).await?;
        serve(listener, &self.shutdown, move |request| {
            let router = router.clone();
            async move { Ok(router.oneshot(request.map(axum::body::Body::new)).await?) }
        });
        Ok(format!("http://{address}"))
    }

    /// Address of everything, without a final slash.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What the functions hold: the store on the embedded services, the clock, the settings.
    #[must_use]
    pub fn kit(&self) -> &Kit {
        self.functions.kit()
    }

    #[must_use]
    pub fn functions(&self) -> &Functions {
        &self.functions
    }

    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.context.faults
    }

    #[must_use]
    pub fn meter(&self) -> &Meter {
        &self.context.meter
    }

    /// The SMS and e-mails that would have been delivered.
    #[must_use]
    pub fn sent(&self) -> &Sent {
        &self.context.sent
    }

    /// Events that `notify` or `deliver` did not manage in all their attempts.
    #[must_use]
    pub fn dead_letters(&self) -> &DeadLetters {
        &self.context.dead_letters
    }

    /// Runs the sweeper once and waits for the deliveries that it caused.
    ///
    /// # Errors
    /// What `notify` failed with.
    pub async fn sweep(&self) -> Result<(), Error> {
        self.functions.sweep().await.map_err(Error::Internal)?;
        self.settle().await
    }

    /// Waits until the stream has been fed and nothing is being delivered: what the last calls caused has happened.
    ///
    /// # Errors
    /// When the stream can't be read.
    pub async fn settle(&self) -> Result<(), Error> {
        loop {
            let fed = self.feed.lock().await.drain().await?;
            self.sns.idle().await;
            if fed == 0 {
                return Ok(());
            }
        }
    }

    /// Runs the table's time to live and the bucket's lifecycle once, by the cloud's clock; with `data` the table's runs by the
    /// system's. Returns how many rows and objects went.
    ///
    /// # Errors
    /// When the database or the folder fails.
    pub fn expire(&self) -> Result<(usize, usize), Error> {
        let rows = self.database.sweep_ttl().map_err(Error::database)?;
        Ok((rows, self.objects.expire(self.context.clock.now())?))
    }

    /// Every row of the table, ordered by key, as DynamoDB's JSON: what tests compare to see that nothing changed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rows(&self) -> Result<Vec<Value>, Error> {
        let mut rows = Vec::new();
        let mut start = Value::Null;
        loop {
            let mut request = json!({"TableName": TABLE});
            if !start.is_null() {
                request["ExclusiveStartKey"] = start;
            }
            let request = serde_json::from_value(request).map_err(Error::internal)?;
            let page = serde_json::to_value(self.database.scan(request).map_err(Error::database)?).map_err(Error::internal)?;
            rows.extend(page["Items"].as_array().into_iter().flatten().cloned());
            start = page["LastEvaluatedKey"].clone();
            if start.is_null() {
                break;
            }
        }
        rows.sort_by_key(|row| (row["pk"]["S"].to_string(), row["sk"]["S"].to_string()));
        Ok(rows)
    }

    /// Writes rows of DynamoDB's JSON as they are, past the functions and the stream: what a test needs thousands of, or no function
    /// would write.
    ///
    /// # Errors
    /// When they are not rows of the table.
    pub fn put_rows(&self, rows: &[Value]) -> Result<(), Error> {
        let items = rows.iter().map(|row| serde_json::from_value(row.clone()).map_err(Error::internal));
        let items = items.collect::<Result<_, _>>()?;
        self.database.import_items(TABLE, items, dynoxide::ImportOptions::default()).map_err(Error::database)?;
        Ok(())
    }

    /// The table as DynamoDB describes it: what a test compares with the one that is deployed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn describe_table(&self) -> Result<Value, Error> {
        let request = serde_json::from_value(json!({"TableName": TABLE})).map_err(Error::internal)?;
        let answer = serde_json::to_value(self.database.describe_table(request).map_err(Error::database)?).map_err(Error::internal)?;
        Ok(answer["Table"].clone())
    }

    /// The keys of all objects in the bucket, in order.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn object_keys(&self) -> Result<Vec<String>, Error> {
        Ok(self.objects.keys()?)
    }

    pub(crate) fn objects(&self) -> Arc<Objects> {
        self.objects.clone()
    }

    /// Ends all services; running requests finish first, within a bounded time.
    pub async fn shutdown(self) {
        self.shutdown.begin();
        for task in self.tasks {
            let abort = task.abort_handle();
            if tokio::time::timeout(SHUTDOWN_PATIENCE, task).await.is_err() {
                abort.abort();
            }
        }
    }

    fn start_background(&mut self) {
        let (feed, context, shutdown) = (self.feed.clone(), self.context.clone(), self.shutdown.clone());
        self.tasks.push(tokio::spawn(async move {
            loop {
                if let Err(error) = feed.lock().await.drain().await {
                    tracing::warn!(%error, "stream");
                }
                tokio::select! {
                    () = shutdown.begun() => return,
                    () = context.written.notified() => {}
                    () = tokio::time::sleep(STREAM_POLL) => {}
                }
            }
        }));
        let functions = self.functions.clone();
        self.every(SWEEP, move || {
            let functions = functions.clone();
            async move {
                if let Err(error) = functions.sweep().await {
                    tracing::warn!(error, "sweep");
                }
            }
        });
        let (database, objects, context) = (self.database.clone(), self.objects.clone(), self.context.clone());
        self.every(EXPIRY, move || {
            let (database, objects, context) = (database.clone(), objects.clone(), context.clone());
            async move {
                if let Err(error) = database.sweep_ttl() {
                    tracing::warn!(%error, "time to live");
                }
                if let Err(error) = objects.expire(context.clock.now()) {
                    tracing::warn!(%error, "lifecycle");
                }
            }
        });
    }

    fn every<F, A>(&mut self, period: Duration, mut work: F)
    where
        F: FnMut() -> A + Send + 'static,
        A: Future<Output = ()> + Send,
    {
        let shutdown = self.shutdown.clone();
        self.tasks.push(tokio::spawn(async move {
            let mut ticks = tokio::time::interval_at(tokio::time::Instant::now() + SETTLING, period);
            ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            loop {
                tokio::select! {
                    () = shutdown.begun() => return,
                    _ = ticks.tick() => {}
                }
                tokio::select! {
                    () = shutdown.begun() => return,
                    () = work() => {}
                }
            }
        }));
    }

    async fn seed(&self, folder: &Folder, pretended: &Pretended) -> Result<(), Error> {
        if folder.seeded() == Seeded::Wholly {
            return Ok(());
        }
        let marker = folder.path.join(Folder::SEEDED);
        std::fs::write(&marker, SEED_BEGUN)?;
        demo::seed(self, pretended).await?;
        pretended.set(None);
        std::fs::write(&marker, SEED_DONE)?;
        Ok(())
    }
}

/// How often the stream is looked at although no write was seen.
const STREAM_POLL: Duration = Duration::from_secs(1);

/// Before the first sweep and expiry, so that whoever starts the cloud speaks first.
const SETTLING: Duration = Duration::from_secs(2);

/// The schedule of the sweeper.
const SWEEP: Duration = Duration::from_secs(60);

/// How often rows and objects expire.
const EXPIRY: Duration = Duration::from_secs(60);

const SHUTDOWN_PATIENCE: Duration = Duration::from_secs(8);
