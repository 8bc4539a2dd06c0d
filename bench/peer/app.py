"""A three-tier application as tutorials show it. It saves the time and lists all times. Each request opens a database connection; there is
no connection pool."""
import json
import os
from datetime import datetime, timezone

import pymysql
from flask import Flask

app = Flask(__name__)


def connect(database):
    """Opens a connection to the database WRITER or READER. A with statement closes the connection."""
    port, name, user, password = (os.environ[f"{database}_{what}"] for what in ("PORT", "DATABASE", "USER", "PASSWORD"))
    return pymysql.connect(host="127.0.0.1", port=int(port), database=name, user=user, password=password)


@app.route("/write")
def write():
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S")
    with connect("WRITER") as connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO timestamps (saved_at) VALUES (%s)", (now,))
        connection.commit()
    return f"Saved: {now}", {"Content-Type": "text/plain"}


@app.route("/read")
def read():
    with connect("READER") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT saved_at FROM timestamps ORDER BY id")
        times = [saved_at.strftime("%Y-%m-%d %H:%M:%S") for (saved_at,) in cursor]
    return json.dumps(times, indent=2), {"Content-Type": "application/json"}
