package io.holdfast.report;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection that keeps a statement of each query open until it is closed itself. Subreports ask the same for every figure
 * and every item of a burst: a database compiles a query once while some statement has it, and anew when none does.
 */
public final class KeptStatements implements InvocationHandler {

    private final Connection connection;
    private final Map<String, PreparedStatement> kept = new HashMap<>();

    private KeptStatements(Connection connection) {
        this.connection = connection;
    }

    /** @param connection which closing the result closes */
    public static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                KeptStatements.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new KeptStatements(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("prepareStatement") && arguments != null && arguments.length == 1) {
            keep((String) arguments[0]);
        }
        if (method.getName().equals("close")) {
            letGo();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    // A report may fill its parts on threads of their own.
    private synchronized void keep(String query) throws SQLException {
        if (!kept.containsKey(query)) {
            kept.put(query, connection.prepareStatement(query));
        }
    }

    private synchronized void letGo() throws SQLException {
        for (PreparedStatement statement : kept.values()) {
            statement.close();
        }
        kept.clear();
    }
}
