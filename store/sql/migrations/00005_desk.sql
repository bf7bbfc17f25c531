-- +goose Up

-- Who is in the mechanism team; a copy of what stands in the document, as the
-- team is listed by it. Whoever is not in it has no role.
ALTER TABLE people ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN org TEXT NOT NULL DEFAULT '';
CREATE INDEX people_team ON people (person) WHERE role <> '';

-- How far the team's card of each pledge is behind the pledge: the revision that
-- it is to show, the one that it shows, and the one up to which its thread tells
-- the history.
CREATE TABLE cards (
    pledge  TEXT PRIMARY KEY,
    wanted  BIGINT NOT NULL,
    drawn   BIGINT NOT NULL,
    told    BIGINT NOT NULL,
    place   TEXT NOT NULL, -- where it stands, as a platform names it; empty while that is not known
    tries   BIGINT NOT NULL, -- how often it was claimed since it was last drawn
    tried   TIMESTAMPTZ, -- when first
    due     TIMESTAMPTZ NOT NULL,
    claimed TIMESTAMPTZ
);
CREATE INDEX cards_due ON cards (due, pledge) WHERE wanted > drawn OR wanted > told;

-- What was submitted before there was a desk.
INSERT INTO cards (pledge, wanted, drawn, told, place, tries, due)
SELECT id, rev, 0, 0, '', 0, touched FROM pledges WHERE reference IS NOT NULL;
