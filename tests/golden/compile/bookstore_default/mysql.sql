ALTER TABLE `book`
    ADD COLUMN `pages` int NOT NULL DEFAULT 0,
    ADD COLUMN `language` varchar(2) NOT NULL DEFAULT 'en';
