//! Telling the world what each build owes, while the next is built.

use tokio::sync::mpsc;

use crate::cli::ping;
use crate::clock::{Clock as _, SystemClock};
use crate::daemon::Owed;
use crate::pipeline;

/// Tells all that comes, in order, until nobody builds any more.
pub(super) async fn all(mut owed: mpsc::Receiver<Owed>) {
    while let Some((house, debts)) = owed.recv().await {
        // A build that is done meanwhile owes anew, and that is not told with this.
        let so_far = pipeline::owed_so_far(&house);
        match house.tell(debts).await {
            Ok(deliveries) => {
                let noted = so_far.and_then(|so_far| pipeline::settle(&house, &deliveries, so_far, SystemClock.now()));
                if let Err(error) = noted {
                    tracing::error!("who was told cannot be noted, and is told once more: {error}");
                }
                for (topic, delivery) in ping::once_each(&house, deliveries) {
                    let target = house.notify.targets[delivery.debt.target].describe();
                    let answer = &delivery.answer;
                    if answer.is_told() {
                        tracing::info!("{target}: {topic}: {answer}");
                    } else {
                        tracing::warn!("{target}: {topic}: {answer}");
                    }
                }
            }
            Err(error) => tracing::error!("nobody can be told: {error}"),
        }
    }
}
