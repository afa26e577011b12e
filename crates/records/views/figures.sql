-- Each amount that a figure stands at (role value) or changes by (role change).
SELECT event.event_id, event.published, event.subtype, event.status, event.confidence,
       {measure} AS measures, {about} AS about,
       amount.role, amount.text, amount.amount, amount.amount_number, amount.currency, amount.unit, amount.bound,
       {place} AS places, {time} AS times,
       event.sentence, event.title, event.url, event.doc_id
FROM events AS event
JOIN arguments AS amount ON amount.event_id = event.event_id AND amount.role IN ('value', 'change')
    AND amount.amount IS NOT NULL
WHERE event.type = 'figure'
