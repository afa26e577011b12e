-- Each deal, with all who take part in it, and its first sum of money.
SELECT event.event_id, event.published, event.subtype, event.status, event.confidence,
       {party} AS parties, {buyer} AS buyers, {seller} AS sellers, {funder} AS funders, {recipient} AS recipients,
       {asset} AS assets, {target} AS targets, {stake} AS stakes, {subject} AS subjects,
       money.text AS sum, money.amount, money.amount_number, money.currency, money.bound,
       {place} AS places, {time} AS times,
       event.sentence, event.title, event.url, event.doc_id
FROM events AS event
LEFT JOIN arguments AS money ON money.event_id = event.event_id AND money.position = (
    SELECT min(first.position) FROM arguments AS first
    WHERE first.event_id = event.event_id AND first.role = 'value' AND first.currency IS NOT NULL)
WHERE event.type = 'deal'
