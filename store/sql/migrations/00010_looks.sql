-- +goose Up

-- When to look at what reminders a pledge brings. It may be early, and is never late: who
-- looks reckons anew. Pledges from before are looked at once, at the next opportunity.
ALTER TABLE pledges ADD COLUMN look TIMESTAMPTZ;
CREATE INDEX pledges_look ON pledges (look, id) WHERE look IS NOT NULL;
UPDATE pledges SET look = created WHERE NOT rehearsal AND deleted IS NULL AND state NOT IN ('declined', 'withdrawn');
