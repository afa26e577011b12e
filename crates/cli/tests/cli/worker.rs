//! `dateline worker`: documents and their events as streams of Arrow batches.

use std::{
    collections::HashMap,
    io::{BufReader, Cursor, Write},
    process::{Output, Stdio},
    sync::Arc,
    thread,
};

use arrow::{
    array::{Array, ArrayRef, AsArray, DictionaryArray, NullArray, StringArray, StringViewArray},
    datatypes::{DataType, Date32Type, Field, Int32Type, Schema},
    ipc::{reader::StreamReader, writer::StreamWriter},
    record_batch::RecordBatch,
};

use crate::support::{STORY, dateline, ending, folder, process, said, text};

/// The last bytes of an Arrow stream that is whole.
const END: [u8; 8] = [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];

fn strings<const N: usize>(values: [Option<&str>; N]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn batch<const N: usize>(columns: [(&str, ArrayRef); N]) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true))).unwrap()
}

fn stories<const N: usize>(ids: [&str; N]) -> RecordBatch {
    batch([("id", strings(ids.map(Some))), ("text", strings([Some(STORY); N]))])
}

/// The stream with these batches.
fn stream(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), &batches[0].schema()).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.into_inner().unwrap()
}

fn worker(input: &[u8]) -> Output {
    dateline(["worker", "--jobs", "2"]).write_stdin(input).output().unwrap()
}

#[test]
fn what_has_no_date_in_a_file_takes_that_of_the_row() {
    let undated = b"French President Emmanuel Macron met German Chancellor Angela Merkel in Berlin on Tuesday.";
    let folder = folder([("a.txt", &undated[..])]);
    let path = text(&folder.path().join("a.txt")).to_owned();
    let dated = |written| {
        let rows = batch([("path", strings([Some(path.as_str())])), ("published", strings([Some(written)]))]);
        let output = worker(&stream(&[rows]));
        let mut batches = StreamReader::try_new(Cursor::new(output.stdout), None).unwrap();
        let events = batches.next().unwrap().unwrap();
        let published = events.column_by_name("published").unwrap().as_primitive::<Date32Type>().clone();
        published.is_valid(0).then(|| published.value(0))
    };
    assert_eq!(dated("2021-05-28"), Some(18_775));
    assert_eq!(dated("May 28, 2021"), Some(18_775));
    assert_eq!(dated("some day"), None);
}

/// What came out, without the event's own columns: kind and record, or kind, where and why.
fn rows(output: &[u8]) -> Vec<String> {
    let batches = StreamReader::try_new(Cursor::new(output), None).unwrap();
    batches.flat_map(|batch| rows_of(&batch.unwrap())).collect()
}

fn rows_of(batch: &RecordBatch) -> Vec<String> {
    let cell = |name: &str, row: usize| {
        let column = batch.column_by_name(name).unwrap().as_string::<i32>();
        column.is_valid(row).then(|| column.value(row).to_owned())
    };
    let said = ["kind", "record", "source", "position", "stage", "reason"];
    let row = |row| said.iter().filter_map(|name| cell(name, row)).collect::<Vec<_>>().join(" ");
    (0..batch.num_rows()).map(row).collect()
}

/// What a run that must succeed wrote.
fn done(input: &[u8]) -> Vec<String> {
    let output = worker(input);
    let (code, error) = ending(&output);
    assert_eq!(code, 0, "{error}");
    assert!(output.stdout.ends_with(&END));
    rows(&output.stdout)
}

/// The records that `extract` writes for stories with these ids.
fn extracted(ids: &[&str]) -> Vec<String> {
    let line = |id: &&str| serde_json::json!({"id": id, "text": STORY}).to_string() + "\n";
    let output = dateline(["extract", "-"]).write_stdin(ids.iter().map(line).collect::<String>()).output().unwrap();
    said(&output.stdout).lines().map(|record| format!("event {record}")).collect()
}

#[test]
fn events_are_those_of_extract_in_the_order_of_the_input() {
    let ids: Vec<_> = (0..40).map(|number| number.to_string()).collect();
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    let batches = ids.chunks(3).map(|part| {
        let text = strings([Some(STORY); 3]).slice(0, part.len());
        batch([("id", Arc::new(StringArray::from(part.to_vec())) as _), ("text", text)])
    });
    let batches: Vec<_> = batches.collect();
    assert_eq!(done(&stream(&batches)), extracted(&ids));
}

#[test]
fn what_is_no_document_is_a_row_and_the_rest_is_read() {
    let french = "Les deux dirigeants se sont rencontrés mardi à Pékin et ont signé plusieurs accords. ".repeat(5);
    let ids = ["none", "blank", "nul", "french", "story"];
    let texts = [None, Some(" \n"), Some("a\0b"), Some(french.as_str()), Some(STORY)];
    let found = done(&stream(&[batch([("id", strings(ids.map(Some))), ("text", strings(texts))])]));
    let refused = [
        "reject - none ingest missing_text",
        "reject - blank ingest empty",
        "reject - nul ingest binary",
        "skip - french language",
    ];
    assert_eq!(found[..4], refused);
    assert_eq!(found[4..], extracted(&["story"]));
}

#[test]
fn columns_may_be_stored_in_other_ways_and_others_may_stand_beside_them() {
    let words: DictionaryArray<Int32Type> = [STORY, STORY].into_iter().collect();
    let ids: ArrayRef = Arc::new(StringViewArray::from(vec!["a", "b"]));
    let other: ArrayRef = Arc::new(NullArray::new(2));
    let mixed = batch([("words", other), ("text", Arc::new(words) as _), ("id", ids)]);
    assert_eq!(done(&stream(&[mixed])), extracted(&["a", "b"]));
}

#[test]
fn files_are_read_by_their_paths() {
    let lines = format!("{}\nnonsense\n", serde_json::json!({"id": "line", "text": STORY}));
    let folder = folder([("a.txt", STORY.as_bytes()), ("dump.jsonl", lines.as_bytes())]);
    let [story, dump, missing] = ["a.txt", "dump.jsonl", "no"].map(|name| folder.path().join(name));
    let paths = [&story, &dump, &missing].map(|path| Some(text(path)));
    let found = done(&stream(&[batch([("path", strings(paths))])]));
    let mut expected = extracted(&[text(&story), "line"]);
    expected.push(format!("reject {} line 2 ingest invalid_json", text(&dump)));
    expected.push(format!("reject {} read unreadable", text(&missing)));
    assert_eq!(found, expected);
}

#[test]
fn the_head_says_what_writes_and_there_may_be_nothing_else() {
    let none = stories(["a"]).slice(0, 0);
    let several = [none.clone(), none.clone()];
    for input in [stream(&[none]), stream(&several)] {
        let output = worker(&input);
        assert_eq!(ending(&output).0, 0);
        let head = StreamReader::try_new(Cursor::new(&output.stdout), None).unwrap();
        let schema = head.schema();
        assert_eq!(head.count(), 0);
        let said = |key: &str| schema.metadata().get(key).map(String::as_str);
        assert_eq!(said("dateline.version"), Some(env!("CARGO_PKG_VERSION")));
        assert_eq!(said("dateline.schema"), Some("1"));
        assert!(said("dateline.model").is_some_and(|model| model.contains('@')));
        assert!(said("dateline.rules").is_some_and(|rules| rules.len() >= 16));
    }
}

#[test]
fn a_stream_that_breaks_off_is_2_and_the_output_breaks_off_too() {
    let whole = stream(&[stories(["a"]), stories(["b"])]);
    let first = stream(&[stories(["a"])]).len();
    for (end, documents) in [
        (0, 0),                       // nothing at all
        (3, 0),                       // in the head
        (first - END.len(), 1),       // between the batches
        (first - END.len() + 2, 1),   // in the length of the second
        (first + 200, 1),             // in its values
        (whole.len() - END.len(), 2), // all but the end mark
        (whole.len() - 1, 2),
    ] {
        let output = worker(&whole[..end]);
        let (code, error) = ending(&output);
        assert_eq!(code, 2, "cut at {end}: {error}");
        assert!(error.starts_with("dateline: the stream of documents breaks off"), "cut at {end}: {error}");
        assert!(!output.stdout.ends_with(&END), "cut at {end}");
        if documents > 0 {
            assert_eq!(rows(&output.stdout), extracted(&["a", "b"][..documents]), "cut at {end}");
        }
    }
}

#[test]
fn a_stream_of_something_else_is_2_before_the_model_is_loaded() {
    let expecting = |version: &str| {
        let metadata = HashMap::from([("dateline.expects".to_owned(), version.to_owned())]);
        let schema = Schema::new(vec![Field::new("text", DataType::Utf8, true)]).with_metadata(metadata);
        StreamWriter::try_new(Vec::new(), &schema).unwrap().into_inner().unwrap()
    };
    for (input, expected) in [
        (b"{\"text\": \"no Arrow\"}\n".to_vec(), "is no Arrow stream"),
        (stream(&[batch([("body", strings([Some(STORY)]))])]), "the documents have no column text, html or path"),
        (expecting("0"), "the sender expects version \"0\" of the columns of events"),
    ] {
        let output = dateline(["worker", "--model", "no/such/model"]).write_stdin(input).output().unwrap();
        let (code, error) = ending(&output);
        assert_eq!((code, output.stdout.len()), (2, 0), "{error}");
        assert!(error.contains(expected), "{error}");
    }
    assert_eq!(worker(&expecting("1")).status.code(), Some(0));
}

#[test]
fn a_batch_is_answered_before_the_next_one_is_sent() {
    let mut child = process(&["worker"]).stdin(Stdio::piped()).spawn().unwrap();
    let first = stories(["a"]);
    let mut input = StreamWriter::try_new(child.stdin.take().unwrap(), &first.schema()).unwrap();
    input.write(&first).unwrap();
    input.flush().unwrap();
    let mut output = StreamReader::try_new(BufReader::new(child.stdout.take().unwrap()), None).unwrap();
    for (id, next) in [("a", Some("b")), ("b", Some("c")), ("c", None)] {
        let expected = extracted(&[id]);
        assert_eq!(rows_of(&output.next().unwrap().unwrap()), expected);
        if let Some(next) = next {
            input.write(&stories([next])).unwrap();
            input.flush().unwrap();
        }
    }
    input.finish().unwrap();
    drop(input);
    assert!(output.next().is_none());
    assert!(child.wait().unwrap().success());
}

/// One batch whose answer fills every pipe many times over.
#[test]
fn a_huge_batch_is_answered_while_it_is_read() {
    const ROWS: usize = 100_000;
    let huge = batch([
        ("text", Arc::new(StringArray::new_null(ROWS)) as _),
        ("id", Arc::new(StringArray::from(vec!["x"; ROWS])) as _),
    ]);
    let mut child = process(&["worker", "--jobs", "2"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let sending = thread::spawn(move || {
        let bytes = stream(&[huge.clone(), huge]);
        input.write_all(&bytes).unwrap();
    });
    let output = StreamReader::try_new(BufReader::new(child.stdout.take().unwrap()), None).unwrap();
    let sizes: Vec<_> = output.map(|batch| batch.unwrap().num_rows()).collect();
    sending.join().unwrap();
    assert_eq!(sizes.iter().sum::<usize>(), 2 * ROWS);
    assert!(sizes.iter().all(|&rows| rows <= 1000), "an answer is sent in parts: {sizes:?}");
    assert!(child.wait().unwrap().success());
}

/// What a reader that went away has not read is lost: whoever started the worker must hear of it.
#[test]
fn a_reader_that_goes_away_is_2() {
    let mut child = process(&["worker"]).stdin(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let _ = input.write_all(&stream(&[stories(["a", "b"])]));
    drop(input);
    let (code, error) = ending(&child.wait_with_output().unwrap());
    assert_eq!(code, 2, "{error}");
    assert!(error.contains("Broken pipe"), "{error}");
}
