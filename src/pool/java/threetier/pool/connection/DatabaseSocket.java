package threetier.pool.connection;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket whose read time-out is enforced by {@link ReadLimits}. A read that exceeds it closes the socket. */
final class DatabaseSocket extends Socket {

    private volatile int limitMillis;

    @Override
    public int getSoTimeout() {
        return limitMillis;
    }

    /** @param millis time-out of each read from now on; 0 for none */
    @Override
    public void setSoTimeout(int millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("A time-out of " + millis + " ms");
        }
        limitMillis = millis;
    }

    /** @throws IOException when it is closed or not connected */
    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {

            @Override
            public int read() throws IOException {
                return ReadLimits.read(DatabaseSocket.this, limitMillis, in::read);
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return ReadLimits.read(DatabaseSocket.this, limitMillis, () -> in.read(to, offset, length));
            }
        };
    }
}
