-- +goose Up

-- What a city promises. The document is the pledge; the columns beside it are
-- those that are searched, and follow it.
CREATE TABLE pledges (
    id        TEXT PRIMARY KEY,
    rev       BIGINT NOT NULL,
    state     TEXT NOT NULL,
    reference TEXT UNIQUE, -- of a submission; none for a rehearsal
    owner     TEXT NOT NULL,
    lang      TEXT NOT NULL,
    rehearsal BOOLEAN NOT NULL,
    deleted   TIMESTAMPTZ,
    created   TIMESTAMPTZ NOT NULL,
    touched   TIMESTAMPTZ NOT NULL,
    doc       TEXT NOT NULL
);
CREATE INDEX pledges_listed ON pledges (created, id) WHERE NOT rehearsal AND deleted IS NULL;

CREATE TABLE seats (
    pledge TEXT NOT NULL REFERENCES pledges (id),
    person TEXT NOT NULL,
    seat   TEXT NOT NULL,
    PRIMARY KEY (pledge, person)
);
CREATE INDEX seats_person ON seats (person);

-- The history of pledges and of what people settled for themselves: a row has
-- a pledge or a person, the other is empty. One table, so that one key sees to
-- it that an input causes facts once, whatever they are about.
CREATE TABLE facts (
    pledge    TEXT NOT NULL,
    person    TEXT NOT NULL,
    rev       BIGINT NOT NULL,
    n         BIGINT NOT NULL,
    input     TEXT NOT NULL,
    input_n   BIGINT NOT NULL,
    by_person TEXT NOT NULL,
    at        TIMESTAMPTZ NOT NULL,
    kind      TEXT NOT NULL,
    body      TEXT NOT NULL,
    PRIMARY KEY (pledge, person, rev, n),
    UNIQUE (input, input_n)
);
CREATE INDEX facts_at ON facts (at);

CREATE TABLE people (
    person TEXT PRIMARY KEY,
    rev    BIGINT NOT NULL,
    doc    TEXT NOT NULL
);

CREATE TABLE deliveries (
    key       TEXT PRIMARY KEY,
    pledge    TEXT NOT NULL,
    recipient TEXT NOT NULL,
    platform  TEXT NOT NULL, -- of the recipient
    class     TEXT NOT NULL,
    due       TIMESTAMPTZ NOT NULL,
    state     TEXT NOT NULL,
    attempts  BIGINT NOT NULL,
    claimed   TIMESTAMPTZ,
    payload   TEXT NOT NULL
);
CREATE INDEX deliveries_due ON deliveries (platform, due) WHERE state = 'due';
CREATE INDEX deliveries_due_to ON deliveries (recipient, due) WHERE state = 'due';
CREATE INDEX deliveries_sending ON deliveries (claimed) WHERE state = 'sending';

-- The last reference given in each UTC year.
CREATE TABLE counters (
    year BIGINT PRIMARY KEY,
    n    BIGINT NOT NULL
);

-- When the last finished sweep began; at most one row.
CREATE TABLE sweeps (
    one   BIGINT PRIMARY KEY CHECK (one = 1),
    began TIMESTAMPTZ NOT NULL
);
