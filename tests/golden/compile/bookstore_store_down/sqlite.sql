DROP TABLE book_to_store;
DROP TABLE store;
