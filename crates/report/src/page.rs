//! Puts the page together: the template, the style, the scripts, the charts' library and the data.

use std::io::{self, Write};

use serde::Serialize;

use crate::{
    Error, Report,
    data::{Data, Labels},
    harmless,
    policy::policy,
};

const TEMPLATE: &str = include_str!("../page/page.html");
const STYLE: &str = include_str!("../page/style.css");
const CHARTS: &str = include_str!("../vendor/echarts/echarts.min.js");

/// The page's own script: its files one after the other, in a scope of their own.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("../page/dom.js"),
    include_str!("../page/format.js"),
    include_str!("../page/time.js"),
    include_str!("../page/data.js"),
    include_str!("../page/state.js"),
    include_str!("../page/counting.js"),
    include_str!("../page/select.js"),
    include_str!("../page/theme.js"),
    include_str!("../page/chart.js"),
    include_str!("../page/bars.js"),
    include_str!("../page/timeline.js"),
    include_str!("../page/ties.js"),
    include_str!("../page/layout.js"),
    include_str!("../page/network.js"),
    include_str!("../page/money.js"),
    include_str!("../page/figures.js"),
    include_str!("../page/ranking.js"),
    include_str!("../page/marks.js"),
    include_str!("../page/detail.js"),
    include_str!("../page/table.js"),
    include_str!("../page/controls.js"),
    include_str!("../page/main.js"),
    "})();\n",
);

/// What lies in the page's data element.
#[derive(Serialize)]
struct Content<'a> {
    labels: Labels,
    #[serde(flatten)]
    data: &'a Data,
}

impl Report {
    /// Writes the page under this title, in many small pieces: `out` should be buffered.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Write`] when `out` fails, or the events take more than the half gigabyte that browsers read.
    pub fn write(&self, title: &str, out: &mut impl Write) -> Result<(), Error> {
        let content = Content { labels: Labels::all(), data: &self.data };
        fill(title, &content, out).map_err(Error::write)
    }
}

/// The longest text of V8, the engine of most browsers: a page with more in one element opens empty there.
const MOST_BYTES: usize = (1 << 29) - 24;

/// Writes the template with its places filled, once from start to end: what fills a place is not looked into.
fn fill(title: &str, content: &Content<'_>, out: &mut impl Write) -> io::Result<()> {
    let policy = policy(&[CHARTS, SCRIPT], &[STYLE]);
    let title = harmless::html(&harmless::text(title));
    let mut pieces = TEMPLATE.split("{{");
    out.write_all(pieces.next().unwrap_or_default().as_bytes())?;
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").unwrap_or(("", piece));
        let filling = match name {
            "policy" => &policy,
            "title" => &title,
            "style" => STYLE,
            "charts" => CHARTS,
            "script" => SCRIPT,
            _ => "",
        };
        out.write_all(filling.as_bytes())?;
        if name == "data" {
            serde_json::to_writer(harmless::Json::new(&mut *out, MOST_BYTES), content)?;
        }
        out.write_all(rest.as_bytes())?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const HOSTILE: &[&str] = &[
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!--<script>",
        "{{data}} {{policy}} {a|b}",
        "\u{202e}txt.exe\u{0}",
        "\"><svg onload=alert(1)>",
    ];

    /// A page of events all of whose texts are `text`.
    fn page(title: &str, texts: &[&str]) -> String {
        let (mut report, mut page) = (Report::default(), Vec::new());
        let event = |text: &&str| {
            let words = json!({"text": text, "name": text, "title": text, "unit": text, "start": 0, "end": 5});
            let mention = json!({"start": 0, "end": 1, "text": text, "sentence": {"start": 0, "end": 9, "text": text}});
            json!({"event_id": text, "doc_id": text, "url": format!("javascript:{text}"), "title": text, "rule": text,
                "type": "meet", "subtype": "talks", "status": "occurred", "confidence": 0.5,
                "mentions": [mention], "roles": {"participant": [words]}})
            .to_string()
        };
        let lines: Vec<_> = texts.iter().map(event).collect();
        report.read(lines.join("\n").as_bytes(), &mut |bad| panic!("{bad}")).unwrap();
        report.write(title, &mut page).unwrap();
        String::from_utf8(page).unwrap()
    }

    /// The text between two marks.
    fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
        let (_, rest) = page.split_once(from).unwrap();
        rest.split_once(to).unwrap().0
    }

    #[test]
    fn every_place_of_the_template_is_filled() {
        let page = page("Tea & <talks>", &[]);
        assert!(page.contains("<title>Tea &amp; &lt;talks&gt;</title>"));
        let places = TEMPLATE.split("{{").skip(1).map(|piece| piece.split("}}").next().unwrap());
        for place in places {
            assert!(["policy", "title", "style", "charts", "script", "data"].contains(&place), "{place}");
        }
        assert!(!page.replace(CHARTS, "").contains("{{"));
    }

    #[test]
    fn nothing_in_a_document_becomes_a_part_of_the_page() {
        let (hostile, plain) = (page("x", HOSTILE), page("x", &[]));
        assert!(!between(&hostile, "id=\"data\">", "</script>").contains('<'));
        let outside = |page: &str| page.replace(between(page, "id=\"data\">", "</script>"), "");
        assert_eq!(outside(&hostile), outside(&plain));
        assert!(!hostile.contains("javascript:"));
        assert!(!hostile.contains(['\u{202e}', '\u{0}']));
    }

    #[test]
    fn what_documents_say_arrives_as_it_was() {
        let page = page("x", HOSTILE);
        let data: Value = serde_json::from_str(between(&page, "id=\"data\">", "</script>")).unwrap();
        let sentences = data["sentences"].as_array().unwrap();
        assert_eq!(sentences.len(), HOSTILE.len());
        for (sentence, text) in sentences.iter().zip(HOSTILE) {
            assert_eq!(sentence[1].as_str(), Some(harmless::text(text).as_str()));
        }
    }

    #[test]
    fn the_policy_allows_what_is_in_the_page() {
        let page = page("x", &[]);
        let scripts: Vec<_> =
            page.split("<script>").skip(1).map(|rest| rest.split("</script>").next().unwrap()).collect();
        let expected = policy(&scripts, &[between(&page, "<style>", "</style>")]);
        assert_eq!(scripts.len(), 2);
        assert_eq!(between(&page, "Content-Security-Policy\" content=\"", "\">"), expected);
    }

    /// Browsers take a carriage return for a line feed before they compare hashes, so that the page would be kept from
    /// running. `.gitattributes` keeps checkouts from having any.
    #[test]
    fn no_part_of_the_page_has_carriage_returns() {
        for part in [TEMPLATE, STYLE, SCRIPT, CHARTS] {
            assert!(!part.contains('\r'));
        }
    }

    #[test]
    fn the_scripts_make_no_markup_and_no_code_from_text() {
        for way in
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "</script"]
        {
            assert!(!SCRIPT.contains(way), "{way}");
        }
        assert!(!CHARTS.contains("</script") && !STYLE.contains("</style"));
        assert!(!SCRIPT.contains("fetch(") && !SCRIPT.contains("XMLHttpRequest"));
    }

    #[test]
    fn the_same_events_give_the_same_bytes() {
        assert_eq!(page("x", HOSTILE), page("x", HOSTILE));
    }

    proptest::proptest! {
        #[test]
        fn any_text_stays_in_its_element(text in "\\PC*|[<>/!a-z\\-]*") {
            let page = page(&text, &[&text]);
            let data: Value = serde_json::from_str(between(&page, "id=\"data\">", "</script>")).unwrap();
            let story = &data["stories"][0][0];
            proptest::prop_assert_eq!(story.as_str().unwrap(), harmless::text(&text));
        }
    }
}
