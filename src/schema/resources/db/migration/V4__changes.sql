-- Each change of a resource other than timestamps adds a row, in its own transaction. Tokens and entity tags name these rows.
CREATE TABLE changes (
    id         BIGINT      NOT NULL AUTO_INCREMENT,
    changed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id)
);
