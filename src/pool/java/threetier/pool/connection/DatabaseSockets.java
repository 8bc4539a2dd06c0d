package threetier.pool.connection;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.net.Socket;

/**
 * The driver's connections where requests have virtual threads: made as ever, but how long a read may take is seen to
 * by {@link ReadLimits}.
 */
public final class DatabaseSockets extends StandardSocketFactory {

    @Override
    protected Socket createSocket(PropertySet properties) {
        return new DatabaseSocket();
    }
}
