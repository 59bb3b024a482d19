//! Several clouds at once, and one that comes back.

use cassetto_local::{Cloud, Options};
use jiff::SignedDuration;

use crate::http::{TestClock, employer, get, still, still_at};

#[tokio::test]
async fn clouds_live_side_by_side() {
    let (one, other) = (still().await, still().await);
    assert_ne!(one.origin(), other.origin());
    let (persona, _) = employer(&one).await;
    assert!(one.kit().store.persona(persona.id).await.expect("an answer").is_some());
    assert!(other.kit().store.persona(persona.id).await.expect("an answer").is_none());
    one.shutdown().await;
    assert_eq!(get(&format!("{}/api/status", other.origin())).await.status, 200);
    other.shutdown().await;
}

#[tokio::test]
async fn data_outlive_the_process_until_fresh() {
    let data = tempfile::tempdir().expect("a folder");
    std::fs::write(data.path().join("mio.txt"), "not the cloud's").expect("written");
    let start = async |fresh| {
        let options = Options { data: Some(data.path().to_owned()), fresh, background: false, ..Options::default() };
        Cloud::start(options).await.expect("a cloud")
    };
    let cloud = start(false).await;
    let (persona, _) = employer(&cloud).await;
    cloud.shutdown().await;
    let cloud = start(false).await;
    assert!(cloud.kit().store.persona(persona.id).await.expect("an answer").is_some());
    cloud.shutdown().await;
    let cloud = start(true).await;
    assert!(cloud.kit().store.persona(persona.id).await.expect("an answer").is_none());
    assert!(data.path().join("mio.txt").exists());
    cloud.shutdown().await;
}

#[tokio::test]
async fn a_taken_port_is_told() {
    let cloud = still().await;
    let port = cloud.origin().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    assert!(Cloud::start(Options { port, ..Options::default() }).await.is_err());
    cloud.shutdown().await;
}

#[tokio::test]
async fn sessions_expire_by_the_clouds_clock() {
    let clock = TestClock::at("2026-05-04T08:00:00Z");
    let cloud = still_at(&clock).await;
    employer(&cloud).await;
    let before = cloud.rows().expect("rows").len();
    assert_eq!(cloud.expire().expect("swept").0, 0);
    clock.advance(SignedDuration::from_hours(9));
    assert_eq!(cloud.expire().expect("swept").0, 1);
    assert_eq!(cloud.rows().expect("rows").len(), before - 1);
    cloud.shutdown().await;
}
