ALTER TABLE `book` CHANGE COLUMN `title` `name` varchar(30);
