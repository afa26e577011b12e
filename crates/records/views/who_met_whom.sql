-- Each pair of a meeting's participants, and each participant with each host: a meeting of three is three rows. Whoever
-- is not known by name ("they") is in no pair.
SELECT event.event_id, event.published, event.subtype, event.status, event.confidence,
       one.name AS who, one.title AS who_title, one.country AS who_country, one.entity_id AS who_id,
       other.name AS whom, other.title AS whom_title, other.country AS whom_country,
       other.entity_id AS whom_id,
       {place} AS places, {topic} AS topics, {time} AS times,
       event.sentence, event.title, event.url, event.doc_id
FROM events AS event
JOIN arguments AS one ON one.event_id = event.event_id AND one.role = 'participant'
JOIN arguments AS other ON other.event_id = event.event_id AND other.role IN ('participant', 'host')
    AND other.position > one.position
WHERE event.type = 'meet'
    AND one.entity_id <> other.entity_id
