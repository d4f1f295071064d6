ALTER TABLE `book` MODIFY COLUMN `name` varchar(30) NOT NULL;
