-- +goose Up

-- What everybody may read of each pledge, from a day on. A pledge that is not
-- public has no row.
CREATE TABLE published (
    pledge    TEXT PRIMARY KEY,
    reference TEXT NOT NULL,
    day       TEXT NOT NULL,
    doc       TEXT NOT NULL
);
CREATE INDEX published_day ON published (day, reference);

-- A withdrawn pledge has ended, as a declined one has.
DROP INDEX pledges_touched;
CREATE INDEX pledges_touched ON pledges (touched, id) WHERE rehearsal OR state IN ('draft', 'declined', 'withdrawn');
