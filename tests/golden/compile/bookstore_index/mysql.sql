ALTER TABLE `book` ADD UNIQUE KEY `ix_book_name` (`name`, `price`);
