ALTER TABLE `book` MODIFY COLUMN `name` varchar(30);
