CREATE TABLE cmigrate_new_book (
    id INTEGER,
    name VARCHAR(30),
    author_id INTEGER,
    price NUMERIC(8, 2) DEFAULT 0,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT pk_book PRIMARY KEY (id),
    CONSTRAINT fk_book_author_id FOREIGN KEY (author_id) REFERENCES author (id) ON DELETE CASCADE,
    CONSTRAINT ck_book_price CHECK (price >= 0)
);
INSERT INTO cmigrate_new_book (id, name, author_id, price, created_at)
SELECT id, name, author_id, price, created_at FROM book;
PRAGMA secure_delete = FAST;
DROP TABLE book;
PRAGMA secure_delete = ON;
PRAGMA legacy_alter_table = ON;
ALTER TABLE cmigrate_new_book RENAME TO book;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX ix_book_author_id ON book (author_id);
