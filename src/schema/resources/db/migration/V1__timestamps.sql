-- Order, paging and tokens go by id alone; saved_at is the app node's clock in UTC.
CREATE TABLE timestamps (
    id       BIGINT      NOT NULL AUTO_INCREMENT,
    saved_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id)
);
