-- A table joins another as its partition, and keeps its index beside the one that it gets.
CREATE SCHEMA shop;
CREATE SCHEMA store;
CREATE TABLE shop.sale (id integer, book text, note text) PARTITION BY LIST (book);
CREATE TABLE store.sale_1 (id integer, book text, note text);
CREATE INDEX sale_book ON shop.sale (book, note);
CREATE INDEX sale_1_own ON store.sale_1 (book, note);
CREATE INDEX sale_1_note ON store.sale_1 (note);
-- becomes
CREATE SCHEMA shop;
CREATE SCHEMA store;
CREATE TABLE shop.sale (id integer, book text, note text) PARTITION BY LIST (book);
CREATE TABLE store.sale_1 (id integer, book text, note text);
ALTER TABLE shop.sale ATTACH PARTITION store.sale_1 FOR VALUES IN ('one');
CREATE INDEX sale_book ON shop.sale (book, note);
CREATE INDEX sale_1_own ON store.sale_1 (book, note);
CREATE INDEX sale_1_note ON store.sale_1 (note);
