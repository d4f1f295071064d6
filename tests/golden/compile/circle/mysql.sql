CREATE TABLE `author` (
    `id` int NOT NULL,
    `best_book_id` int,
    `friend_id` int,
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_author_friend_id` FOREIGN KEY (`friend_id`) REFERENCES `author` (`id`),
    CONSTRAINT `fk_author_town` FOREIGN KEY (`id`) REFERENCES `town` (`id`)
);
CREATE TABLE `book` (
    `id` int NOT NULL AUTO_INCREMENT,
    `author_id` int,
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_book_author_id` FOREIGN KEY (`author_id`) REFERENCES `author` (`id`)
);
ALTER TABLE `author` ADD CONSTRAINT `fk_author_best_book` FOREIGN KEY (`best_book_id`) REFERENCES `book` (`id`) ON DELETE SET NULL;
