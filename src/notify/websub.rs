//! WebSub (W3C Recommendation, 23 January 2018): telling a hub that a topic
//! has news.
//!
//! The recommendation leaves the form of this request open (section 6); what
//! hubs understand is `PubSubHubbub` 0.3's, section 7.1. Some read only
//! `hub.url`, some only `hub.topic`, so both are sent, and one topic a request,
//! since not all read more.

use std::future::Future;
use std::pin::Pin;

use url::form_urlencoded;

use super::settings::Protocol;
use super::{Answer, Notifier, Topic};
use crate::config::Key;
use crate::outbound::{Client, shown};
use crate::xml::AbsoluteUrl;

pub(super) const PROTOCOL: Protocol = Protocol {
    key: Key::new(
        "websub",
        "a list of URLs",
        "none",
        "WebSub hubs. Every feed names them (`rel=hub`), and they are told of each document that changed.",
    ),
    make: |url, _| std::sync::Arc::new(WebSub { hub: url }),
    is_hub: true,
};

/// A hub.
#[derive(Debug)]
struct WebSub {
    hub: AbsoluteUrl,
}

impl Notifier for WebSub {
    fn describe(&self) -> String {
        format!("WebSub hub {}", shown(&self.hub))
    }

    fn host(&self) -> String {
        self.hub.host()
    }

    fn subject<'a>(&self, topic: &'a Topic) -> &'a AbsoluteUrl {
        &topic.url
    }

    fn tell<'a>(&'a self, client: &'a Client, topic: &'a Topic) -> Pin<Box<dyn Future<Output = Answer> + Send + 'a>> {
        Box::pin(async move {
            let form = form_urlencoded::Serializer::new(String::new())
                .append_pair("hub.mode", "publish")
                .append_pair("hub.url", topic.url.as_str())
                .append_pair("hub.topic", topic.url.as_str())
                .finish();
            match client.post(&self.hub, "application/x-www-form-urlencoded", form).await {
                // Hubs differ in which 2xx they send; the body is theirs to fill.
                Ok(response) if (200..300).contains(&response.status()) => Answer::Told(response.status_line()),
                Ok(response) => Answer::from_status(response).await,
                Err(error) => Answer::from_error(&error),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::test_support::{client, topic, url};
    use super::*;
    use wiremock::matchers::{header, method};
    use wiremock::{Mock, MockServer, ResponseTemplate};

    async fn answer_to(response: ResponseTemplate) -> (Answer, MockServer) {
        let server = MockServer::start().await;
        Mock::given(method("POST"))
            .and(header("content-type", "application/x-www-form-urlencoded"))
            .respond_with(response)
            .mount(&server)
            .await;
        let hub = WebSub { hub: url(&server.uri()) };
        (hub.tell(&client(Duration::from_secs(5)), &topic("arts")).await, server)
    }

    #[tokio::test]
    async fn a_hub_gets_the_topic_under_both_names() {
        let (answer, server) = answer_to(ResponseTemplate::new(202)).await;
        assert_eq!(answer, Answer::Told("202 Accepted".to_owned()));
        let requests = server.received_requests().await.unwrap();
        let pairs: Vec<(String, String)> = form_urlencoded::parse(&requests[0].body).into_owned().collect();
        let topic = "https://daily.example/arts.rss?a=1&b=%C3%BC".to_owned();
        assert_eq!(
            pairs,
            [
                ("hub.mode".to_owned(), "publish".to_owned()),
                ("hub.url".to_owned(), topic.clone()),
                ("hub.topic".to_owned(), topic)
            ]
        );
    }

    #[tokio::test]
    async fn each_status_says_whether_to_try_again() {
        let of = |status| async move { answer_to(ResponseTemplate::new(status)).await.0 };
        assert!(matches!(of(200).await, Answer::Told(_)));
        assert!(matches!(of(204).await, Answer::Told(_)));
        assert!(matches!(of(308).await, Answer::Refused(_)));
        assert!(matches!(of(404).await, Answer::Refused(_)));
        assert!(matches!(of(408).await, Answer::Failed(_)));
        assert!(matches!(of(500).await, Answer::Failed(_)));
        assert!(matches!(of(429).await, Answer::Unavailable(_)));
    }

    #[tokio::test]
    async fn the_hubs_own_words_are_reported() {
        let refusal = ResponseTemplate::new(400).set_body_string("Missing form argument: hub.topic\n");
        let (answer, _) = answer_to(refusal).await;
        let said = "it answered 400 Bad Request: Missing form argument: hub.topic";
        assert_eq!(answer, Answer::Refused(said.to_owned()));
        let (answer, _) = answer_to(ResponseTemplate::new(429).insert_header("retry-after", "120")).await;
        assert_eq!(answer.to_string(), "unavailable: it answered 429 Too Many Requests; it asks to wait 120 s");
    }
}
