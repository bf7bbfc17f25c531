-- +goose Up

-- Until when replaced contacts have been seen to; at most one row.
CREATE TABLE keeps (
    one   BIGINT PRIMARY KEY CHECK (one = 1),
    until TIMESTAMPTZ NOT NULL
);

CREATE INDEX pledges_touched ON pledges (touched, id) WHERE rehearsal OR state IN ('draft', 'declined');
CREATE INDEX deliveries_pledge ON deliveries (pledge);
CREATE INDEX deliveries_ended ON deliveries (COALESCE(claimed, due))
    WHERE state IN ('sent', 'unknown', 'refused', 'cancelled') AND payload <> 'null';
