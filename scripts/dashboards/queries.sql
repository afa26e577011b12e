-- Questions to a run's Parquet, for DuckDB. From the run's folder: duckdb -f queries.sql
-- .ci/run asks each of them.

CREATE VIEW documents AS FROM read_parquet('parquet/documents/**/*.parquet', hive_partitioning = true);
CREATE VIEW events AS FROM read_parquet('parquet/events/**/*.parquet', hive_partitioning = true);
CREATE VIEW arguments AS FROM read_parquet('parquet/arguments/**/*.parquet', hive_partitioning = true);
CREATE VIEW mentions AS FROM read_parquet('parquet/mentions/**/*.parquet', hive_partitioning = true);
CREATE VIEW entities AS FROM read_parquet('parquet/entities/*.parquet');

-- Events by month and type.
SELECT published_month, type, count(*) AS events
FROM events
WHERE status = 'occurred'
GROUP BY ALL ORDER BY ALL;

-- Who met whom most often.
SELECT least(one.name, other.name) AS who,
       greatest(one.name, other.name) AS whom,
       count(DISTINCT event_id) AS meetings
FROM events
JOIN arguments AS one USING (event_id)
JOIN arguments AS other USING (event_id)
WHERE type = 'meet' AND status = 'occurred' AND one.role = 'participant' AND other.role IN ('participant', 'host')
    AND one.position < other.position AND one.entity_id <> other.entity_id
GROUP BY ALL ORDER BY meetings DESC, who, whom LIMIT 20;

-- What deals are worth: the largest sum that each names in a currency, since smaller ones are parts or prices apiece.
CREATE VIEW worths AS
FROM arguments
WHERE role = 'value' AND currency IS NOT NULL AND amount_number IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY event_id, currency ORDER BY amount_number DESC, position) = 1;

-- The largest deals. Sums are compared within a currency only.
SELECT currency, amount, subtype, events.published, sentence
FROM events JOIN worths USING (event_id)
WHERE type = 'deal' AND status = 'occurred'
QUALIFY row_number() OVER (PARTITION BY currency ORDER BY amount_number DESC, event_id) <= 5
ORDER BY currency, amount_number DESC, event_id;

-- Money in deals by month and currency.
SELECT events.published_month, currency, count(*) AS deals, sum(amount_number) AS money
FROM events JOIN worths USING (event_id)
WHERE type = 'deal' AND status = 'occurred'
GROUP BY ALL ORDER BY ALL;

-- The actors of most events, with what they are called. Where something happened is no actor.
SELECT entity.name, entity.kind, entity.country, count(DISTINCT argument.event_id) AS events, entity.aliases
FROM entities AS entity JOIN arguments AS argument USING (entity_id)
WHERE argument.role <> 'place'
GROUP BY ALL ORDER BY events DESC, entity.name LIMIT 20;

-- Figures that are reported most often.
SELECT coalesce(name, text) AS measure, count(DISTINCT event_id) AS figures
FROM events JOIN arguments USING (event_id)
WHERE type = 'figure' AND role = 'measure'
GROUP BY ALL ORDER BY figures DESC, measure LIMIT 20;

-- Documents without an event, by source.
SELECT source, count(*) AS documents, count(*) FILTER (events = 0) AS without_event
FROM documents
GROUP BY ALL ORDER BY documents DESC, source;
