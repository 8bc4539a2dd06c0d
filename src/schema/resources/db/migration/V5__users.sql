-- The columns ..._key are digests of what the application compares (threetier.text.UniqueText), so the rule is the same on every database.
-- An index is named after the table and the field, which the answer to a duplicate names.
CREATE TABLE users (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    username     VARCHAR(80)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    email        VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    username_key BINARY(32)   NOT NULL,
    email_key    BINARY(32)   NOT NULL,
    change_id    BIGINT       NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY users_username (username_key),
    UNIQUE KEY users_email (email_key)
);
