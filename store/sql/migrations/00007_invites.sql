-- +goose Up

-- Cities that the team has invited. What the link holds is kept nowhere, and of
-- who took it only what the link makes of them.
CREATE TABLE invites (
    id      TEXT PRIMARY KEY, -- the hash of the link's secret
    input   TEXT NOT NULL, -- that made it
    n       BIGINT NOT NULL, -- among those of one input
    place   TEXT NOT NULL,
    country TEXT NOT NULL,
    lang    TEXT NOT NULL,
    mail    TEXT NOT NULL, -- until it is used
    person  TEXT NOT NULL, -- who of the team made it
    org     TEXT NOT NULL,
    made    TIMESTAMPTZ NOT NULL,
    until   TIMESTAMPTZ NOT NULL,
    revoked TIMESTAMPTZ,
    taker   TEXT NOT NULL, -- empty before anybody took it
    taken   TIMESTAMPTZ,
    pledge  TEXT NOT NULL, -- that it was used for; empty before
    UNIQUE (input, n)
);
CREATE INDEX invites_made ON invites (made, id);
CREATE INDEX invites_person ON invites (person);
