ALTER TABLE `book` CHANGE COLUMN `name` `title` varchar(50);
