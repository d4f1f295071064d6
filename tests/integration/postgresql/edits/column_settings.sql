CREATE TABLE t (a integer, b text);
-- becomes
CREATE TABLE t (a integer, b text);
ALTER TABLE t ALTER COLUMN a SET (n_distinct = -0.02), ALTER COLUMN b SET STORAGE EXTERNAL, ALTER COLUMN b SET STATISTICS 50;
CREATE TABLE made (a integer, b text COMPRESSION pglz);
ALTER TABLE made ALTER COLUMN a SET (n_distinct = 5, n_distinct_inherited = 7), ALTER COLUMN b SET STATISTICS 5;
