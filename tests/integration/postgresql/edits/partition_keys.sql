-- Keys and indexes of partitions with names of their own, and such that the parent has as an index alone.
CREATE TABLE a (id integer NOT NULL, foo text NOT NULL, bar text NOT NULL) PARTITION BY LIST (foo);
CREATE TABLE a_1 PARTITION OF a FOR VALUES IN ('x');
CREATE TABLE a_2 PARTITION OF a FOR VALUES IN ('y');
CREATE INDEX a_2_local ON a_2 (foo, bar);
CREATE INDEX ix ON a (foo, bar);
CREATE UNIQUE INDEX only_index ON a (foo, id);
CREATE INDEX a_3 ON a_1 (bar);
CREATE TABLE d (id integer, foo text) PARTITION BY LIST (foo);
CREATE TABLE d_1 PARTITION OF d FOR VALUES IN ('x');
-- becomes
CREATE TABLE d (id integer, foo text, PRIMARY KEY (foo, id)) PARTITION BY LIST (foo);
CREATE TABLE d_1 PARTITION OF d FOR VALUES IN ('x');
CREATE TABLE a (id integer NOT NULL, foo text NOT NULL, bar text NOT NULL) PARTITION BY LIST (foo);
CREATE TABLE a_1 PARTITION OF a FOR VALUES IN ('x');
CREATE TABLE a_2 PARTITION OF a FOR VALUES IN ('y');
CREATE INDEX ix ON a (foo, bar);
CREATE UNIQUE INDEX only_index ON a (foo, id);
CREATE INDEX a_3 ON a_1 (bar);
CREATE TABLE a_4 PARTITION OF a (UNIQUE (bar)) FOR VALUES IN ('z');
CREATE INDEX a_4_local ON a_4 (foo, id, bar);
CREATE TABLE b (id integer NOT NULL, foo text NOT NULL) PARTITION BY LIST (foo);
CREATE TABLE b_1 PARTITION OF b (CONSTRAINT own_key PRIMARY KEY (foo, id)) FOR VALUES IN ('x');
CREATE TABLE b_2 PARTITION OF b (UNIQUE (foo, id)) FOR VALUES IN ('y');
CREATE UNIQUE INDEX b_key ON b (foo, id);
CREATE TABLE c (id integer NOT NULL, foo text NOT NULL) PARTITION BY LIST (foo);
CREATE TABLE c_1 PARTITION OF c (CONSTRAINT c_own PRIMARY KEY (foo, id)) FOR VALUES IN ('x');
ALTER TABLE c ADD CONSTRAINT c_key PRIMARY KEY (foo, id);
