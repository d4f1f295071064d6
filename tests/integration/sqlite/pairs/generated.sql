-- before
CREATE TABLE item (
    id INTEGER PRIMARY KEY, price INT, n INT,
    total INT GENERATED ALWAYS AS (price * n) STORED,
    label TEXT AS (id || ':' || price) VIRTUAL NOT NULL,
    later TEXT
);
CREATE INDEX item_total ON item (total);
-- after
CREATE TABLE item (
    id INTEGER PRIMARY KEY, price INT NOT NULL, n INT,
    total INT GENERATED ALWAYS AS (price * n + 1) STORED UNIQUE,
    label TEXT AS (id || '-' || price),
    later TEXT AS (label || n) STORED
);
CREATE INDEX item_total ON item (total DESC) WHERE total > 3;
-- rows
INSERT INTO item (id, price, n) VALUES (1, 2, 3), (2, 4, 5);
-- look
SELECT id, price, n FROM item;
