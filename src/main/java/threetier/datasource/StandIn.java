package threetier.datasource;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;

/**
 * A JDBC connection without a database. The connection reports the oldest versions of the database and the driver that
 * the application supports, and nothing else.
 */
final class StandIn {

    private static final String OLDEST_VERSION = "8.0.0";

    private StandIn() {}

    static Connection connection() {
        DatabaseMetaData metaData = of(
                DatabaseMetaData.class,
                (proxy, method, arguments) ->
                        method.getName().endsWith("Version") && method.getReturnType() == String.class
                                ? OLDEST_VERSION
                                : absent(method.getReturnType()));
        return of(
                Connection.class,
                (proxy, method, arguments) ->
                        method.getName().equals("getMetaData") ? metaData : absent(method.getReturnType()));
    }

    private static <T> T of(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(StandIn.class.getClassLoader(), new Class<?>[] {type}, answers));
    }

    private static Object absent(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? 0 : null;
    }
}
