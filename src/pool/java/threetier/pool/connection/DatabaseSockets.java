package threetier.pool.connection;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.net.Socket;

/**
 * Creates the sockets of the driver where requests run on virtual threads. They are those of the driver, except that
 * {@link ReadLimits} enforces their read time-out.
 */
public final class DatabaseSockets extends StandardSocketFactory {

    @Override
    protected Socket createSocket(PropertySet properties) {
        return new DatabaseSocket();
    }
}
