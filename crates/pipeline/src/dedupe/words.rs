//! The words of a document that count when it is compared with others.

use dateline_text::{Document, Span};

/// The words of the news of a document, in lower case, furniture left out: first those of titles and author lines, then
/// those of what is told.
pub(super) struct Words {
    pub(super) heads: Vec<String>,
    pub(super) told: Vec<String>,
}

impl Words {
    pub(super) fn of(document: &Document) -> Self {
        let furniture: Vec<Span> = document.furniture.iter().map(|furniture| furniture.span).collect();
        let mut words = Self { heads: Vec::new(), told: Vec::new() };
        for article in &document.articles {
            let heads: Vec<Span> = [article.title, article.author].into_iter().flatten().collect();
            for &head in &heads {
                words.heads.extend(split(document, head, furniture.clone()));
            }
            words.told.extend(split(document, article.span, [furniture.clone(), heads].concat()));
        }
        words
    }
}

/// The runs of letters and digits within `span` and outside of `cuts`.
fn split(document: &Document, span: Span, mut cuts: Vec<Span>) -> Vec<String> {
    cuts.retain(|cut| cut.start < span.end && cut.end > span.start);
    cuts.sort_unstable();
    let (mut shown, mut start) = (Vec::new(), span.start);
    for cut in cuts {
        if cut.start > start {
            shown.push(Span::new(start, cut.start));
        }
        start = start.max(cut.end);
    }
    if start < span.end {
        shown.push(Span::new(start, span.end));
    }
    let words = shown.into_iter().flat_map(|part| document.slice(part).split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use dateline_text::{Article, Furniture, FurnitureReason};

    use super::*;

    #[test]
    fn furniture_is_left_out_and_titles_are_kept_apart() {
        let text = "Talks Fail\n\nTO-DAY ministers met.\nShare this\nThey signed nothing.";
        let share = text.find("Share").unwrap();
        let mut document = Document::plain("x", text);
        document.articles[0].title = Some(Span::new(0, 10));
        document.furniture = vec![Furniture { span: Span::new(share, share + 11), reason: FurnitureReason::Share }];
        let words = Words::of(&document);
        assert_eq!(words.heads, ["talks", "fail"]);
        assert_eq!(words.told, ["to", "day", "ministers", "met", "they", "signed", "nothing"]);
    }

    #[test]
    fn what_lies_between_articles_is_no_news() {
        let mut document = Document::plain("x", "One two. Three four. Five six.");
        let article = document.articles[0].clone();
        document.articles =
            vec![Article { span: Span::new(0, 8), ..article.clone() }, Article { span: Span::new(21, 30), ..article }];
        assert_eq!(Words::of(&document).told, ["one", "two", "five", "six"]);
    }
}
