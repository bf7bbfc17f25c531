-- +goose Up

-- Updates that could not be taken, as they came, until they are replayed or
-- their retention ends.
CREATE TABLE asides (
    key      TEXT PRIMARY KEY,
    platform TEXT NOT NULL,
    person   TEXT NOT NULL, -- whose it is; empty where that could not be read
    why      TEXT NOT NULL,
    at       TIMESTAMPTZ NOT NULL,
    raw      TEXT NOT NULL
);
CREATE INDEX asides_at ON asides (at);
CREATE INDEX asides_person ON asides (person);
