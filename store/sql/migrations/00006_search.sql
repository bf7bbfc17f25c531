-- +goose Up

-- What the team may find of each pledge that was submitted: what the city had
-- written when it sent it last, and how it stands now. What a city writes before
-- it sends it is never here. A line that begins with a database's name is for
-- that one alone.
CREATE TABLE sent (
    -- sqlite: n INTEGER PRIMARY KEY, -- which the words name a pledge by; a backup keeps it
    pledge     TEXT NOT NULL UNIQUE,
    reference  TEXT NOT NULL,
    state      TEXT NOT NULL,
    place      TEXT NOT NULL,
    country    TEXT NOT NULL,
    title      TEXT NOT NULL,
    priorities TEXT NOT NULL, -- each between spaces
    words      TEXT NOT NULL, -- in small letters without accents, each once, parted by a space
    due        TEXT NOT NULL, -- the date of the report; empty for none
    since      TIMESTAMPTZ NOT NULL, -- since when it waits for whom it waits for
    claimed    TEXT NOT NULL, -- by whom of the team; empty for nobody
    act        BIGINT NOT NULL, -- the revision of the claimer's last act
    quiet      TIMESTAMPTZ -- since when the claimer has done nothing while it waits for the team; none where nobody has to
);
CREATE INDEX sent_since ON sent (since, pledge);
CREATE INDEX sent_country ON sent (country, since, pledge);
CREATE INDEX sent_state ON sent (state, since, pledge);
CREATE INDEX sent_due ON sent (state, due) WHERE due <> '';
CREATE INDEX sent_claimed ON sent (claimed, since) WHERE claimed <> '';
CREATE INDEX sent_quiet ON sent (quiet) WHERE quiet IS NOT NULL;

-- postgres: CREATE INDEX sent_words ON sent USING GIN (array_to_tsvector(string_to_array(words, ' ')));

-- sqlite: CREATE VIRTUAL TABLE sent_words USING fts5 (words, content='sent', content_rowid='n', detail='none', prefix='3 4 5 6 7 8');
-- sqlite: INSERT INTO sent_words (sent_words, rank) VALUES ('secure-delete', 1);
-- sqlite: -- +goose StatementBegin
-- sqlite: CREATE TRIGGER sent_words_in AFTER INSERT ON sent BEGIN
-- sqlite:     INSERT INTO sent_words (rowid, words) VALUES (new.n, new.words);
-- sqlite: END;
-- sqlite: -- +goose StatementEnd
-- sqlite: -- +goose StatementBegin
-- sqlite: CREATE TRIGGER sent_words_out AFTER DELETE ON sent BEGIN
-- sqlite:     INSERT INTO sent_words (sent_words, rowid, words) VALUES ('delete', old.n, old.words);
-- sqlite: END;
-- sqlite: -- +goose StatementEnd
-- sqlite: -- +goose StatementBegin
-- sqlite: CREATE TRIGGER sent_words_on AFTER UPDATE OF words ON sent WHEN old.words <> new.words BEGIN
-- sqlite:     INSERT INTO sent_words (sent_words, rowid, words) VALUES ('delete', old.n, old.words);
-- sqlite:     INSERT INTO sent_words (rowid, words) VALUES (new.n, new.words);
-- sqlite: END;
-- sqlite: -- +goose StatementEnd
