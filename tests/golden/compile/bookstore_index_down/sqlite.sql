DROP INDEX ix_book_name;
