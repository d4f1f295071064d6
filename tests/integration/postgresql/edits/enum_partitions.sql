-- A table is partitioned by an enum that loses a value, with rows, keys and what stands on it.
CREATE TYPE state AS ENUM ('new', 'paid', 'gone', 'lost');
CREATE TABLE sale (id integer GENERATED ALWAYS AS IDENTITY, state state NOT NULL DEFAULT 'new', was state, n serial, twice integer GENERATED ALWAYS AS (n * 2) STORED, PRIMARY KEY (id, state)) PARTITION BY LIST (state);
CREATE TABLE sale_open PARTITION OF sale FOR VALUES IN ('new', 'paid');
CREATE TABLE sale_gone PARTITION OF sale (was DEFAULT 'paid') FOR VALUES IN ('gone');
CREATE TABLE sale_rest PARTITION OF sale DEFAULT PARTITION BY RANGE (id);
CREATE TABLE sale_rest_1 PARTITION OF sale_rest FOR VALUES FROM (1) TO (1000);
CREATE TABLE claim (id integer, state state, FOREIGN KEY (id, state) REFERENCES sale);
CREATE INDEX ON sale (was);
CREATE VIEW open AS SELECT * FROM sale WHERE state = 'new';
CREATE TABLE plain (s state);
GRANT SELECT ON sale TO edits_role;
COMMENT ON TABLE sale IS 'what was sold';
INSERT INTO sale (state, was) VALUES ('new', NULL), ('paid', 'new'), ('gone', 'paid');
INSERT INTO claim SELECT id, state FROM sale;
-- becomes
CREATE TYPE state AS ENUM ('new', 'paid', 'gone');
CREATE TABLE sale (id integer GENERATED ALWAYS AS IDENTITY, state state NOT NULL DEFAULT 'new', was state, n serial, twice integer GENERATED ALWAYS AS (n * 2) STORED, PRIMARY KEY (id, state)) PARTITION BY LIST (state);
CREATE TABLE sale_open PARTITION OF sale FOR VALUES IN ('new', 'paid');
CREATE TABLE sale_gone PARTITION OF sale (was DEFAULT 'paid') FOR VALUES IN ('gone');
CREATE TABLE sale_rest PARTITION OF sale DEFAULT PARTITION BY RANGE (id);
CREATE TABLE sale_rest_1 PARTITION OF sale_rest FOR VALUES FROM (1) TO (1000);
CREATE TABLE claim (id integer, state state, FOREIGN KEY (id, state) REFERENCES sale);
CREATE INDEX ON sale (was);
CREATE VIEW open AS SELECT * FROM sale WHERE state = 'new';
CREATE TABLE plain (s state);
GRANT SELECT ON sale TO edits_role;
COMMENT ON TABLE sale IS 'what was sold';
