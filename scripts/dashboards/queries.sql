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
SELECT least(coalesce(one.name, one.text), coalesce(other.name, other.text)) AS who,
       greatest(coalesce(one.name, one.text), coalesce(other.name, other.text)) AS whom,
       count(DISTINCT event_id) AS meetings
FROM events
JOIN arguments AS one USING (event_id)
JOIN arguments AS other USING (event_id)
WHERE type = 'meet' AND status = 'occurred' AND one.role = 'participant' AND other.role IN ('participant', 'host')
    AND one.position < other.position AND one.entity_id IS DISTINCT FROM other.entity_id
GROUP BY ALL ORDER BY meetings DESC, who, whom LIMIT 20;

-- The largest deals. Sums are compared within a currency only.
SELECT currency, amount, subtype, events.published, sentence
FROM events
JOIN arguments USING (event_id)
WHERE type = 'deal' AND status = 'occurred' AND role = 'value' AND currency IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY currency ORDER BY amount_number DESC, event_id) <= 5
ORDER BY currency, amount_number DESC, event_id;

-- Money in deals by month and currency; of an amount that is given as a range, the lower end.
SELECT published_month, currency, count(*) AS deals, sum(amount_number) AS money
FROM (
    SELECT event_id, events.published_month, currency, amount_number
    FROM events JOIN arguments USING (event_id)
    WHERE type = 'deal' AND status = 'occurred' AND role = 'value' AND currency IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY position) = 1
)
GROUP BY ALL ORDER BY ALL;

-- The actors of most events, with what they are called.
SELECT name, kind, country, events, aliases
FROM entities
ORDER BY events DESC, name LIMIT 20;

-- Figures that are reported most often.
SELECT coalesce(name, text) AS measure, count(DISTINCT event_id) AS figures
FROM events JOIN arguments USING (event_id)
WHERE type = 'figure' AND role = 'measure'
GROUP BY ALL ORDER BY figures DESC, measure LIMIT 20;

-- Documents without an event, by source.
SELECT source, count(*) AS documents, count(*) FILTER (events = 0) AS without_event
FROM documents
GROUP BY ALL ORDER BY documents DESC, source;
