-- +goose Up

-- Whose card it is below which somebody of the team has written.
CREATE INDEX cards_place ON cards (place) WHERE place <> '';
