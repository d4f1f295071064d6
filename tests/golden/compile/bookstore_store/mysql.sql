CREATE TABLE `store` (
    `id` int NOT NULL AUTO_INCREMENT,
    `name` varchar(30) NOT NULL,
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_store_name` (`name`)
);
CREATE TABLE `book_to_store` (
    `book_id` int NOT NULL,
    `store_id` int NOT NULL,
    PRIMARY KEY (`book_id`, `store_id`),
    CONSTRAINT `fk_book_to_store_book_id` FOREIGN KEY (`book_id`) REFERENCES `book` (`id`),
    CONSTRAINT `fk_book_to_store_store_id` FOREIGN KEY (`store_id`) REFERENCES `store` (`id`)
);
