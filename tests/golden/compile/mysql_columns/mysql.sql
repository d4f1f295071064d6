ALTER TABLE `author` MODIFY COLUMN `name` varchar(60) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'x' COMMENT 'who';
ALTER TABLE `book` MODIFY COLUMN `made` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP COMMENT 'when';
ALTER TABLE `author`
    ADD COLUMN `born` date AFTER `id`,
    MODIFY COLUMN `body` text CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,
    DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
ALTER TABLE `book`
    DROP INDEX `ix_book_author_id`,
    ADD KEY `fk_book_author_id` (`author_id`);
ALTER TABLE `book` DROP FOREIGN KEY `fk_book_author_id`;
ALTER TABLE `author` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;
ALTER TABLE `book` MODIFY COLUMN `author_id` bigint;
ALTER TABLE `book` ADD CONSTRAINT `fk_book_author_id` FOREIGN KEY (`author_id`) REFERENCES `author` (`id`);
