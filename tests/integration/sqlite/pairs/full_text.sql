-- before
CREATE TABLE page (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE page_search USING fts5(title, body, content='page', content_rowid='id');
CREATE TRIGGER page_added AFTER INSERT ON page BEGIN
    INSERT INTO page_search (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE VIRTUAL TABLE note USING fts4(text, tokenize=porter);
CREATE VIRTUAL TABLE old USING fts3(text);
CREATE VIRTUAL TABLE words USING fts5vocab(page_search, row);
CREATE TABLE note_extra (a INT);
-- after
CREATE TABLE page (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL, body TEXT, seen INT DEFAULT 0);
CREATE VIRTUAL TABLE page_search USING fts5(title, body, content='page', content_rowid='id');
CREATE TRIGGER page_added AFTER INSERT ON page BEGIN
    INSERT INTO page_search (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE VIRTUAL TABLE note USING fts4(text, tokenize=porter);
CREATE VIRTUAL TABLE words USING fts5vocab(page_search, row);
CREATE TABLE note_extra (a INT, b INT UNIQUE);
-- rows
INSERT INTO page VALUES (4, 'first', 'the body of it'), (9, 'second', 'another body');
INSERT INTO note VALUES ('running');
-- look
SELECT rowid FROM page_search WHERE page_search MATCH 'body' ORDER BY rowid;
SELECT text FROM note WHERE note MATCH 'run';
SELECT term FROM words WHERE doc = 2;
