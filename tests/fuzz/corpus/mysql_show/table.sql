CREATE TABLE `book` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `title` varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'it''s' COMMENT 'a\'b',
  `at` timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  `e` enum('a','b,c') DEFAULT NULL,
  `g` int GENERATED ALWAYS AS (`id` + 1) STORED,
  `j` longtext DEFAULT NULL CHECK (json_valid(`j`)),
  PRIMARY KEY (`id`),
  UNIQUE KEY `u` (`title`(10) DESC, (lower(`title`))),
  FULLTEXT KEY `f` (`title`) /*!50100 WITH PARSER `ngram` */,
  KEY `k` (`at`) USING BTREE COMMENT 'x',
  CONSTRAINT `fk` FOREIGN KEY (`id`) REFERENCES `shop`.`author` (`id`) ON DELETE CASCADE ON UPDATE SET NULL,
  CONSTRAINT `ck` CHECK (`id` > 0)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='c'
/*!50100 PARTITION BY HASH (`id`) PARTITIONS 4 */
