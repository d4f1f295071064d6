-- before
CREATE TABLE odd (a, b INT, c INTEGER, d "UNSIGNED BIG INT", e DOUBLE PRECISION, f VARCHAR(10, 2), g TEXT DEFAULT "double quoted", h DEFAULT (1 + 2), i DEFAULT -5.0, j DEFAULT x'0f', k DEFAULT CURRENT_TIMESTAMP, l DEFAULT NULL, m DEFAULT TRUE, n INT PRIMARY KEY);
CREATE TABLE nullable_key (a TEXT PRIMARY KEY, b TEXT);
CREATE TABLE backwards (id INTEGER PRIMARY KEY DESC, v TEXT);
CREATE TABLE no_alias (id INT PRIMARY KEY, v TEXT);
CREATE TABLE "quote""d; table
on two lines" ("select" INT, "it's" TEXT, [bracket] TEXT, `tick` TEXT, "ünïcode 数" TEXT, CHECK ("select" > 0));
CREATE INDEX "index; of ""it" ON "quote""d; table
on two lines" ("it's" COLLATE NOCASE DESC, lower("ünïcode 数"));
CREATE TABLE nowhere (a INT REFERENCES missing (x), b INT);
CREATE INDEX of_a_string ON nowhere (b, "no column");
-- after
CREATE TABLE odd (a, b INTEGER, c INT, d "UNSIGNED BIG INT" NOT NULL DEFAULT 0, e DOUBLE PRECISION, f VARCHAR(10, 3), g TEXT DEFAULT "double quoted too", h DEFAULT (1 + 3), i DEFAULT +5.0, j DEFAULT x'0f', k DEFAULT CURRENT_DATE, l, m DEFAULT FALSE, n INT PRIMARY KEY);
CREATE TABLE nullable_key (a TEXT PRIMARY KEY NOT NULL, b TEXT UNIQUE);
CREATE TABLE backwards (id INTEGER PRIMARY KEY, v TEXT);
CREATE TABLE no_alias (id INTEGER PRIMARY KEY, v TEXT);
CREATE TABLE "quote""d; table
on two lines" ("select" INT NOT NULL, "it's" TEXT, [bracket] VARCHAR, `tick` TEXT, "ünïcode 数" TEXT COLLATE NOCASE, CHECK ("select" > 0));
CREATE UNIQUE INDEX "index; of ""it" ON "quote""d; table
on two lines" ("it's" COLLATE NOCASE DESC, lower("ünïcode 数")) WHERE "it's" IS NOT NULL;
CREATE TABLE nowhere (a INT REFERENCES missing (x), b INT CHECK (b > 0));
CREATE INDEX of_a_string ON nowhere (b, "no column");
-- rows
INSERT INTO odd (a, n) VALUES (x'00', 3);
UPDATE odd SET d = 18446744073709551615;
INSERT INTO nullable_key VALUES ('k', 'v');
INSERT INTO backwards VALUES (3, 'v');
INSERT INTO no_alias VALUES (3, 'v');
INSERT INTO "quote""d; table
on two lines" VALUES (1, 'x', 'y', 'z', 'ü');
-- look
SELECT hex(a), d, n FROM odd;
SELECT * FROM nullable_key;
SELECT * FROM backwards;
SELECT * FROM no_alias;
SELECT * FROM "quote""d; table
on two lines";
