-- The column that a table is partitioned by changes its type, with rows, keys and what refers to it.
CREATE TABLE p (id integer NOT NULL, k integer NOT NULL DEFAULT 3, v text, PRIMARY KEY (id, k)) PARTITION BY RANGE (k);
CREATE TABLE p_low PARTITION OF p FOR VALUES FROM (1) TO (10);
CREATE TABLE p_rest PARTITION OF p DEFAULT;
CREATE TABLE f (a integer, b integer, FOREIGN KEY (a, b) REFERENCES p);
CREATE INDEX ON p (v);
CREATE VIEW reads AS SELECT * FROM p;
CREATE TABLE l (kind varchar(5) NOT NULL, n serial) PARTITION BY LIST (kind);
CREATE TABLE l_a PARTITION OF l FOR VALUES IN ('a', 'b');
INSERT INTO p VALUES (1, 5, 'x'), (2, 50, 'y');
INSERT INTO f VALUES (1, 5), (2, 50);
INSERT INTO l VALUES ('a'), ('b');
-- becomes
CREATE TABLE p (id integer NOT NULL, k bigint NOT NULL DEFAULT 4, v text, PRIMARY KEY (id, k)) PARTITION BY RANGE (k);
CREATE TABLE p_low PARTITION OF p FOR VALUES FROM (1) TO (10);
CREATE TABLE p_rest PARTITION OF p DEFAULT;
CREATE TABLE f (a integer, b bigint, FOREIGN KEY (a, b) REFERENCES p);
CREATE INDEX ON p (v);
CREATE VIEW reads AS SELECT * FROM p;
CREATE TABLE l (kind text NOT NULL, n serial) PARTITION BY LIST (kind);
CREATE TABLE l_a PARTITION OF l FOR VALUES IN ('a', 'b');
CREATE TABLE p_new PARTITION OF p FOR VALUES FROM (10) TO (20);
