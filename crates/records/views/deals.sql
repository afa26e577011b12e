-- Each deal, with all who take part in it, and its largest sum of money, since smaller ones are parts or prices apiece. A
-- deal that names sums in two currencies is two rows.
SELECT event.event_id, event.published, event.subtype, event.status, event.confidence,
       {party} AS parties, {buyer} AS buyers, {seller} AS sellers, {funder} AS funders, {recipient} AS recipients,
       {asset} AS assets, {target} AS targets, {stake} AS stakes, {subject} AS subjects,
       money.text AS sum, money.amount, money.amount_number, money.currency, money.bound,
       {place} AS places, {time} AS times,
       event.sentence, event.title, event.url, event.doc_id
FROM events AS event
LEFT JOIN arguments AS money ON money.event_id = event.event_id AND money.role = 'value'
    AND money.currency IS NOT NULL AND money.amount_number IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM arguments AS larger
        WHERE larger.event_id = event.event_id AND larger.role = 'value' AND larger.currency = money.currency
            AND (larger.amount_number > money.amount_number
                OR larger.amount_number = money.amount_number AND larger.position < money.position))
WHERE event.type = 'deal'
