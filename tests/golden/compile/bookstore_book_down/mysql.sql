DROP TABLE `book`;
