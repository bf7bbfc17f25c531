-- +goose Up

-- What somebody has done, to be shown to them or taken from them.
CREATE INDEX facts_by ON facts (by_person);
