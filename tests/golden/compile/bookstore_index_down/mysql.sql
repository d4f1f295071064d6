ALTER TABLE `book` DROP INDEX `ix_book_name`;
