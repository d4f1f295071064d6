-- Columns whose type is the rows of another table.
CREATE TABLE a_first (r integer);
CREATE TABLE z_rows (x integer);
CREATE TABLE has (id integer, r z_rows);
INSERT INTO has VALUES (1, ROW (2));
CREATE TABLE retyped (x integer, y text);
CREATE TABLE has_retyped (id integer, r retyped DEFAULT ROW (1, 'a'), rs retyped[]);
INSERT INTO has_retyped VALUES (1, ROW (2, 'b,c'), ARRAY[ROW (3, NULL)::retyped]);
CREATE TABLE read_row (x integer, y text);
CREATE TABLE seen (r read_row, n integer);
CREATE INDEX ON seen (((r).x));
CREATE VIEW fields AS SELECT (r).x, n FROM seen;
INSERT INTO seen VALUES (ROW(1, 'a'), 1);
-- becomes
CREATE SCHEMA s;
CREATE TABLE z_rows (x integer, y text);
CREATE TABLE has (id integer, r z_rows);
CREATE TABLE s.z (x integer);
CREATE TABLE y (x integer, deep s.z[]);
CREATE TABLE b (id integer, r y, rs s.z[]);
CREATE TABLE a (b b);
CREATE TABLE retyped (x bigint, y varchar(20));
CREATE TABLE has_retyped (id integer, r retyped DEFAULT ROW (1, 'a'), rs retyped[]);
CREATE TABLE read_row (x bigint, y text);
CREATE TABLE seen (r read_row, n integer);
CREATE INDEX ON seen (((r).x));
CREATE VIEW fields AS SELECT (r).x, n FROM seen;
