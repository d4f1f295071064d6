CREATE TABLE author (
    id INTEGER NOT NULL,
    best_book_id INTEGER,
    friend_id INTEGER,
    CONSTRAINT pk_author PRIMARY KEY (id),
    CONSTRAINT fk_author_friend_id FOREIGN KEY (friend_id) REFERENCES author (id),
    CONSTRAINT fk_author_best_book FOREIGN KEY (best_book_id) REFERENCES book (id) ON DELETE SET NULL,
    CONSTRAINT fk_author_town FOREIGN KEY (id) REFERENCES town (id)
);
CREATE TABLE book (
    id INTEGER,
    author_id INTEGER,
    CONSTRAINT pk_book PRIMARY KEY (id),
    CONSTRAINT fk_book_author_id FOREIGN KEY (author_id) REFERENCES author (id)
);
