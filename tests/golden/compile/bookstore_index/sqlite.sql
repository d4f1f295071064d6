CREATE UNIQUE INDEX ix_book_name ON book (name, price DESC);
