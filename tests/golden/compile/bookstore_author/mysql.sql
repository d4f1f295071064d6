CREATE TABLE `author` (
    `id` int NOT NULL AUTO_INCREMENT,
    `name` varchar(30) NOT NULL,
    `email` varchar(30),
    PRIMARY KEY (`id`),
    UNIQUE KEY `uq_author_email` (`email`)
);
