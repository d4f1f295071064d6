-- before
CREATE TABLE book (a INT, b INT, c INT, d INT);
CREATE TABLE shelf (a INT, b INT, c INT, d INT);
-- after
CREATE TABLE book (n1 INT NOT NULL DEFAULT 3, d INT, n2 VARCHAR(3), a INT, c BIGINT, b INT, n3 INT);
CREATE TABLE shelf (d INT, c INT, b INT, a INT);
-- rows
INSERT INTO book VALUES (1, 2, 3, 4);
-- look
SELECT a, b, c, d FROM book;
