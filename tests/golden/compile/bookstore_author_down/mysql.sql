DROP TABLE `author`;
