CREATE TABLE store (
    id INTEGER,
    name VARCHAR(30) NOT NULL,
    CONSTRAINT pk_store PRIMARY KEY (id),
    CONSTRAINT uq_store_name UNIQUE (name)
);
CREATE TABLE book_to_store (
    book_id INTEGER NOT NULL,
    store_id INTEGER NOT NULL,
    CONSTRAINT pk_book_to_store PRIMARY KEY (book_id, store_id),
    CONSTRAINT fk_book_to_store_book_id FOREIGN KEY (book_id) REFERENCES book (id),
    CONSTRAINT fk_book_to_store_store_id FOREIGN KEY (store_id) REFERENCES store (id)
);
