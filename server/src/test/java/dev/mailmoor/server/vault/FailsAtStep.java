package dev.mailmoor.server.vault;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database that breaks off at its n-th statement or commit, as if the process had been killed there. */
final class FailsAtStep {
    private final AtomicInteger left;

    private FailsAtStep(int step) {
        this.left = new AtomicInteger(step);
    }

    static DataSource of(DataSource real, int step) {
        return new FailsAtStep(step).wrap(DataSource.class, real);
    }

    private <T> T wrap(Class<T> type, Object real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            String name = method.getName();
            if ((name.startsWith("execute") || name.equals("commit")) && left.decrementAndGet() <= 0) {
                throw new SQLException("killed here");
            }
            try {
                Object result = method.invoke(real, arguments);
                return switch (result) {
                    case Connection connection -> wrap(Connection.class, connection);
                    case PreparedStatement statement -> wrap(PreparedStatement.class, statement);
                    case null, default -> result;
                };
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
