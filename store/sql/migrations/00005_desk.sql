-- +goose Up

-- Who is in the mechanism team; a copy of what stands in the document, as the
-- team is listed by it. Whoever is not in it has no role.
ALTER TABLE people ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN org TEXT NOT NULL DEFAULT '';
CREATE INDEX people_team ON people (person) WHERE role <> '';
