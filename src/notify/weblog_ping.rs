//! XML-RPC `weblogUpdates.ping`, as weblogs.com defined it in 2001 and the
//! aggregators that remain still take it.
//!
//! An aggregator is told of a site, by name and home page, and finds the feeds
//! itself. So it gets one ping a run for each home page, however many documents
//! changed: more would be taken for spam. HTTP's status is 200 in every case;
//! success stands in the body.

use std::future::Future;
use std::pin::Pin;

use quick_xml::escape::escape;

use super::settings::Protocol;
use super::{Answer, Notifier, Topic, xml_rpc};
use crate::config::Key;
use crate::outbound::{Client, shown};
use crate::xml::{AbsoluteUrl, XmlText};

/// Characters of a name that weblogs.com takes.
const LONGEST_NAME: usize = 1024;

pub(super) const PROTOCOL: Protocol = Protocol {
    key: Key::new(
        "weblog_ping",
        "a list of URLs",
        "none",
        "XML-RPC addresses of aggregators that take `weblogUpdates.ping`. Each is told once a run of every home page whose feeds changed.",
    ),
    make: |url, site| {
        let newsroom = (site.title.clone(), site.url.clone());
        std::sync::Arc::new(WeblogPing { aggregator: url, newsroom })
    },
    is_hub: false,
};

/// An aggregator.
#[derive(Debug)]
struct WeblogPing {
    aggregator: AbsoluteUrl,
    /// The newsroom's own name and home page.
    newsroom: (XmlText, AbsoluteUrl),
}

impl WeblogPing {
    /// The name of the page at `topic.home`: many feeds may share the
    /// newsroom's own, and its name is not any one feed's.
    fn name<'a>(&'a self, topic: &'a Topic) -> &'a XmlText {
        let (title, home) = &self.newsroom;
        if topic.home == *home { title } else { &topic.title }
    }

    fn request(&self, topic: &Topic) -> String {
        let name: String = self.name(topic).chars().take(LONGEST_NAME).collect();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<methodCall><methodName>weblogUpdates.ping</methodName><params>\
             <param><value><string>{}</string></value></param>\
             <param><value><string>{}</string></value></param>\
             </params></methodCall>\n",
            escape(name.as_str()),
            escape(topic.home.as_str())
        )
    }
}

impl Notifier for WeblogPing {
    fn describe(&self) -> String {
        format!("weblogUpdates.ping {}", shown(&self.aggregator))
    }

    fn host(&self) -> String {
        self.aggregator.host()
    }

    fn subject<'a>(&self, topic: &'a Topic) -> &'a AbsoluteUrl {
        &topic.home
    }

    fn tell<'a>(&'a self, client: &'a Client, topic: &'a Topic) -> Pin<Box<dyn Future<Output = Answer> + Send + 'a>> {
        Box::pin(async move {
            let response = match client.post(&self.aggregator, "text/xml; charset=utf-8", self.request(topic)).await {
                Ok(response) if response.status() == 200 => response,
                Ok(response) if (200..300).contains(&response.status()) => {
                    return Answer::Failed(format!(
                        "it answered {}, which XML-RPC does not know",
                        response.status_line()
                    ));
                }
                Ok(response) => return Answer::from_status(response).await,
                Err(error) => return Answer::from_error(&error),
            };
            match response.body().await {
                Ok(body) => verdict(&body),
                Err(error) => Answer::from_error(&error),
            }
        })
    }
}

/// What the body of an answer means.
fn verdict(body: &[u8]) -> Answer {
    let value = match xml_rpc::parse_response(body) {
        Ok(xml_rpc::Reply::Value(value)) => value,
        Ok(xml_rpc::Reply::Fault(fault)) => {
            let said = fault.member("faultString").and_then(|text| super::answer::words(text.text()?));
            return Answer::Failed(format!("it answered a fault: {}", said.as_deref().unwrap_or("no reason given")));
        }
        Err(error) => return Answer::Failed(format!("it did not answer as XML-RPC: {error}")),
    };
    let said = value.member("message").and_then(|text| super::answer::words(text.text()?));
    match value.member("flerror").and_then(xml_rpc::Value::truth) {
        Some(false) => Answer::Told(said.unwrap_or_else(|| "no error".to_owned())),
        // Too many pings, a name it does not like: it does not say which, so a later run may try.
        Some(true) => Answer::Failed(format!("it answered an error: {}", said.as_deref().unwrap_or("no reason given"))),
        None => Answer::Failed("its answer does not say whether there was an error (`flerror`)".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use super::super::test_support::{client, topic, url};
    use super::*;
    use wiremock::matchers::method;
    use wiremock::{Mock, MockServer, ResponseTemplate};

    fn aggregator(address: &str) -> WeblogPing {
        let newsroom = (XmlText::new("The Daily"), url("https://daily.example/"));
        WeblogPing { aggregator: url(address), newsroom }
    }

    async fn answer_to(response: ResponseTemplate) -> Answer {
        let server = MockServer::start().await;
        Mock::given(method("POST")).respond_with(response).mount(&server).await;
        aggregator(&server.uri()).tell(&client(Duration::from_secs(5)), &topic("arts")).await
    }

    fn struct_of(flerror: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><methodResponse><params><param><value><struct>\
             <member><name>flerror</name><value>{flerror}</value></member>\
             <member><name>message</name><value>Thanks for the ping.</value></member>\
             </struct></value></param></params></methodResponse>"
        )
    }

    #[tokio::test]
    async fn success_stands_in_the_body() {
        let of = |body: String| async move { answer_to(ResponseTemplate::new(200).set_body_string(body)).await };
        let thanks = Answer::Told("Thanks for the ping.".to_owned());
        assert_eq!(of(struct_of("<boolean>0</boolean>")).await, thanks);
        assert_eq!(of(struct_of("0")).await, thanks);
        let failed = Answer::Failed("it answered an error: Thanks for the ping.".to_owned());
        assert_eq!(of(struct_of("<boolean>1</boolean>")).await, failed);
        assert!(matches!(of("<html>not here</html>".to_owned()).await, Answer::Failed(_)));
        assert!(matches!(of(String::new()).await, Answer::Failed(_)));
        let fault = "<methodResponse><fault><value><struct>\
            <member><name>faultCode</name><value><int>4</int></value></member>\
            <member><name>faultString</name><value><string>Too many parameters.</string></value></member>\
            </struct></value></fault></methodResponse>";
        assert_eq!(of(fault.to_owned()).await.to_string(), "failed: it answered a fault: Too many parameters.");
    }

    #[tokio::test]
    async fn other_statuses_are_no_success() {
        assert!(matches!(answer_to(ResponseTemplate::new(500)).await, Answer::Failed(_)));
        assert!(matches!(answer_to(ResponseTemplate::new(404)).await, Answer::Refused(_)));
        assert!(matches!(answer_to(ResponseTemplate::new(204)).await, Answer::Failed(_)));
    }

    #[test]
    fn the_newsrooms_own_page_goes_by_its_own_name() {
        let target = aggregator("https://rpc.example/");
        let mut topic = topic("arts");
        assert!(target.request(&topic).contains("<string>The Daily: Arts &amp; &lt;Letters&gt;</string>"));
        topic.home = url("https://daily.example/");
        assert!(target.request(&topic).contains("<string>The Daily</string>"));
    }

    /// An aggregator as Python's standard library makes one.
    const PYTHON: &str = r#"
import sys
from xmlrpc.server import SimpleXMLRPCServer
server = SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False)
def ping(name, url):
    return {"flerror": "refuse" in url, "message": name + " " + url}
server.register_function(ping, "weblogUpdates.ping")
print(server.server_address[1], flush=True)
server.serve_forever()
"#;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_server_that_we_did_not_write_understands() {
        use std::io::{BufRead, BufReader};
        let Ok(mut python) =
            Command::new("python3").args(["-c", PYTHON]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
        else {
            eprintln!("skipped: there is no python3 here");
            return;
        };
        let mut line = String::new();
        BufReader::new(python.stdout.take().unwrap()).read_line(&mut line).unwrap();
        if let Ok(port) = line.trim().parse::<u16>() {
            let target = aggregator(&format!("http://127.0.0.1:{port}/"));
            let client = client(Duration::from_secs(10));
            let told = target.tell(&client, &topic("arts")).await;
            let refused = target.tell(&client, &topic("refuse")).await;
            python.kill().unwrap();
            python.wait().unwrap();
            let said = "The Daily: Arts & <Letters> https://daily.example/arts/";
            assert_eq!(told, Answer::Told(said.to_owned()));
            assert!(matches!(refused, Answer::Failed(_)), "{refused:?}");
        } else {
            eprintln!("skipped: python3 has no XML-RPC server here");
            let _ = python.kill();
            let _ = python.wait();
        }
    }
}
